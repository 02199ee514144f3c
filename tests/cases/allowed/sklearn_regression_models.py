import numpy as np
from sklearn.ensemble import GradientBoostingRegressor, RandomForestRegressor
from sklearn.linear_model import ElasticNet, Lasso, LinearRegression, Ridge
from sklearn.metrics import mean_absolute_error, mean_squared_error, r2_score
from sklearn.model_selection import KFold, cross_validate, train_test_split
from sklearn.preprocessing import PolynomialFeatures

rng = np.random.RandomState(0)
X = rng.uniform(-3, 3, (150, 1))
y = 0.5 * X[:, 0] ** 2 + X[:, 0] + 2 + rng.normal(0, 0.1, 150)
linear = LinearRegression().fit(X, y)
poly = PolynomialFeatures(degree=2, include_bias=False)
model = LinearRegression().fit(poly.fit_transform(X), y)
print(model.coef_.round(1), model.intercept_.round(1), r2_score(y, linear.predict(X)) < r2_score(y, model.predict(poly.transform(X))))
X_train, X_test, y_train, y_test = train_test_split(X, y, random_state=1)
for regressor in (Ridge(alpha=1.0), Lasso(0.01), ElasticNet(0.01), RandomForestRegressor(30, random_state=0), GradientBoostingRegressor(random_state=0)):
    predicted = regressor.fit(X_train, y_train).predict(X_test)
    print(type(regressor).__name__, mean_squared_error(y_test, predicted) < 3, mean_absolute_error(y_test, predicted) < 2)
result = cross_validate(Ridge(), X, y, cv=KFold(5), scoring=["r2", "neg_mean_squared_error"], return_train_score=True)
sorted(result)
