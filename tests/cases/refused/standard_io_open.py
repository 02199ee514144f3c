# rule: module-attribute | message: Access to 'open' attribute is not allowed
# policy: standard
import io
io.open('/etc/passwd')
