# rule: import-submodule | message: Import of 'matplotlib.backends.backend_tkagg' is not allowed
import matplotlib.backends.backend_tkagg
