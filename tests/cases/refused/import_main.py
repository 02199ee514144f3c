# rule: import-unlisted | message: Import of '__main__' is not in the allowed list
import __main__
__main__.x
