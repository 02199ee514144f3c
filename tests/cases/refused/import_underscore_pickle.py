# rule: import-unlisted | message: Import from '_pickle' is not in the allowed list
from _pickle import loads
