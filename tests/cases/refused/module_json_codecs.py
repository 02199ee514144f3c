# rule: module-attribute | message: Access to 'codecs' attribute is not allowed
import json
json.codecs.builtins.eval('1')
