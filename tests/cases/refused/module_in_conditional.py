# rule: module-attribute | message: Access to 'numbers' attribute is not allowed
import statistics
(statistics if 1 else 0).numbers
