# rule: module-attribute | message: Access to 'core' attribute is not allowed
import numpy
m1 = numpy
m2 = m1
m3 = m2
m4 = m3
m5 = m4
m6 = m5
m7 = m6
m8 = m7
m9 = m8
m10 = m9
m11 = m10
m12 = m11
m13 = m12
m14 = m13
m15 = m14
m16 = m15
m17 = m16
m18 = m17
m19 = m18
m20 = m19
m20.core
