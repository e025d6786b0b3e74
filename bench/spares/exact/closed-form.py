"""What is owed by SciPy's closed form: the part of the exact tier that one would write by hand, without lots and survival.

usage: closed-form POINTS FIGURES   (POINTS as `points-file.ts` writes it)
Prints its seconds of processor time without reading and writing, and its largest resident set. Points with lots are
reckoned as if they had none: the work is of the same size, but only points without lots can be compared.
"""

import json
import resource
import sys
import time

import numpy as np
from scipy.special import pdtrc

content = open(sys.argv[1], "rb").read()
place = 0


def take(kind):
    global place
    length = int.from_bytes(content[place : place + 8], "little")
    values = np.frombuffer(content, kind, length // np.dtype(kind).itemsize, place + 8)
    place += 8 + length + -length % 8
    return values


points, steps = take("<i4")
installed = take("<f8").reshape(-1, steps)
curve_of, rate, stock = take("<u4"), take("<f8"), take("<i4")
for kind in ("<u4", "<u4", "<u4", "<f8"):
    take(kind)
share, turnaround, until = take("<f8"), take("<u4").astype(int), take("<u4").astype(int)

begun = time.process_time()
figures = np.empty((points, 2))
cumulated = np.concatenate([np.zeros((len(installed), 1)), np.cumsum(installed, axis=1)], axis=1)
BLOCK = 1000
step = np.arange(1, steps + 1)
for start in range(0, points, BLOCK):
    block = slice(start, start + BLOCK)
    curves = curve_of[block, None]
    returned = np.clip(step - turnaround[block, None], 0, until[block, None])
    mean = rate[block, None] * (cumulated[curves, step] - share[block, None] * cumulated[curves, returned])
    on_shelf = stock[block, None]
    shortfall = pdtrc(on_shelf, mean)
    # E[(X - s)+] = m P(X >= s) - s P(X > s)
    at_least = np.where(on_shelf == 0, 1.0, pdtrc(np.maximum(on_shelf - 1, 0), mean))
    figures[block, 0] = (mean * at_least - on_shelf * shortfall).sum(axis=1)
    figures[block, 1] = shortfall.max(axis=1)
ended = time.process_time()

figures.tofile(sys.argv[2])
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
print(json.dumps({"seconds": ended - begun, "largestBytes": peak}))
