# rule: import-submodule | message: Import of 'json.tool' is not allowed
import json.tool
