# rule: import-name | message: Import of '_locale' from 'calendar' is not allowed
from calendar import _locale
