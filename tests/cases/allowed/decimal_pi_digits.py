from decimal import Decimal, getcontext


def pi_digits(digits):
    """Gauss-Legendre."""
    getcontext().prec = digits + 5
    a, b = Decimal(1), 1 / Decimal(2).sqrt()
    t, p = Decimal("0.25"), Decimal(1)
    for _ in range(8):
        nxt = (a + b) / 2
        b = (a * b).sqrt()
        t -= p * (a - nxt) ** 2
        a, p = nxt, 2 * p
    return str((a + b) ** 2 / (4 * t))[:digits + 2]


def e_digits(digits):
    getcontext().prec = digits + 5
    total = term = Decimal(1)
    n = 1
    while term > Decimal(10) ** -(digits + 3):
        term /= n
        total += term
        n += 1
    return str(total)[:digits + 2]


print(pi_digits(60))
print(e_digits(40))
print(Decimal(2).exp(), Decimal(10).ln(), Decimal("1e5").log10())
