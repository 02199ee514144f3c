from sklearn.datasets import load_iris
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import accuracy_score, classification_report, confusion_matrix
from sklearn.model_selection import train_test_split
from sklearn.neighbors import KNeighborsClassifier
from sklearn.svm import SVC
from sklearn.tree import DecisionTreeClassifier, export_text

iris = load_iris()
X_train, X_test, y_train, y_test = train_test_split(iris.data, iris.target, test_size=0.3, random_state=42, stratify=iris.target)
print(iris.feature_names[0], iris.target_names, X_train.shape)
models = {"logistic": LogisticRegression(max_iter=1000), "knn": KNeighborsClassifier(5), "svm": SVC(kernel="rbf"), "tree": DecisionTreeClassifier(max_depth=3, random_state=0)}
for name, model in models.items():
    model.fit(X_train, y_train)
    print(f"{name:<10}{accuracy_score(y_test, model.predict(X_test)) > 0.9}")
print(confusion_matrix(y_test, models["knn"].predict(X_test)).shape)
print(classification_report(y_test, y_test, target_names=iris.target_names))
print(export_text(DecisionTreeClassifier(max_depth=1, random_state=0).fit(iris.data, iris.target), feature_names=iris.feature_names).splitlines()[1][:20])
models["logistic"].predict_proba(X_test[:2]).sum(axis=1).round(6)
