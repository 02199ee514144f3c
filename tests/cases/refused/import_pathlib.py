# rule: import-unlisted | message: Import from 'pathlib' is not in the allowed list
from pathlib import Path
Path('x').read_text()
