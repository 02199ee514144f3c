# rule: module-attribute | message: Access to 'Formatter' attribute is not allowed
import string
string.Formatter().get_field('0.__class__', (1,), {})
