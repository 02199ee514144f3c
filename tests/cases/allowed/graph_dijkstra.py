import heapq


def dijkstra(graph, start):
    dist = {node: float("inf") for node in graph}
    dist[start] = 0
    previous = {}
    heap = [(0, start)]
    while heap:
        d, node = heapq.heappop(heap)
        if d > dist[node]:
            continue
        for neighbour, weight in graph[node].items():
            nd = d + weight
            if nd < dist[neighbour]:
                dist[neighbour] = nd
                previous[neighbour] = node
                heapq.heappush(heap, (nd, neighbour))
    return dist, previous


def path(previous, node):
    result = [node]
    while node in previous:
        node = previous[node]
        result.append(node)
    return result[::-1]


graph = {"A": {"B": 1, "C": 4}, "B": {"C": 2, "D": 6}, "C": {"D": 3}, "D": {}, "E": {}}
dist, prev = dijkstra(graph, "A")
print(dist, "->".join(path(prev, "D")))
