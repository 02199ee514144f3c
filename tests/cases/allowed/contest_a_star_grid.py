import heapq

GRID = ["S.#.....",
        "..#.###.",
        "....#...",
        ".##.#.#.",
        "......#G"]
start = (0, 0)
goal = (len(GRID) - 1, len(GRID[0]) - 1)


def neighbors(pos):
    r, c = pos
    for dr, dc in [(0, 1), (1, 0), (0, -1), (-1, 0)]:
        nr, nc = r + dr, c + dc
        if 0 <= nr < len(GRID) and 0 <= nc < len(GRID[0]) and GRID[nr][nc] != "#":
            yield nr, nc


def heuristic(a, b=goal):
    return abs(a[0] - b[0]) + abs(a[1] - b[1])


frontier = [(heuristic(start), 0, start)]
came_from, cost = {start: None}, {start: 0}
while frontier:
    _, g, current = heapq.heappop(frontier)
    if current == goal:
        break
    for nxt in neighbors(current):
        if g + 1 < cost.get(nxt, float("inf")):
            cost[nxt] = g + 1
            came_from[nxt] = current
            heapq.heappush(frontier, (g + 1 + heuristic(nxt), g + 1, nxt))
path = []
while current:
    path.append(current)
    current = came_from[current]
print(len(path) - 1)
print("\n".join("".join("*" if (r, c) in path else ch for c, ch in enumerate(row)) for r, row in enumerate(GRID)))
