import heapq


class RunningMedian:
    def __init__(self):
        self.low, self.high = [], []

    def add(self, x):
        heapq.heappush(self.high, -heapq.heappushpop(self.low, -x))
        if len(self.high) > len(self.low):
            heapq.heappush(self.low, -heapq.heappop(self.high))

    @property
    def median(self):
        if len(self.low) > len(self.high):
            return -self.low[0]
        return (self.high[0] - self.low[0]) / 2


m = RunningMedian()
for x in [5, 15, 1, 3, 8]:
    m.add(x)
    print(x, m.median)
heap = [9, 4, 7, 1]
heapq.heapify(heap)
print(heapq.heapreplace(heap, 6), heapq.nsmallest(2, heap), heapq.nlargest(2, ["a", "ccc", "bb"], key=len))
print(list(heapq.merge([1, 4], [2, 3], [0, 9])), [heapq.heappop(heap) for _ in range(len(heap))])
