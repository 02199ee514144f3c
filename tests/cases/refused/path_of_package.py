# rule: attribute | message: Access to '__path__' attribute is not allowed
import numpy
numpy.__path__.append('.')
