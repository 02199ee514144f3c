import heapq
import random
from collections import deque
from statistics import mean

random.seed(99)


def simulate(tellers, customers):
    clock, free, waits = 0.0, [0.0] * tellers, []
    heapq.heapify(free)
    for _ in range(customers):
        clock += random.expovariate(1.0)
        teller = heapq.heappop(free)
        start = max(clock, teller)
        waits.append(start - clock)
        heapq.heappush(free, start + random.uniform(0.5, 3.0))
    return waits


for tellers in (1, 2, 3):
    waits = simulate(tellers, 300)
    print(f"{tellers} tellers: mean wait {mean(waits):7.2f}, longest {max(waits):7.2f}")


def josephus(n, k):
    circle = deque(range(1, n + 1))
    while len(circle) > 1:
        circle.rotate(1 - k)
        circle.popleft()
    return circle[0]


print(josephus(41, 3), [josephus(n, 2) for n in range(1, 10)])
