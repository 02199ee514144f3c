# rule: import-name | message: Import of 'cbook' from 'matplotlib' is not allowed
from matplotlib import cbook
