# rule: module-attribute | message: Access to 'sys' attribute is not allowed
from matplotlib import pyplot as p
p.sys
