# rule: module-attribute | message: Access to 'numbers' attribute is not allowed | only: strict
import statistics
for m in (1, statistics):
    m.numbers
