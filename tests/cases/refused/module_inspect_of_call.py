# rule: module-attribute | message: Access to 'inspect' attribute is not allowed
import matplotlib.artist as a
(lambda: a)().inspect.currentframe()
