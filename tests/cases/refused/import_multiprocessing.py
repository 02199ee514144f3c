# rule: import-unlisted | message: Import from 'multiprocessing' is not in the allowed list
from multiprocessing import Process
