# rule: import-unlisted | message: Import of 'joblib' is not in the allowed list
import joblib
joblib.load('x')
