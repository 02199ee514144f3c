# rule: attribute | message: Access to '__mro__' attribute is not allowed
{c.__mro__: 1 for c in (int, str)}
