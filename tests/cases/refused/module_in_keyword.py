# rule: module-attribute | message: Access to 'numbers' attribute is not allowed | only: strict
import statistics
def f(m):
    return m.numbers

f(m=statistics)
