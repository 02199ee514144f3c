# rule: source-text | message: Call to 'compile' is not allowed
from sympy.plotting import plot
plot('compile("1", "", "eval")')
