# rule: attribute | message: Access to 'co_consts' attribute is not allowed
code = None
code.co_consts
