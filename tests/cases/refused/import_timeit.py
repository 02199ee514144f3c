# rule: import-unlisted | message: Import of 'timeit' is not in the allowed list
import timeit
timeit.timeit('1')
