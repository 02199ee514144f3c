# rule: import-forbidden | message: Import of 'subprocess' is not allowed
import math, subprocess
