import random
from itertools import groupby


def derange(names, rng):
    while True:
        shuffled = names[:]
        rng.shuffle(shuffled)
        if all(a != b for a, b in zip(names, shuffled)):
            return dict(zip(names, shuffled))


def compress(text):
    return "".join(char + (str(n) if (n := len(list(run))) > 1 else "") for char, run in groupby(text))


def expand(code):
    out, i = [], 0
    while i < len(code):
        j = i + 1
        while j < len(code) and code[j].isdigit():
            j += 1
        out.append(code[i] * int(code[i + 1:j] or 1))
        i = j
    return "".join(out)


pairs = derange(["ann", "bob", "cy", "dee"], random.Random(12))
print(len(set(pairs.values())), all(k != v for k, v in pairs.items()))
for text in ("aaabbc", "abc", "zzzzzzzzzzzz"):
    print(compress(text), expand(compress(text)) == text, f"{len(compress(text)) / len(text):.0%}")
