# rule: builtin-call | message: Call to 'vars' is not allowed
import sklearn
vars(sklearn)['os']
