# rule: module-attribute | message: Access to 'numbers' attribute is not allowed
import statistics
(m := statistics).numbers
