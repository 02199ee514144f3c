# rule: import-name | message: Import of '__getattr__' from 'scipy' is not allowed
from scipy import __getattr__ as find
find('_importlib')
