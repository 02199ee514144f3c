# rule: import-name | message: Import of 'text_encoding' from 'io' is not allowed
from io import StringIO, text_encoding
