# rule: import-forbidden | message: Import of 'urllib' is not allowed
import urllib.request as r
