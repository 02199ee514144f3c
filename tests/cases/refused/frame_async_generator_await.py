# rule: attribute | message: Access to 'ag_await' attribute is not allowed
async def g():
    yield 1

g().ag_await
