# rule: attribute | message: Access to 'gi_frame' attribute is not allowed
async def f():
    async with g.gi_frame as x:
        pass
