# rule: module-attribute | message: Access to 'codecs' attribute is not allowed
import json.decoder as d
d.scanner.c_make_scanner
d.codecs
