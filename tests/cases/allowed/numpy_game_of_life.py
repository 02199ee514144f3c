import numpy as np


def step(board):
    neighbours = sum(np.roll(board, (i, j), (0, 1)) for i in (-1, 0, 1) for j in (-1, 0, 1) if i or j)
    return ((neighbours == 3) | (board & (neighbours == 2))).astype(int)


board = np.zeros((6, 6), dtype=int)
board[2, 1:4] = 1
for _ in range(2):
    board = step(board)
    for row in board:
        print("".join(np.where(row, "#", ".")))
    print(board.sum())
