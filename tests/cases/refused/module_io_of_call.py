# rule: module-attribute | message: Access to 'io' attribute is not allowed
import scipy.io.wavfile as w
(lambda: w)().io.open('x')
