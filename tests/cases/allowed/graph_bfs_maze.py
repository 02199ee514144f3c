from collections import deque

maze = """\
#########
#S..#...#
#.#.#.#.#
#.#...#E#
#########""".splitlines()


def find(char):
    return next((r, row.index(char)) for r, row in enumerate(maze) if char in row)


def bfs(start, goal):
    queue, seen = deque([(start, [])]), {start}
    while queue:
        (r, c), path = queue.popleft()
        if (r, c) == goal:
            return path
        for move, dr, dc in (("U", -1, 0), ("D", 1, 0), ("L", 0, -1), ("R", 0, 1)):
            cell = r + dr, c + dc
            if maze[cell[0]][cell[1]] != "#" and cell not in seen:
                seen.add(cell)
                queue.append((cell, path + [move]))


route = bfs(find("S"), find("E"))
print(len(route), "".join(route))
