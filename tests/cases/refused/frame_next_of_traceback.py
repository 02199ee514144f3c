# rule: attribute | message: Access to '__traceback__' attribute is not allowed
try:
    1 / 0
except ZeroDivisionError as e:
    t = e.__traceback__
    t.tb_next
