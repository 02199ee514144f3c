# rule: module-attribute | message: Access to 'sys' attribute is not allowed
import statistics
(m := statistics).sys
