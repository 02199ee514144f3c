# rule: name | message: Use of '__loader__' is not allowed
async def __loader__():
    pass
