from io import BytesIO

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
from sklearn.datasets import load_iris
from sklearn.decomposition import PCA
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import ConfusionMatrixDisplay, RocCurveDisplay
from sklearn.tree import DecisionTreeClassifier, plot_tree

iris = load_iris(as_frame=True)
df = iris.frame.rename(columns=lambda c: c.replace(" (cm)", "").replace(" ", "_"))
print(df.groupby("target").mean().round(2).iloc[0].to_dict())
reduced = PCA(n_components=2).fit_transform(df.drop(columns="target"))
fig, axes = plt.subplots(1, 3, figsize=(9, 3))
for label, name in enumerate(iris.target_names):
    mask = df["target"] == label
    axes[0].scatter(*reduced[mask].T, label=name, s=8)
axes[0].legend()
model = LogisticRegression(max_iter=500).fit(reduced, df["target"])
ConfusionMatrixDisplay.from_predictions(df["target"], model.predict(reduced), ax=axes[1])
plot_tree(DecisionTreeClassifier(max_depth=2, random_state=0).fit(reduced, df.target), ax=axes[2])
xx, yy = np.meshgrid(np.linspace(-4, 4, 20), np.linspace(-2, 2, 20))
regions = model.predict(np.c_[xx.ravel(), yy.ravel()]).reshape(xx.shape)
axes[0].contourf(xx, yy, regions, alpha=0.2)
pd.plotting.scatter_matrix(df.iloc[:, :2])
buffer = BytesIO()
fig.savefig(buffer)
print(len(buffer.getvalue()) > 10_000, sorted(np.unique(regions)), model.score(reduced, df["target"]) > 0.9)
RocCurveDisplay.from_predictions(df.target == 0, -reduced[:, 0]).roc_auc
