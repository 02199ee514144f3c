INF = float("inf")


def floyd_warshall(n, edges):
    d = [[0 if i == j else INF for j in range(n)] for i in range(n)]
    for a, b, w in edges:
        d[a][b] = min(d[a][b], w)
    for k in range(n):
        for i in range(n):
            for j in range(n):
                if d[i][k] + d[k][j] < d[i][j]:
                    d[i][j] = d[i][k] + d[k][j]
    return d


def bellman_ford(n, edges, source):
    dist = [INF] * n
    dist[source] = 0
    for _ in range(n - 1):
        for a, b, w in edges:
            dist[b] = min(dist[b], dist[a] + w)
    return dist, any(dist[a] + w < dist[b] for a, b, w in edges)


edges = [(0, 1, 3), (1, 2, -2), (0, 2, 5), (2, 3, 1)]
for row in floyd_warshall(4, edges):
    print(*[f"{x:>4}" for x in row])
print(bellman_ford(4, edges, 0))
