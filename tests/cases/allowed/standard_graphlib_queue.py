# policy: standard
import heapq
import queue
from graphlib import CycleError, TopologicalSorter
from queue import LifoQueue, PriorityQueue, Queue

builds = {"app": {"lib", "ui"}, "ui": {"lib", "icons"}, "lib": {"core"}, "icons": set(), "core": set()}
sorter = TopologicalSorter(builds)
sorter.prepare()
while sorter.is_active():
    ready = sorted(sorter.get_ready())
    print(ready)
    sorter.done(*ready)
try:
    list(TopologicalSorter({"a": ["b"], "b": ["a"]}).static_order())
except CycleError as e:
    print("cycle", sorted(set(e.args[1])))
tasks = PriorityQueue()
for job in [(3, "write"), (1, "plan"), (2, "read")]:
    tasks.put(job)
while not tasks.empty():
    print(*tasks.get(), end="; ")
stack, line = LifoQueue(), Queue(maxsize=2)
for n in (1, 2):
    stack.put(n)
    line.put_nowait(n)
print(stack.get(), line.get(), line.qsize())
try:
    line.put(1)
    line.put(2, block=False)
except queue.Full:
    print("full")
