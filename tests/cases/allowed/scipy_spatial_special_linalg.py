import numpy as np
from scipy import constants, linalg, special
from scipy.cluster.hierarchy import fcluster, linkage
from scipy.spatial import ConvexHull, Delaunay, KDTree, distance

points = np.array([[0, 0], [0, 2], [2, 0], [2, 2], [1, 1]])
hull = ConvexHull(points)
print(sorted(hull.vertices), hull.volume, len(Delaunay(points).simplices), KDTree(points).query([1.9, 1.8]))
print(distance.euclidean([0, 0], [3, 4]), distance.cosine([1, 0], [0, 1]), distance.pdist(points[:3], "cityblock"), distance.squareform([1, 2, 3])[0])
print(fcluster(linkage([[0], [0.1], [5], [5.1]], "ward"), 2, criterion="maxclust"))
print(special.gamma(5), special.comb(5, 2, exact=True), special.erf(0.5).round(6), special.expit(0), special.jv(0, 1).round(6), special.factorial(5), special.zeta(2).round(6))
P, L, U = linalg.lu([[1, 2], [3, 4]])
print(np.allclose(P @ L @ U, [[1, 2], [3, 4]]), linalg.expm(np.zeros((2, 2))), linalg.toeplitz([1, 2, 3])[1], linalg.null_space([[1, 1]]).shape, linalg.norm([3, 4]))
print(constants.c, constants.g, constants.convert_temperature(100, "C", "K"), constants.physical_constants["electron mass"][1])
linalg.solve_banded((1, 1), [[0, -1, -1], [2, 2, 2], [-1, -1, 0]], [1, 0, 1]).round(3)
