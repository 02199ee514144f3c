# rule: builtin-call | message: Call to 'open' is not allowed
async def f():
    await open('x')
