# rule: module-attribute | message: Access to 'sys' attribute is not allowed
import statistics
[1, statistics][1].sys
