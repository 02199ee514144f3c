from collections import deque

rows, cols = map(int, input().split())
grid = [list(input().strip()) for _ in range(rows)]
islands = []
for r in range(rows):
    for c in range(cols):
        if grid[r][c] != "#":
            continue
        grid[r][c], size, queue = ".", 0, deque([(r, c)])
        while queue:
            y, x = queue.popleft()
            size += 1
            for ny, nx in ((y + 1, x), (y - 1, x), (y, x + 1), (y, x - 1)):
                if 0 <= ny < rows and 0 <= nx < cols and grid[ny][nx] == "#":
                    grid[ny][nx] = "."
                    queue.append((ny, nx))
        islands.append(size)
print(len(islands), sorted(islands, reverse=True))
