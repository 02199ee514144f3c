# rule: module-attribute | message: Access to '_os' attribute is not allowed
import statistics
statistics.random._os.fork()
