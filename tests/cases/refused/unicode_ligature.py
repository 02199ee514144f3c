# rule: attribute | message: Access to '__code__' attribute is not allowed
x.ﬁeld
x.gi_ﬀ.__code__
