from numpy import *

print(sqrt(array([1.0, 4.0])), pi > 3, linalg.det(eye(2)), arange(3).mean())
