# rule: attribute | message: Access to '__class__' attribute is not allowed
from operator import attrgetter
attrgetter('real', '__class__')(1)
