import heapq
from collections import Counter
from itertools import count


def huffman(text):
    order = count()
    heap = [(n, next(order), ch) for ch, n in sorted(Counter(text).items())]
    heapq.heapify(heap)
    while len(heap) > 1:
        n1, _, a = heapq.heappop(heap)
        n2, _, b = heapq.heappop(heap)
        heapq.heappush(heap, (n1 + n2, next(order), (a, b)))
    codes = {}

    def walk(node, prefix):
        if isinstance(node, str):
            codes[node] = prefix or "0"
        else:
            walk(node[0], prefix + "0")
            walk(node[1], prefix + "1")

    walk(heap[0][2], "")
    return codes


text = "abracadabra"
codes = huffman(text)
encoded = "".join(codes[c] for c in text)
print(codes, encoded, f"{len(encoded)}/{8 * len(text)} bits")
reverse, buffer, decoded = {v: k for k, v in codes.items()}, "", ""
for bit in encoded:
    buffer += bit
    if buffer in reverse:
        decoded, buffer = decoded + reverse[buffer], ""
decoded
