# rule: module-attribute | message: Access to 'numbers' attribute is not allowed | only: strict
import statistics
(statistics if 1 else 0).numbers
