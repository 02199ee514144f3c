# rule: attribute | message: Access to '__globals__' attribute is not allowed
import statistics
statistics.NormalDist.__init__.__globals__['sys']
