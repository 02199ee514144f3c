# rule: attribute | message: Access to 'ag_frame' attribute is not allowed
async def g():
    return [x.ag_frame async for x in y]
