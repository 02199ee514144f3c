# rule: import-unlisted | message: Import of 'gc' is not in the allowed list
import gc
gc.get_objects()
