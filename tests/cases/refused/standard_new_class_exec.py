# rule: builtin-call | message: Call to 'exec' is not allowed
# policy: standard
import types
types.new_class('A', (), {}, lambda ns: exec('1'))
