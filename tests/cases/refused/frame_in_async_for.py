# rule: attribute | message: Access to 'gi_frame' attribute is not allowed
async def f():
    async for x in g.gi_frame:
        pass
