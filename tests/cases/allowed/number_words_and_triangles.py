ONES = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()
TENS = "_ _ twenty thirty forty fifty sixty seventy eighty ninety".split()


def words(n):
    if n < 20:
        return ONES[n]
    if n < 100:
        return TENS[n // 10] + ("-" + ONES[n % 10] if n % 10 else "")
    if n < 1000:
        return ONES[n // 100] + " hundred" + (" and " + words(n % 100) if n % 100 else "")
    return words(n // 1000) + " thousand" + (" " + words(n % 1000) if n % 1000 else "")


def pascal(n):
    row = [1]
    for _ in range(n):
        yield row
        row = [a + b for a, b in zip([0] + row, row + [0])]


for row in pascal(5):
    print(" ".join(map(str, row)).center(20).rstrip())
print(words(42), words(700), words(1984), sep="; ")
armstrong = [n for n in range(100, 1000) if n == sum(int(d) ** len(str(n)) for d in str(n))]
perfect = [n for n in range(2, 500) if n == sum(d for d in range(1, n) if n % d == 0)]
armstrong, perfect
