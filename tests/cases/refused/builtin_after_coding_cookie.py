# rule: builtin-call | message: Call to 'eval' is not allowed
# -*- coding: utf-7 -*-
eval('1')
