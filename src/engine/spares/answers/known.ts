// What was reckoned or simulated once, and is found again by what a point says: what-ifs and moves leave most points as they are.

/** What is known already, by what the point says. */
export type Known<Value> = Pick<Map<string, Value>, 'get' | 'set'>

/** Reckoned exactly. */
export type Reckoned = Known<Float64Array>

/** What is known, and what comes to be known beside it, which is kept apart. */
export function layOver<Value>(below: Known<Value>, own = new Map<string, Value>()): Known<Value> {
  return { get: (key) => own.get(key) ?? below.get(key), set: (key, value) => own.set(key, value) }
}
