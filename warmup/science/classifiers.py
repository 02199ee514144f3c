import numpy as np
import sklearn
from sklearn import datasets, ensemble, linear_model, metrics, model_selection, naive_bayes, neighbors, neural_network
from sklearn import pipeline, preprocessing, svm, tree

X, y = datasets.make_classification(n_samples=40, n_features=5, random_state=0)
train, test, train_y, test_y = model_selection.train_test_split(X, y, random_state=0)
model = pipeline.make_pipeline(preprocessing.StandardScaler(), linear_model.LogisticRegression()).fit(train, train_y)
metrics.accuracy_score(test_y, model.predict(test)), metrics.confusion_matrix(test_y, model.predict(test)), metrics.classification_report(test_y, model.predict(test))
ensemble.RandomForestClassifier(n_estimators=2).fit(X, y).predict(X), svm.SVC().fit(X, y), tree.DecisionTreeClassifier().fit(X, y)
neighbors.KNeighborsClassifier().fit(X, y).predict(X), naive_bayes.GaussianNB().fit(X, y), model_selection.cross_val_score(tree.DecisionTreeClassifier(), X, y, cv=2)
model_selection.GridSearchCV(svm.SVC(), {'C': [1]}, cv=2, n_jobs=-1).fit(X, y), repr(model)
