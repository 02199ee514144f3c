# rule: import-submodule | message: Import of 'zoneinfo._common' is not allowed
# policy: standard
import zoneinfo._common
