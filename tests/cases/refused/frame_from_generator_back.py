# rule: attribute | message: Access to 'gi_frame' attribute is not allowed
def g():
    yield me.gi_frame.f_back.f_back

me = g()
next(me).f_globals
