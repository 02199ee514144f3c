from functools import lru_cache

LINES = [(0, 1, 2), (3, 4, 5), (6, 7, 8), (0, 3, 6), (1, 4, 7), (2, 5, 8), (0, 4, 8), (2, 4, 6)]


def winner(board):
    for a, b, c in LINES:
        if board[a] != "." and board[a] == board[b] == board[c]:
            return board[a]
    return None


@lru_cache(None)
def minimax(board, player):
    if w := winner(board):
        return (1 if w == "X" else -1), None
    if "." not in board:
        return 0, None
    best = None
    for i, cell in enumerate(board):
        if cell == ".":
            score, _ = minimax(board[:i] + player + board[i + 1:], "O" if player == "X" else "X")
            if best is None or (score > best[0] if player == "X" else score < best[0]):
                best = score, i
    return best


board, player = "." * 9, "X"
while winner(board) is None and "." in board:
    _, move = minimax(board, player)
    board = board[:move] + player + board[move + 1:]
    player = "XO"[player == "X"]
for row in range(0, 9, 3):
    print(" ".join(board[row:row + 3]))
winner(board) or "draw"
