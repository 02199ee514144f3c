import numpy as np
from scipy import sparse
from scipy.sparse import csgraph, csr_matrix, lil_matrix
from scipy.sparse.linalg import cg, eigsh, spsolve

m = lil_matrix((4, 4))
m.setdiag(4)
m[0, 1] = m[1, 0] = -1
A = m.tocsr()
b = np.array([1.0, 2, 3, 4])
print(spsolve(A, b).round(4), cg(A, b)[1], A.nnz, A.diagonal(), (A @ A).toarray()[0], eigsh(A, k=1)[0].round(4))
coo = sparse.coo_matrix(([1, 2, 3], ([0, 1, 2], [1, 2, 0])))
print(coo.toarray(), coo.T.tocsc().indices, sparse.eye(2).todense().tolist(), sparse.hstack([coo, coo]).shape, sparse.random(5, 5, density=0.2, random_state=1).nnz)
graph = csr_matrix([[0, 7, 0, 3], [7, 0, 1, 0], [0, 1, 0, 2], [3, 0, 2, 0]])
dist, pred = csgraph.dijkstra(graph, indices=0, return_predecessors=True)
print(dist, pred, csgraph.minimum_spanning_tree(graph).sum(), csgraph.connected_components(graph)[0])
print(csgraph.shortest_path(graph, method="FW")[3], csgraph.breadth_first_order(graph, 0)[0])
