# rule: source-text | message: Call to '__import__' is not allowed
# policy: standard
import typing
typing.ForwardRef('__import__("os")')
