# rule: attribute | message: Access to 'ag_frame' attribute is not allowed
async def f():
    yield

f().ag_frame
