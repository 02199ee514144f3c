# rule: module-attribute | message: Access to 'npyio' attribute is not allowed
from numpy import *
lib.npyio
