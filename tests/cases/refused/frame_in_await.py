# rule: attribute | message: Access to 'gi_frame' attribute is not allowed
async def f():
    await g.gi_frame
