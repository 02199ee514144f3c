# rule: attribute | message: Access to 'ag_code' attribute is not allowed
async def g():
    yield 1

g().ag_code.co_names
