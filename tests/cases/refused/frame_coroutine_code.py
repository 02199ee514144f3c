# rule: attribute | message: Access to 'cr_code' attribute is not allowed
async def f():
    pass

f().cr_code
