# rule: builtin-call | message: Call to 'methodcaller' is not allowed
from operator import methodcaller as m
m(name='x')
