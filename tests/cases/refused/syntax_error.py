# rule: syntax | message: Syntax error: '(' was never closed (<unknown>, line 2)
print('a'
