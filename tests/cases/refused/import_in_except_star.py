# rule: import-forbidden | message: Import of 'os' is not allowed | only: strict
try:
    pass
except* ValueError:
    import os
