# rule: source-text | message: Call to '__import__' is not allowed
# policy: standard
import dataclasses

@dataclasses.dataclass
class A:
    __annotations__ = {"x=__import__('os').system('id')": int}
