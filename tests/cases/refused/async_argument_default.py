# rule: builtin-use | message: Use of 'eval' is not allowed
async def f(run=eval):
    return run('1')
