# rule: module-attribute | message: Access to 'codecs' attribute is not allowed
import json
(lambda: json)().codecs.open('x')
