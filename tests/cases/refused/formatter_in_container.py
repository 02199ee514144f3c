# rule: module-attribute | message: Access to 'Formatter' attribute is not allowed
import string
[string][0].Formatter().get_field('a', (), {})
