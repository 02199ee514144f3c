# rule: module-attribute | message: Access to '_os' attribute is not allowed
# policy: standard
import enum, random

class E(enum.Enum):
    m = random

E.m.value._os
