# rule: source-text | message: Call to 'eval' is not allowed
import sympy
sympy.sympify({'eval("1")': 'a'})
