# rule: module-attribute | message: Access to 'weakref' attribute is not allowed | only: strict
import copy
copy.weakref
