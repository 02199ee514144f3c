# rule: import-unlisted | message: Import of 'codecs' is not in the allowed list
import codecs
codecs.open('x')
