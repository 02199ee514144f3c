# rule: attribute | message: Access to '__pyx_capi__' attribute is not allowed
import scipy.linalg.cython_blas
scipy.linalg.cython_blas.__pyx_capi__
