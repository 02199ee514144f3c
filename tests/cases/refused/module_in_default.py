# rule: module-attribute | message: Access to 'numbers' attribute is not allowed | only: strict
import statistics
def f(m=statistics):
    return m.numbers
