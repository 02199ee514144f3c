# rule: source-text | message: Call to 'eval' is not allowed
import sympy
sympy.sympify({'a': 'eval("1")'})
