# rule: module-attribute | message: Access to 'sys' attribute is not allowed
import statistics
class A:
    pass

A.m = statistics
A.m.sys
