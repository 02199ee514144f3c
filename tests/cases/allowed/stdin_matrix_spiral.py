def spiral(matrix):
    while matrix:
        yield from matrix.pop(0)
        matrix = [list(row) for row in zip(*matrix)][::-1]


n = int(input())
matrix = [list(map(int, input().split())) for _ in range(n)]
print(*spiral([row[:] for row in matrix]))
print(sum(matrix[i][i] for i in range(n)), sum(matrix[i][n - 1 - i] for i in range(n)))
if all(matrix[i][j] == matrix[j][i] for i in range(n) for j in range(n)):
    print("symmetric")
