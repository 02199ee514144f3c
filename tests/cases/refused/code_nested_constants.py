# rule: attribute | message: Access to 'co_consts' attribute is not allowed
def dig(code):
    return [dig(c) for c in code.co_consts]
