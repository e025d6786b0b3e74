// Which rows a question finds, in its order: their numbers, looked for once and remembered.

import { keepFound, RowOrders } from './row-orders.ts'
import { keyOfAll, type RowQuestion } from './row-question.ts'

/** To here a page is cut from the best rows, without ordering all. */
const DEEPEST_TOP = 5000

export class RowFinder {
  readonly #orders = new RowOrders()
  /** The order that is being prepared. */
  #prepared: { readonly key: string; readonly order: Promise<Uint32Array | undefined> } | undefined

  /** Numbers of the rows of one page, and how many rows there are of all pages. */
  async page(
    read: RowQuestion,
    offset: number,
    limit: number,
    signal: AbortSignal | undefined,
  ): Promise<{ numbers: Uint32Array; matched: number }> {
    const { table, where, bound, orderBy, whereKey } = read
    if (orderBy === '' && where === 'TRUE') {
      const end = Math.min(table.rowCount, offset + limit)
      const numbers = Uint32Array.from({ length: Math.max(0, end - offset) }, (_, index) => offset + index)
      return { numbers, matched: table.rowCount }
    }
    const known = this.#orders.get(`${whereKey}${orderBy}`)
    if (!known && orderBy !== '' && offset + limit <= DEEPEST_TOP && !this.#orders.get(`${keyOfAll(read)}${orderBy}`)) {
      const numbers = await table.numbersBy(
        `WHERE ${where} ORDER BY ${orderBy}, row_number LIMIT ${limit} OFFSET ${offset}`,
        bound.values,
        signal,
      )
      return { numbers, matched: await this.count(read, signal) }
    }
    const order = known ?? (await this.order(read, signal))
    return { numbers: order.subarray(offset, offset + limit), matched: order.length }
  }

  async count(read: RowQuestion, signal: AbortSignal | undefined): Promise<number> {
    return read.where === 'TRUE' ? read.table.rowCount : (await this.#foundBy(read, signal)).length
  }

  /** Numbers of all rows found, rising. */
  async #foundBy(
    { table, where, bound, whereKey }: RowQuestion,
    signal: AbortSignal | undefined,
  ): Promise<Uint32Array> {
    const known = this.#orders.get(whereKey)
    if (known) return known
    // Sorted here: in the database that would cost more than the search.
    const found = (await table.numbersBy(`WHERE ${where}`, bound.values, signal)).sort()
    this.#orders.keep(whereKey, found)
    return found
  }

  /** Whoever looks at the first rows will look at others: one order at a time, beside whatever else is asked. */
  prepare(read: RowQuestion): void {
    if (this.#prepared || read.orderBy === '' || read.table.rowCount <= DEEPEST_TOP) return
    const key = `${keyOfAll(read)}${read.orderBy}`
    if (this.#orders.get(key) || this.#orders.get(`${read.whereKey}${read.orderBy}`)) return
    // Whoever needs an order that could not be prepared asks for it again, and is told why there is none.
    const order = this.#orderAll(read).catch(() => undefined)
    this.#prepared = { key, order }
    void order.finally(() => (this.#prepared = undefined))
  }

  async #orderAll(read: RowQuestion, signal?: AbortSignal): Promise<Uint32Array> {
    await read.table.lay()
    const order = await read.table.numbersBy(`ORDER BY ${read.orderBy}, row_number`, [], signal)
    this.#orders.keep(`${keyOfAll(read)}${read.orderBy}`, order)
    return order
  }

  /** Numbers of all rows found, in the order asked for. */
  async order(read: RowQuestion, signal: AbortSignal | undefined): Promise<Uint32Array> {
    const { where, orderBy, whereKey } = read
    if (orderBy === '') return this.#foundBy(read, signal)
    const key = `${whereKey}${orderBy}`
    const known = this.#orders.get(key)
    if (known) return known
    const everything = `${keyOfAll(read)}${orderBy}`
    const prepared = this.#prepared?.key === everything ? await this.#prepared.order : undefined
    const order = prepared ?? this.#orders.get(everything) ?? (await this.#orderAll(read, signal))
    if (where === 'TRUE') return order
    const kept = keepFound(order, await this.#foundBy(read, signal))
    this.#orders.keep(key, kept)
    return kept
  }
}
