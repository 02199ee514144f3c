def solve(n, row=0, columns=(), left=(), right=()):
    if row == n:
        yield columns
        return
    for col in range(n):
        if col not in columns and row - col not in left and row + col not in right:
            yield from solve(n, row + 1, columns + (col,), left + (row - col,), right + (row + col,))


solutions = list(solve(6))
print(len(solutions), sum(1 for _ in solve(7)))
for col in solutions[0]:
    print("." * col + "Q" + "." * (5 - col))
