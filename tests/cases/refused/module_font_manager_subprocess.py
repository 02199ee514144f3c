# rule: module-attribute | message: Access to 'subprocess' attribute is not allowed
from matplotlib import font_manager
font_manager.subprocess.run(['id'])
