import bisect
import collections
import copy
import functools
import heapq
import itertools
import pprint


@functools.lru_cache(maxsize=None)
def fibonacci(n):
    return n if n < 2 else fibonacci(n - 1) + fibonacci(n - 2)


def walk(graph, start):
    seen, todo = {start}, collections.deque([start])
    while todo:
        for node in graph[todo.popleft()]:
            if node not in seen:
                seen.add(node)
                todo.append(node)
    return seen


print(fibonacci(20), sorted(walk({'a': ['b', 'c'], 'b': ['c'], 'c': []}, 'a')))
collections.Counter('abracadabra').most_common(2), collections.defaultdict(list)['a'].append(1)
collections.namedtuple('Point', 'x y')(1, 2), pprint.pformat({'k': list(range(30))}), copy.deepcopy({'a': [1]})
list(itertools.permutations('abc', 2)), functools.reduce(lambda a, b: a + b, [1, 2, 3]), heapq.nsmallest(2, [3, 1, 2])
squares = {x: x * x for x in range(5)}
for key, value in sorted(squares.items(), key=lambda pair: -pair[1]):
    print(key, value)
bisect.insort([1, 3], 2), list(zip('ab', [1, 2])), list(map(str, range(3))), any([0, 1]), min([2, 1]), dict(a=1) | {'b': 2}
