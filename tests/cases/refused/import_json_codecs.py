# rule: import-name | message: Import of 'codecs' from 'json' is not allowed
from json import codecs
