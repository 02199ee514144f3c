# rule: attribute | message: Access to '__class__' attribute is not allowed
x = 1
x.__ｃｌａｓｓ__
