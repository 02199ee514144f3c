# rule: module-attribute | message: Access to 'locale' attribute is not allowed
import matplotlib.ticker as t
t.locale.sys
