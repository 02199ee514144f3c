# rule: module-attribute | message: Access to 'sys' attribute is not allowed
import statistics
(statistics if 1 else 0).sys
