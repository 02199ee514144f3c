# rule: attribute | message: Access to '__class__' attribute is not allowed
# policy: standard
getattr(1, '__ｃｌａｓｓ__')
