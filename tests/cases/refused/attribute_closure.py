# rule: attribute | message: Access to '__closure__' attribute is not allowed
(lambda x: lambda: x)(1).__closure__
