# rule: import-forbidden | message: Import of 'os' is not allowed | only: strict
x = '''
'''; import os #'''
