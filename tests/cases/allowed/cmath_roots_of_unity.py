import cmath


def quadratic(a, b, c):
    d = cmath.sqrt(b * b - 4 * a * c)
    return (-b + d) / (2 * a), (-b - d) / (2 * a)


print(quadratic(1, 2, 5), quadratic(1, -3, 2))
z = 3 + 4j
print(abs(z), z.conjugate(), z.real, z.imag, z * 1j, z ** 2)
r, phi = cmath.polar(z)
print(f"{r:.1f} {phi:.4f}", cmath.isclose(cmath.rect(r, phi), z))
roots = [cmath.exp(2j * cmath.pi * k / 5) for k in range(5)]
print(abs(sum(roots)) < 1e-12, [f"{w:.2f}" for w in roots])


def fft(x):
    n = len(x)
    if n == 1:
        return x
    even, odd = fft(x[::2]), fft(x[1::2])
    t = [cmath.exp(-2j * cmath.pi * k / n) * odd[k] for k in range(n // 2)]
    return [e + o for e, o in zip(even, t)] + [e - o for e, o in zip(even, t)]


print([round(abs(c), 3) for c in fft([1, 1, 1, 1, 0, 0, 0, 0])])
print(cmath.phase(-1), cmath.isnan(complex("nan")), complex("1+2j"), cmath.infj)
