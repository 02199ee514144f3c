# rule: module-attribute | message: Access to 'numbers' attribute is not allowed | only: strict
import statistics
(m := statistics).numbers
