# rule: module-attribute | message: Access to 'os' attribute is not allowed
import matplotlib.image as i
i.os.listdir('/')
