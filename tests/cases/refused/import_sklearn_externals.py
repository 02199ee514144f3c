# rule: import-submodule | message: Import from 'sklearn.externals' is not allowed
from sklearn.externals import _arff
