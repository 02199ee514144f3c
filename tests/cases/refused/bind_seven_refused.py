# rule: module-attribute | message: Access to 'core' attribute is not allowed
import math, cmath, re, json, csv, copy, numpy
for m in (math, cmath, re, json, csv, copy, numpy):
    m.core
