# rule: import-unlisted | message: Import of 'pdb' is not in the allowed list
import pdb; pdb.set_trace()
