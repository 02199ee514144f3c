# rule: module-attribute | message: Access to 'core' attribute is not allowed
import numpy
{k: numpy for k in 'a'}['a'].core
