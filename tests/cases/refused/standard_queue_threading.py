# rule: module-attribute | message: Access to 'threading' attribute is not allowed
# policy: standard
import queue
queue.threading.sys
