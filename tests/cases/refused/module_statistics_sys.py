# rule: module-attribute | message: Access to 'sys' attribute is not allowed
import statistics
statistics.sys.modules
