# rule: import-unlisted | message: Import of 'threading' is not in the allowed list
import threading as t
