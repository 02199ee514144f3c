# rule: attribute | message: Access to '__class__' attribute is not allowed
async def f(x, y):
    async for x.__class__ in y:
        pass
