# rule: attribute | message: Access to 'co_positions' attribute is not allowed
def lines(code):
    return list(code.co_positions())
