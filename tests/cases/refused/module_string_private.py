# rule: module-attribute | message: Access to '_string' attribute is not allowed
import string
string._string.formatter_parser('{}')
