# rule: module-attribute | message: Access to 'shutil' attribute is not allowed
import matplotlib as m
m.shutil.rmtree('/')
