# rule: module-attribute | message: Access to '_inst' attribute is not allowed
import math, cmath, re, json, csv, copy, random
for m in (math, cmath, re, json, csv, copy, random):
    m._inst
