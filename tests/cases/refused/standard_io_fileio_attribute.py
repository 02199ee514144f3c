# rule: module-attribute | message: Access to 'FileIO' attribute is not allowed
# policy: standard
import io
io.FileIO('/etc/passwd')
