# rule: attribute | message: Access to '__traceback__' attribute is not allowed
try:
    1 / 0
except Exception as e:
    e.__traceback__.tb_frame
