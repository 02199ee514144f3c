# rule: import-unlisted | message: Import of '_thread' is not in the allowed list
import _thread
