import numpy as np
from sklearn.cluster import DBSCAN, AgglomerativeClustering, KMeans
from sklearn.datasets import make_blobs, make_moons
from sklearn.decomposition import PCA
from sklearn.manifold import TSNE
from sklearn.metrics import adjusted_rand_score, silhouette_score
from sklearn.mixture import GaussianMixture

X, y = make_blobs(n_samples=150, centers=[[0, 0], [6, 6], [0, 8]], cluster_std=0.6, random_state=3)
km = KMeans(n_clusters=3, n_init=10, random_state=0).fit(X)
print(np.sort(km.cluster_centers_.round(0) + 0.0, axis=0).tolist(), adjusted_rand_score(y, km.labels_), silhouette_score(X, km.labels_) > 0.7)
inertias = [KMeans(k, n_init=5, random_state=0).fit(X).inertia_ for k in range(1, 6)]
print(all(a > b for a, b in zip(inertias, inertias[1:])), len(inertias))
moons, labels = make_moons(200, noise=0.05, random_state=0)
print(adjusted_rand_score(labels, DBSCAN(eps=0.3).fit_predict(moons)), AgglomerativeClustering(3).fit(X).n_clusters_)
gmm = GaussianMixture(3, random_state=0).fit(X)
print(adjusted_rand_score(y, gmm.predict(X)), gmm.converged_, PCA(1).fit(X).explained_variance_ratio_.round(1), TSNE(perplexity=5, n_iter=250, random_state=0).fit_transform(X[:20]).shape)
