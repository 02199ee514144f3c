# rule: module-attribute | message: Access to 'copyreg' attribute is not allowed
import copy
copy.copyreg.dispatch_table
