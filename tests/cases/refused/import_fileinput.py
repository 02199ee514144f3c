# rule: import-unlisted | message: Import of 'fileinput' is not in the allowed list
import fileinput
