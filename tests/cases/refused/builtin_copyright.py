# rule: builtin-use | message: Use of 'copyright' is not allowed
print(copyright)
