import numpy as np
from sklearn.datasets import load_iris, make_blobs
from sklearn.linear_model import LinearRegression, LogisticRegression
from sklearn.metrics import accuracy_score
from sklearn.model_selection import GridSearchCV, train_test_split
from sklearn.pipeline import Pipeline, make_pipeline
from sklearn.preprocessing import StandardScaler

X, y = load_iris(return_X_y=True)
a, b, c, d = train_test_split(X, y, random_state=0)
model = Pipeline([("scale", StandardScaler()), ("fit", LogisticRegression(max_iter=500))])
model.fit(a, c)
print(accuracy_score(d, model.predict(b)) > 0.9, model.named_steps["fit"].classes_)
grid = GridSearchCV(make_pipeline(StandardScaler(), LogisticRegression(max_iter=500)), {"logisticregression__C": [0.1, 1]}, cv=3)
print(grid.fit(X, y).best_score_ > 0.9, LinearRegression().fit([[0], [1]], [1, 3]).coef_.round(3), make_blobs(random_state=0)[0].shape)
