# rule: builtin-call | message: Call to 'input' is not allowed
name = input('Name? ')
