# rule: attribute | message: Access to 'co_linetable' attribute is not allowed
def table(code):
    return code.co_linetable
