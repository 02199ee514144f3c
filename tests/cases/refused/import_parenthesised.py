# rule: import-forbidden | message: Import from 'os' is not allowed | only: strict
from os import (
    path as p,
    system as s,
)
