import numpy as np
from sklearn.compose import ColumnTransformer
from sklearn.datasets import make_classification
from sklearn.decomposition import PCA
from sklearn.ensemble import RandomForestClassifier
from sklearn.model_selection import GridSearchCV, StratifiedKFold, cross_val_score
from sklearn.pipeline import Pipeline, make_pipeline
from sklearn.preprocessing import StandardScaler
from sklearn.svm import SVC

X, y = make_classification(n_samples=200, n_features=8, n_informative=4, class_sep=2.0, random_state=0)
pipe = Pipeline([("scale", StandardScaler()), ("pca", PCA()), ("svc", SVC())])
grid = GridSearchCV(pipe, {"pca__n_components": [3, 6], "svc__C": [0.1, 1]}, cv=3, n_jobs=-1)
grid.fit(X, y)
print(sorted(grid.best_params_), grid.best_score_ > 0.85, len(grid.cv_results_["params"]), grid.best_estimator_.named_steps["pca"].n_components_ in (3, 6))
scores = cross_val_score(make_pipeline(StandardScaler(), RandomForestClassifier(20, random_state=1)), X, y, cv=StratifiedKFold(4, shuffle=True, random_state=0))
print(scores.shape, scores.mean() > 0.85)
pipe.set_params(svc__kernel="linear").fit(X, y)
pipe
