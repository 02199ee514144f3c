# rule: attribute | message: Access to 'cr_await' attribute is not allowed
async def f():
    pass

async def g():
    await f()

g().cr_await
