# rule: builtin-call | message: Call to 'methodcaller' is not allowed
import operator
operator.methodcaller('__re' + 'duce__')(1)
