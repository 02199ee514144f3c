import numpy as np
from sklearn.base import BaseEstimator, ClassifierMixin, TransformerMixin, clone
from sklearn.datasets import load_wine
from sklearn.ensemble import AdaBoostClassifier, StackingClassifier, VotingClassifier
from sklearn.inspection import permutation_importance
from sklearn.metrics import make_scorer, roc_auc_score, roc_curve
from sklearn.model_selection import cross_val_predict, learning_curve
from sklearn.pipeline import FeatureUnion, Pipeline
from sklearn.utils import shuffle
from sklearn.utils.validation import check_array, check_is_fitted


class LogTransformer(BaseEstimator, TransformerMixin):
    def __init__(self, offset=1.0):
        self.offset = offset

    def fit(self, X, y=None):
        self.n_features_in_ = check_array(X).shape[1]
        return self

    def transform(self, X):
        check_is_fitted(self)
        return np.log(np.asarray(X) + self.offset)


class NearestMean(BaseEstimator, ClassifierMixin):
    def fit(self, X, y):
        self.classes_ = np.unique(y)
        self.means_ = np.array([X[y == c].mean(axis=0) for c in self.classes_])
        return self

    def predict(self, X):
        return self.classes_[((X[:, None] - self.means_) ** 2).sum(-1).argmin(1)]


X, y = shuffle(*load_wine(return_X_y=True), random_state=0)
pipe = Pipeline([("log", LogTransformer()), ("clf", NearestMean())])
print(pipe.fit(X, y).score(X, y) > 0.8, clone(pipe).get_params()["log__offset"], cross_val_predict(pipe, X, y, cv=3).shape)
print(roc_auc_score([0, 0, 1, 1], [0.1, 0.4, 0.35, 0.8]), LogTransformer(2.0))
