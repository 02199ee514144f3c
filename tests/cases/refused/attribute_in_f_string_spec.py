# rule: attribute | message: Access to '__class__' attribute is not allowed
print(f'{1:{().__class__}}')
