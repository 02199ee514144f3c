# rule: builtin-call | message: Call to 'attrgetter' is not allowed
import operator
operator.attrgetter(f'__{1}__')
