ROMAN = [(1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")]


def to_roman(n):
    result = ""
    for value, letters in ROMAN:
        count, n = divmod(n, value)
        result += letters * count
    return result


def from_roman(s):
    values = {k: v for v, k in ROMAN if len(k) == 1}
    total = 0
    for a, b in zip(s, s[1:] + "I"):
        total += -values[a] if values[a] < values[b] else values[a]
    return total


def to_base(n, base, digits="0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"):
    if n < base:
        return digits[n]
    return to_base(n // base, base) + digits[n % base]


def luhn(card):
    digits = [int(d) for d in card if d.isdigit()][::-1]
    return sum(d if i % 2 == 0 else sum(divmod(2 * d, 10)) for i, d in enumerate(digits)) % 10 == 0


print([to_roman(n) for n in (4, 9, 14, 1994, 3888)], from_roman("MCMXCIV"), all(from_roman(to_roman(n)) == n for n in range(1, 500)))
print(to_base(255, 2), to_base(123456789, 36), int("21I3V9", 36), luhn("4539 1488 0343 6467"), luhn("1234 5678"))
