# rule: import-submodule | message: Import from 'matplotlib.texmanager' is not allowed
from matplotlib.texmanager import TexManager
