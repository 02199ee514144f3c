# rule: builtin-call | message: Call to 'exec' is not allowed
class A: exec('1')
