from collections import Counter
import string

text = """It was the best of times, it was the worst of times, it was the age of wisdom,
it was the age of foolishness"""
words = text.lower().translate(str.maketrans("", "", string.punctuation)).split()
counts = Counter(words)
for word, n in counts.most_common(4):
    print(f"{word:<8}{n}")
print(counts.total(), counts["missing"], len(counts))
a, b = Counter("mississippi"), Counter("misty")
print(a - b, a & b, (a | b)["s"], sorted((a + b).elements())[:4])
a.subtract("iii")
a.update({"z": 2})
print(a["i"], +a, dict(sorted(a.items())))
print(Counter("listen") == Counter("silent"))
