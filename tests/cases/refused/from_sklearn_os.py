# rule: import-name | message: Import of 'os' from 'sklearn' is not allowed
from sklearn import os
