# rule: module-attribute | message: Access to '_os' attribute is not allowed
# policy: standard
import contextlib, random
with contextlib.nullcontext(random) as m:
    m._os
