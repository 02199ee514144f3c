# rule: module-attribute | message: Access to 'sys' attribute is not allowed
import statistics
for m in (1, statistics):
    m.sys
