from collections import defaultdict, deque


def topological_sort(edges):
    graph, indegree = defaultdict(list), defaultdict(int)
    nodes = sorted({n for e in edges for n in e})
    for a, b in edges:
        graph[a].append(b)
        indegree[b] += 1
    ready = deque(n for n in nodes if not indegree[n])
    order = []
    while ready:
        node = ready.popleft()
        order.append(node)
        for nxt in graph[node]:
            indegree[nxt] -= 1
            if indegree[nxt] == 0:
                ready.append(nxt)
    if len(order) < len(nodes):
        raise ValueError("cycle")
    return order


print(topological_sort([("shirt", "tie"), ("tie", "jacket"), ("trousers", "shoes"), ("trousers", "jacket")]))
try:
    topological_sort([(1, 2), (2, 1)])
except ValueError as e:
    print("error:", e)
