# rule: attribute | message: Access to 'os' attribute is not allowed
# policy: standard
getattr(f(), 'os')
