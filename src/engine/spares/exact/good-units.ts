// How many units of a point's lots are good, lot after lot, and what is on hand with them. It is the same at whatever rate
// units fail, and summing up lots is dear: it is kept while the same lots are asked about.

import type { StockingPoints } from '../points/stocking-points.ts'
import { OnHand } from './shortfalls.ts'
import { UnitsWindow } from './units-window.ts'

export class GoodUnits {
  /** After none of the lots, the first, and so on: as many as are reckoned. */
  readonly #after: UnitsWindow[] = [new UnitsWindow()]
  #reckoned = 0
  /** The same with the stock at the beginning: as many as are asked about. */
  readonly #onHandAfter: OnHand[] = []
  #laidOut = 0
  #stock = 0
  #units: Uint32Array = new Uint32Array()
  #yields: Float64Array = new Float64Array()

  constructor() {
    this.#after[0]!.setTo(0)
  }

  turnTo({ lotStart, lotUnits, lotYield, stock }: StockingPoints, point: number): this {
    const [first, end] = [lotStart[point]!, lotStart[point + 1]!]
    const units = lotUnits.subarray(first, end)
    const yields = lotYield.subarray(first, end)
    const isSame = isSameMemory(units, this.#units) && isSameMemory(yields, this.#yields)
    if (!isSame) this.#reckoned = 0
    if (!isSame || stock[point] !== this.#stock) this.#laidOut = 0
    this.#units = units
    this.#yields = yields
    this.#stock = stock[point]!
    return this
  }

  /** To be read before the next point. */
  after(lots: number): UnitsWindow {
    for (; this.#reckoned < lots; this.#reckoned++) {
      const lot = this.#reckoned
      this.#after[lot + 1] ??= new UnitsWindow()
      this.#after[lot + 1]!.setToWithGood(this.#after[lot]!, this.#units[lot]!, this.#yields[lot]!)
    }
    return this.#after[lots]!
  }

  /** With the stock at the beginning; to be read before the next point. */
  onHandAfter(lots: number): OnHand {
    for (; this.#laidOut <= lots; this.#laidOut++) {
      this.#onHandAfter[this.#laidOut] ??= new OnHand()
      this.#onHandAfter[this.#laidOut]!.set(this.#stock, this.after(this.#laidOut))
    }
    return this.#onHandAfter[lots]!
  }
}

type Column = Uint32Array | Float64Array

function isSameMemory(one: Column, other: Column): boolean {
  return one.buffer === other.buffer && one.byteOffset === other.byteOffset && one.length === other.length
}
