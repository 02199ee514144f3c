# rule: name | message: Use of '__getattribute__' is not allowed
import operator
operator.methodcaller('__getattribute__', '__class__')(1)
