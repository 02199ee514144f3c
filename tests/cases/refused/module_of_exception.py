# rule: module-attribute | message: Access to 'sys' attribute is not allowed
import statistics

try:
    statistics.nothing
except AttributeError as error:
    error.obj.sys.modules
