# rule: attribute | message: Access to 'gi_code' attribute is not allowed
def g():
    yield

g().gi_code.co_consts
