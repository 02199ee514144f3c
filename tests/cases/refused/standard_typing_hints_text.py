# rule: source-text | message: Access to '__class__' attribute is not allowed
# policy: standard
import typing
typing.get_type_hints('().__class__')
