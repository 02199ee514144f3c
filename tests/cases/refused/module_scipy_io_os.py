# rule: module-attribute | message: Access to 'sys' attribute is not allowed
import scipy.io.wavfile as w
w.sys.modules
