# rule: module-attribute | message: Access to '_builtins' attribute is not allowed
import collections, numpy
collections.deque([numpy]).pop()._builtins.eval('1')
