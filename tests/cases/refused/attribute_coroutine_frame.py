# rule: attribute | message: Access to 'cr_frame' attribute is not allowed
async def f():
    pass

f().cr_frame
