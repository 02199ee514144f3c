# rule: source-text | message: Access to '__class__' attribute is not allowed
x: list['().__class__'] = []
