# rule: attribute | message: Access to 'tb_frame' attribute is not allowed
class C:
    def __enter__(self):
        return self

    def __exit__(self, kind, value, trace):
        self.frame = trace.tb_frame
        return True

with C():
    1 / 0
