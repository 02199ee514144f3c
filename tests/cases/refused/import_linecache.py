# rule: import-unlisted | message: Import of 'linecache' is not in the allowed list
import linecache
linecache.getlines('/etc/passwd')
