# rule: source-text | message: Call to '__import__' is not allowed
from sympy.printing.str import StrPrinter

class P(StrPrinter):
    def _print_Symbol(self, e):
        return '__import__("os")'
