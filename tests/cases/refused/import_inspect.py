# rule: import-unlisted | message: Import of 'inspect' is not in the allowed list
import inspect
inspect.currentframe()
