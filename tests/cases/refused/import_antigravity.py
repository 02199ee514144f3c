# rule: import-unlisted | message: Import of 'antigravity' is not in the allowed list
import antigravity
