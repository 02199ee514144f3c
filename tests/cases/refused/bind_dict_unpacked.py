# rule: module-attribute | message: Access to 'core' attribute is not allowed
import numpy
{**{'a': numpy}}['a'].core
