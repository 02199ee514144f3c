# rule: module-attribute | message: Access to 'raw' attribute is not allowed
import pprint
type(pprint.PrettyPrinter()._stream.buffer.raw)('/etc/passwd').read()
