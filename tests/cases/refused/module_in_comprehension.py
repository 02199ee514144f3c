# rule: module-attribute | message: Access to 'numbers' attribute is not allowed
import statistics
[m.numbers for m in [statistics]]
