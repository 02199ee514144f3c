# rule: import-forbidden | message: Import of 'pickle' is not allowed
# policy: standard
import pickle
pickle.loads(b'')
