import copy

grid = [[0] * 3 for _ in range(2)]
alias, shallow, deep = grid, list(grid), copy.deepcopy(grid)
grid[0][0] = 1
grid.append([9])
print(alias is grid, shallow, deep)
wrong = [[0] * 3] * 2
wrong[0][0] = 1
print(wrong)
a = {"k": [1, 2], "self": None}
a["self"] = a
b = copy.deepcopy(a)
print(b["self"] is b, b["k"] == a["k"], b["k"] is a["k"], copy.copy([1]) == [1])
shared = [1]
pair = copy.deepcopy([shared, shared])
print(pair[0] is pair[1], pair[0] is shared)


def append_to(item, target=[]):
    target.append(item)
    return target


print(append_to(1), append_to(2), append_to(3, []))
