# rule: module-attribute | message: Access to '_os' attribute is not allowed
import random

async def f():
    return random

async def g():
    return (await f())._os
