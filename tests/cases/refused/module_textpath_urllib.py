# rule: module-attribute | message: Access to 'urllib' attribute is not allowed
import matplotlib.textpath as t
t.urllib.request
