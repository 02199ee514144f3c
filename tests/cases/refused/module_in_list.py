# rule: module-attribute | message: Access to 'numbers' attribute is not allowed
import statistics
[1, statistics][1].numbers
