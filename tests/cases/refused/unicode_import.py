# rule: import-forbidden | message: Import of 'sys' is not allowed | only: strict
import ſys
