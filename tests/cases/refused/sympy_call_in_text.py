# rule: source-text | message: Call to 'eval' is not allowed
import sympy as sp
sp.S('eval("1")')
