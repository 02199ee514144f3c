# rule: module-attribute | message: Access to 'sys' attribute is not allowed
import fractions as f
f.sys.exit()
