# policy: standard
import sys
from collections import Counter

counts = Counter()
for number, line in enumerate(sys.stdin, start=1):
    counts.update(word.strip(".,!?").lower() for word in line.split())
width = max(map(len, counts))
for word, count in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))[:5]:
    print(f"{word:<{width}} {'#' * count}")
print(number, "lines", file=sys.stdout)
