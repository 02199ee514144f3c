import numpy as np
import sklearn
from sklearn import metrics, preprocessing, svm, tree
from sklearn.datasets import load_breast_cancer, load_diabetes, load_digits, make_regression
from sklearn.ensemble import HistGradientBoostingClassifier, IsolationForest
from sklearn.exceptions import ConvergenceWarning, NotFittedError
from sklearn.experimental import enable_iterative_imputer
from sklearn.feature_extraction import DictVectorizer
from sklearn.gaussian_process import GaussianProcessRegressor
from sklearn.gaussian_process.kernels import RBF
from sklearn.impute import IterativeImputer, KNNImputer
from sklearn.model_selection import RandomizedSearchCV, TimeSeriesSplit, train_test_split
from sklearn.neural_network import MLPClassifier
from sklearn.utils import Bunch, resample

digits = load_digits()
X_train, X_test, y_train, y_test = train_test_split(digits.data / 16, digits.target, random_state=0)
classifier = svm.SVC(gamma=0.1).fit(X_train, y_train)
print(metrics.accuracy_score(y_test, classifier.predict(X_test)) > 0.95, digits.images.shape)
try:
    tree.DecisionTreeRegressor().predict([[1]])
except NotFittedError as e:
    print("not fitted")
gp = GaussianProcessRegressor(RBF(1.0), alpha=1e-6, optimizer=None).fit([[0], [1], [2]], [0, 1, 4])
print(gp.predict([[1.0]]).round(3), KNNImputer(n_neighbors=1).fit_transform([[1, 2], [1, np.nan]]), DictVectorizer(sparse=False).fit_transform([{"a": 1}, {"b": 2}]))
print([len(train) for train, _ in TimeSeriesSplit(3).split(np.zeros(8))], IsolationForest(random_state=0).fit_predict(np.r_[np.zeros(20), 9].reshape(-1, 1))[-1])
search = RandomizedSearchCV(tree.DecisionTreeClassifier(random_state=0), {"max_depth": [2, 4, 6]}, n_iter=2, cv=3, random_state=0)
print(search.fit(*load_breast_cancer(return_X_y=True)).best_score_ > 0.85, resample([1, 2, 3], random_state=1), Bunch(a=1).a)
sklearn.set_config(display="text")
preprocessing.scale([[1.0], [3.0]]).ravel()
