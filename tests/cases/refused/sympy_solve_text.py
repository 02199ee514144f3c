# rule: source-text | message: Call to '__import__' is not allowed
import sympy as s
s.solve('__import__("os").getpid() - x')
