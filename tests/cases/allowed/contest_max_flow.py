from collections import defaultdict, deque


def max_flow(capacity, source, sink):
    residual = defaultdict(lambda: defaultdict(int))
    for (u, v), c in capacity.items():
        residual[u][v] += c
    flow = 0
    while True:
        parent, queue = {source: None}, deque([source])
        while queue and sink not in parent:
            u = queue.popleft()
            for v, c in residual[u].items():
                if c > 0 and v not in parent:
                    parent[v] = u
                    queue.append(v)
        if sink not in parent:
            return flow
        path, v = [], sink
        while (u := parent[v]) is not None:
            path.append((u, v))
            v = u
        push = min(residual[u][v] for u, v in path)
        for u, v in path:
            residual[u][v] -= push
            residual[v][u] += push
        flow += push


edges = {("s", "a"): 10, ("s", "b"): 5, ("a", "b"): 15, ("a", "t"): 5, ("b", "t"): 10}
print(max_flow(edges, "s", "t"))
