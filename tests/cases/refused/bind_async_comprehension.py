# rule: module-attribute | message: Access to 'core' attribute is not allowed
import numpy

async def f(x):
    return [m.core async for m in [numpy]]
