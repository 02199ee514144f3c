import numpy as np
from sklearn import cluster, compose, datasets, decomposition, feature_selection, impute, linear_model, metrics, model_selection

iris = datasets.load_iris()
model = linear_model.LinearRegression().fit(iris.data[:, :3], iris.data[:, 3])
print(model.score(iris.data[:, :3], iris.data[:, 3]), model.coef_)
cluster.KMeans(n_clusters=2, n_init=1).fit(iris.data), decomposition.PCA(2).fit_transform(iris.data)
metrics.mean_squared_error([1, 2], [1, 3]), metrics.r2_score([1, 2], [1, 3])
