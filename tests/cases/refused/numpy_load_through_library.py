# rule: builtin-call | message: Call to 'load' is not allowed
import sklearn.base as b
b.np.load('x', allow_pickle=True)
