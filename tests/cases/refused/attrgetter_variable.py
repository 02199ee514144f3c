# rule: builtin-call | message: Call to 'attrgetter' is not allowed
import operator as o
name = 'x'
o.attrgetter(name)
