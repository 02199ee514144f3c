# rule: module-attribute | message: Access to 'os' attribute is not allowed
import sklearn


def f(m):
    return m.os


f(sklearn).system("id")
