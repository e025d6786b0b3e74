// How many units of a point's lots are good, lot after lot. It is the same at whatever rate units fail, and summing up lots is
// dear: it is kept while the same lots are asked about.

import type { StockingPoints } from '../points/stocking-points.ts'
import { UnitsWindow } from './units-window.ts'

export class GoodUnits {
  /** After none of the lots, the first, and so on: as many as are reckoned. */
  readonly #after: UnitsWindow[] = [new UnitsWindow()]
  #reckoned = 0
  #units: Uint32Array = new Uint32Array()
  #yields: Float64Array = new Float64Array()

  constructor() {
    this.#after[0]!.setTo(0)
  }

  turnTo({ lotStart, lotUnits, lotYield }: StockingPoints, point: number): this {
    const [first, end] = [lotStart[point]!, lotStart[point + 1]!]
    const units = lotUnits.subarray(first, end)
    const yields = lotYield.subarray(first, end)
    if (!isSameMemory(units, this.#units) || !isSameMemory(yields, this.#yields)) this.#reckoned = 0
    this.#units = units
    this.#yields = yields
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
}

type Column = Uint32Array | Float64Array

function isSameMemory(one: Column, other: Column): boolean {
  return one.buffer === other.buffer && one.byteOffset === other.byteOffset && one.length === other.length
}
