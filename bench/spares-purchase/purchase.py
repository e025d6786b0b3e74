"""Purchases in order once more, in Python: with a heap (heapq), or by sorting all gains (argsort).

usage: purchase.py heapq|argsort IN   (items, choices, start of 32 bits; cost, value of 64 bits)
Prints the seconds of processor time without reading, and a checksum of the order. Takes values to be concave.
"""

import heapq
import json
import sys
import time

import numpy as np

way, path = sys.argv[1:]
with open(path, "rb") as file:
    items, choices = np.fromfile(file, np.uint32, 2)
    start = np.fromfile(file, np.uint32, items + 1)
    cost = np.fromfile(file, np.float64, choices)
    value = np.fromfile(file, np.float64, choices)


def by_heap():
    starts, costs, values = start.tolist(), cost.tolist(), value.tolist()
    order, spent, worth, heap = [], [], [], []
    total, gained = 0.0, 0.0

    def entry(item, at):
        return (-(values[at] - values[at - 1]) / (costs[at] - costs[at - 1]), item, at)

    heap = [entry(item, starts[item] + 1) for item in range(items) if starts[item] + 1 < starts[item + 1]]
    heapq.heapify(heap)
    while heap:
        _, item, at = heap[0]
        order.append(item)
        total += costs[at] - costs[at - 1]
        gained += values[at] - values[at - 1]
        spent.append(total)
        worth.append(gained)
        if at + 1 < starts[item + 1]:
            heapq.heapreplace(heap, entry(item, at + 1))
        else:
            heapq.heappop(heap)
    return np.array(order)


def by_sort():
    item = np.repeat(np.arange(items), np.diff(start.astype(np.int64)))
    is_more = np.ones(choices, bool)
    is_more[start[:-1]] = False
    at = np.flatnonzero(is_more)
    more, gain = cost[at] - cost[at - 1], value[at] - value[at - 1]
    # Stable: of equal gains the earlier item first.
    order = np.argsort(-gain / more, kind="stable")
    np.cumsum(more[order])
    np.cumsum(gain[order])
    return item[at[order]]


begun = time.process_time()
order = by_heap() if way == "heapq" else by_sort()
seconds = time.process_time() - begun
turns = np.arange(1, len(order) + 1, dtype=np.uint64)
checksum = int((order.astype(np.uint64) * turns).sum() % 2**32)
print(json.dumps({"seconds": seconds, "checksum": checksum}))
