# rule: attribute | message: Access to 'im_self' attribute is not allowed
def owner(method):
    return method.im_self
