# rule: import-unlisted | message: Import of 'requests' is not in the allowed list
import requests
