# rule: import-unlisted | message: Import of 'asyncio' is not in the allowed list
import asyncio
asyncio.create_subprocess_shell('id')
