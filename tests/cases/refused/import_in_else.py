# rule: import-forbidden | message: Import of 'os' is not allowed | only: strict
if 1:
    pass
else:
    import os
