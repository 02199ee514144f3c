# rule: module-attribute | message: Access to 'numbers' attribute is not allowed
import statistics
for m in (1, statistics):
    m.numbers
