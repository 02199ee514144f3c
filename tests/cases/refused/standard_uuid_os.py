# rule: module-attribute | message: Access to 'os' attribute is not allowed
# policy: standard
import uuid
uuid.os.fork()
