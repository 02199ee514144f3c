# rule: module-attribute | message: Access to 'raw' attribute is not allowed
# policy: standard
import sys
type(sys.stdin.buffer.raw)('/etc/passwd').read()
