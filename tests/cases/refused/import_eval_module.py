# rule: import-forbidden | message: Import of 'eval' is not allowed
import eval
