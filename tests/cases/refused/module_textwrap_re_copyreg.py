# rule: module-attribute | message: Access to 'copyreg' attribute is not allowed
import textwrap
textwrap.re.copyreg
