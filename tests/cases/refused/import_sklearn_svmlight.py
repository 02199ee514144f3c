# rule: import-name | message: Import of 'load_svmlight_file' from 'sklearn.datasets' is not allowed
from sklearn.datasets import load_svmlight_file
