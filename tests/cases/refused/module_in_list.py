# rule: module-attribute | message: Access to 'numbers' attribute is not allowed | only: strict
import statistics
[1, statistics][1].numbers
