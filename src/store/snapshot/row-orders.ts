// The numbers of the rows that a question finds, in its order, remembered: the next page of the same is only looked up.

/** What is remembered of all questions together: sixteen orders of a million rows. */
const DEFAULT_BYTES = 64 * 2 ** 20

export class RowOrders {
  readonly #most: number
  readonly #orders = new Map<string, Uint32Array>()
  #bytes = 0

  constructor(mostBytes = DEFAULT_BYTES) {
    this.#most = mostBytes
  }

  get(key: string): Uint32Array | undefined {
    const order = this.#orders.get(key)
    if (order === undefined) return undefined
    // The last asked for goes last.
    this.#orders.delete(key)
    this.#orders.set(key, order)
    return order
  }

  keep(key: string, order: Uint32Array): void {
    this.#forget(key)
    if (order.byteLength > this.#most) return
    this.#orders.set(key, order)
    this.#bytes += order.byteLength
    for (const oldest of this.#orders.keys()) {
      if (this.#bytes <= this.#most) return
      this.#forget(oldest)
    }
  }

  #forget(key: string): void {
    this.#bytes -= this.#orders.get(key)?.byteLength ?? 0
    this.#orders.delete(key)
  }
}

/** Those of the rows in `order` that are among `found`, which rises. */
export function keepFound(order: Uint32Array, found: Uint32Array): Uint32Array {
  const isFound = new Uint8Array(order.length)
  for (const row of found) isFound[row] = 1
  const kept = new Uint32Array(found.length)
  let count = 0
  for (const row of order) if (isFound[row] === 1) kept[count++] = row
  return kept
}
