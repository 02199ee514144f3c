# rule: syntax | message: Syntax error: unexpected indent (<unknown>, line 3)
x = 1
  y = 2
