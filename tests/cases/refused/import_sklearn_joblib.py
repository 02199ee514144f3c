# rule: import-name | message: Import of 'joblib' from 'sklearn.utils.validation' is not allowed
from sklearn.utils.validation import joblib
