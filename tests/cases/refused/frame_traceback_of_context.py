# rule: attribute | message: Access to '__traceback__' attribute is not allowed
try:
    try:
        1 / 0
    finally:
        [][1]
except IndexError as e:
    e.__context__.__traceback__
