# rule: module-attribute | message: Access to 'numbers' attribute is not allowed | only: strict
import statistics
class A:
    pass

A.m = statistics
A.m.numbers
