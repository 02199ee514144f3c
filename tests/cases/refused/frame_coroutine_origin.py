# rule: attribute | message: Access to 'cr_origin' attribute is not allowed
async def f():
    pass

print(f().cr_origin)
