# rule: module-attribute | message: Access to 'sys' attribute is not allowed
import matplotlib.pyplot
matplotlib.pyplot.sys
