# rule: module-attribute | message: Access to 'sys' attribute is not allowed
import statistics
def f(m):
    return m.sys

f(m=statistics)
