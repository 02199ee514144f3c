def rule(number):
    table = {tuple(map(int, f"{i:03b}")): (number >> i) & 1 for i in range(8)}

    def step(cells):
        padded = [0, *cells, 0]
        return [table[tuple(padded[i:i + 3])] for i in range(len(cells))]
    return step


cells = [0] * 15 + [1] + [0] * 15
step = rule(90)
for _ in range(8):
    print("".join(" ▲"[c] for c in cells).rstrip())
    cells = step(cells)


def mandelbrot(width, height, depth=20):
    for y in range(height):
        line = ""
        for x in range(width):
            c = complex(-2 + 3 * x / width, -1.2 + 2.4 * y / height)
            z, n = 0, 0
            while abs(z) <= 2 and n < depth:
                z, n = z * z + c, n + 1
            line += " .:-=+*#%@"[n * 9 // depth]
        yield line


print("\n".join(mandelbrot(40, 11)))
