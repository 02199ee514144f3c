# rule: module-attribute | message: Access to 'sys' attribute is not allowed
import calendar
calendar.sys.modules['os']
