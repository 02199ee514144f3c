# rule: import-unlisted | message: Import from 'mpl_toolkits' is not in the allowed list
from mpl_toolkits import mplot3d
