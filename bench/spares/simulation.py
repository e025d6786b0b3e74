# The simulation of stocking points with NumPy, in two ways: week by week, as one writes it first, and as an expert would,
# only the events of the replications that can run out. Both vectorised over the replications of a point.
#
# usage: simulation.py <points file> <every> <weekly|expert> [repetitions of weekly]
# of every so manieth point; prints the seconds of processor time, the points taken and how often they ran out, as JSON

import json
import sys
import time

import numpy as np


def read_points(path):
    with open(path, "rb") as file:
        points, steps, curves, lots, groups, replications, seed_low, seed_high = np.fromfile(file, "<u4", 8).tolist()
        wide = {"installed": curves, "rate": points, "lot_yield": lots, "repair_yield": points, "shape": groups}
        narrow = {"curve": points, "stock": points, "lot_start": points + 1, "lot_step": lots, "lot_units": lots}
        narrow |= {"turnaround": points, "until": points}
        columns = {name: np.fromfile(file, "<f8", count) for name, count in wide.items()}
        columns |= {name: np.fromfile(file, "<u4", count).astype(np.int64) for name, count in narrow.items()}
    columns["stock"] = columns["stock"].astype(np.int32)
    return points, steps, replications, columns


def weekly(rng, steps, replications, failures, stock, lots, repair_yield, turnaround, until):
    net = np.full(replications, stock, np.int32)
    first = np.full(replications, steps, np.int32)
    owed = np.zeros(steps, np.int64)
    returning = np.zeros((steps + turnaround, replications), np.int32) if repair_yield > 0 else None
    for step in range(steps):
        if returning is not None:
            net += returning[step]
        for lot_step, units, share in lots:
            if lot_step == step:
                net += rng.binomial(units, share, replications).astype(np.int32)
        failed = rng.poisson(failures[step], replications).astype(np.int32)
        net -= failed
        if returning is not None and step < until:
            returning[step + turnaround] = rng.binomial(failed, repair_yield)
        short = net < 0
        owed[step] = -net[short].sum()
        first[short & (first == steps)] = step
    return np.bincount(first, minlength=steps + 1)[:steps], owed


def expert(rng, steps, replications, failures, stock, lots, repair_yield, turnaround, until):
    cumulated = np.cumsum(failures)
    counts = rng.poisson(cumulated[-1], replications)
    counts = counts[counts > stock]
    hits = counts.size
    if hits == 0:
        return np.zeros(steps, np.int64), np.zeros(steps, np.int64)
    # Events as whole numbers: replication, step, and 1 for a failure, which comes after what arrives.
    base = np.repeat(np.arange(hits, dtype=np.int32) * (2 * steps), counts)
    step = np.searchsorted(cumulated, rng.random(base.size) * cumulated[-1], "right").astype(np.int32)
    np.minimum(step, steps - 1, out=step)
    events = [base + (2 * step + 1)]
    if repair_yield > 0:
        is_back = (step < min(until, steps - turnaround)) & (rng.random(step.size, np.float32) < repair_yield)
        events.append((base + 2 * (step + turnaround))[is_back])
    for lot_step, units, share in lots:
        good = rng.binomial(units, share, hits)
        events.append(np.repeat(np.arange(hits, dtype=np.int32) * (2 * steps) + 2 * lot_step, good))
    events = np.concatenate(events)
    events.sort()
    failed = events & 1
    change = 1 - 2 * failed
    net = np.cumsum(change, dtype=np.int32)
    # Each replication begins with its stock.
    begins = np.searchsorted(events, np.arange(hits, dtype=np.int32) * np.int32(2 * steps))
    lengths = np.diff(begins, append=net.size)
    net += np.repeat(stock - (net[begins] - change[begins]), lengths)
    # What is owed changes with every failure that leaves less than nothing, and with every arrival that finds it so.
    moved = np.flatnonzero(net < 1 - failed)
    of, at = np.divmod(events[moved] >> 1, np.int32(steps))
    owed = np.bincount(at, weights=-change[moved], minlength=steps)
    is_first = np.diff(of, prepend=np.int32(-1)) != 0
    return np.bincount(at[is_first], minlength=steps), np.cumsum(owed).astype(np.int64)


def main():
    path, every, way = sys.argv[1], int(sys.argv[2]), sys.argv[3]
    points, steps, replications, columns = read_points(path)
    rng = np.random.default_rng(1)
    simulate = {"weekly": weekly, "expert": expert}[way]
    taken = range(every // 2, points, every)
    ran_out = 0
    begun = time.process_time()
    for point in taken:
        curve = int(columns["curve"][point]) * steps
        failures = columns["installed"][curve : curve + steps] * columns["rate"][point]
        start, end = columns["lot_start"][point : point + 2]
        lots = list(zip(*(columns[name][start:end].tolist() for name in ("lot_step", "lot_units", "lot_yield"))))
        repair = float(columns["repair_yield"][point]), int(columns["turnaround"][point]), int(columns["until"][point])
        first, _ = simulate(rng, steps, replications, failures, int(columns["stock"][point]), lots, *repair)
        ran_out += int(first.sum())
    seconds = time.process_time() - begun
    print(json.dumps({"seconds": seconds, "points": len(taken), "ranOut": ran_out}))


main()
