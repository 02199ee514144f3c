# rule: import-name | message: Import of 'subprocess' from 'matplotlib.animation' is not allowed
from matplotlib.animation import subprocess as s
s.run(['id'])
