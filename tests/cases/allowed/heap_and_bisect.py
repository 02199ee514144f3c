import bisect
import heapq


def dijkstra(graph, start):
    distance = {start: 0}
    queue = [(0, start)]
    while queue:
        d, node = heapq.heappop(queue)
        if d > distance[node]:
            continue
        for other, cost in graph[node].items():
            if d + cost < distance.get(other, float("inf")):
                distance[other] = d + cost
                heapq.heappush(queue, (d + cost, other))
    return distance


print(dijkstra({"a": {"b": 1, "c": 5}, "b": {"c": 2}, "c": {}}, "a"))
grades = [60, 70, 80, 90]
print(["FDCBA"[bisect.bisect(grades, s)] for s in (33, 70, 99)], heapq.nlargest(2, [3, 1, 4, 1, 5]))
