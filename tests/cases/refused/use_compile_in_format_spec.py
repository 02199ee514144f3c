# rule: builtin-use | message: Use of 'compile' is not allowed
print(f'{1:{compile}}')
