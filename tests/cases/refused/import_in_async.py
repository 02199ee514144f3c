# rule: import-forbidden | message: Import of 'subprocess' is not allowed
async def f():
    import subprocess
