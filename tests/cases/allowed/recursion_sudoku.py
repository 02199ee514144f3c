def candidates(grid, r, c):
    used = set(grid[r]) | {grid[i][c] for i in range(4)}
    br, bc = r // 2 * 2, c // 2 * 2
    used |= {grid[i][j] for i in range(br, br + 2) for j in range(bc, bc + 2)}
    return [n for n in range(1, 5) if n not in used]


def solve(grid):
    for r in range(4):
        for c in range(4):
            if grid[r][c] == 0:
                for n in candidates(grid, r, c):
                    grid[r][c] = n
                    if solve(grid):
                        return True
                grid[r][c] = 0
                return False
    return True


puzzle = [[1, 0, 0, 0], [0, 0, 3, 0], [0, 4, 0, 0], [0, 0, 0, 2]]
print(solve(puzzle))
for row in puzzle:
    print(*row)
