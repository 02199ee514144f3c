# rule: attribute | message: Access to '__traceback__' attribute is not allowed
try:
    raise ExceptionGroup('x', [ValueError()])
except* ValueError as group:
    group.exceptions[0].__traceback__.tb_frame
