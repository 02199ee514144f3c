# rule: module-attribute | message: Access to '_lib' attribute is not allowed
import scipy
scipy._lib._util
