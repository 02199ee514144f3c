# rule: module-attribute | message: Access to 'raw' attribute is not allowed
# policy: standard
import sys
sys.stdout.buffer.raw
