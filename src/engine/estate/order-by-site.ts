// Puts the subjects of a draft into the order of their sites, so that a site's subjects are neighbours.

import type { DayColumn } from '#model/day-column.ts'
import type { WeightColumn, WeightStep } from '#model/estate.ts'
import type { SubjectDraft, WeightDraft } from './subject-draft.ts'

/** Counting sort by site: subjects of a site become neighbours and keep their order; those without a site come last. */
export function orderBySite(draft: SubjectDraft, siteCount: number): { order: Uint32Array; siteStart: Uint32Array } {
  const siteStart = new Uint32Array(siteCount + 2)
  const slotOf = (subject: number) => (draft.site[subject]! < 0 ? siteCount : draft.site[subject]!)
  for (let subject = 0; subject < draft.count; subject++) siteStart[slotOf(subject) + 1]! += 1
  for (let site = 0; site <= siteCount; site++) siteStart[site + 1]! += siteStart[site]!
  const next = siteStart.slice()
  const order = new Uint32Array(draft.count)
  for (let subject = 0; subject < draft.count; subject++) order[next[slotOf(subject)]!++] = subject
  return { order, siteStart }
}

/** Where each subject of the draft now stands. */
export function placesIn(order: Uint32Array): Uint32Array {
  const place = new Uint32Array(order.length)
  for (let index = 0; index < order.length; index++) place[order[index]!] = index
  return place
}

/**
 * Puts columns into the order of the sites where they stand: a second set of columns beside the first would double
 * the memory of a large estate.
 */
export class Reorder {
  readonly #order: Uint32Array
  /** A column as it was, or half of the bytes of its numbers, while it is put in order. */
  readonly #before: Uint32Array

  /** `scratch` is written over, and is as long as the order at least. */
  constructor(order: Uint32Array, scratch: Int32Array) {
    this.#order = order
    this.#before = new Uint32Array(scratch.buffer, scratch.byteOffset, order.length)
  }

  days(column: DayColumn): void {
    column.codes = this.#put(column.codes)
  }

  numbers(column: Uint32Array): Uint32Array {
    return this.#put(column)
  }

  #put<Codes extends Uint16Array | Uint32Array>(column: Codes): Codes {
    const values = column.subarray(0, this.#order.length) as Codes
    const [order, before] = [this.#order, this.#before]
    before.set(values)
    for (let index = 0; index < order.length; index++) values[index] = before[order[index]!]!
    return values
  }

  /** In two passes, first the one half of each number's bytes and then the other: so four bytes of scratch will do. */
  weights(column: Float64Array): Float64Array {
    const values = column.subarray(0, this.#order.length)
    const halves = new Uint32Array(values.buffer, values.byteOffset, 2 * values.length)
    const [order, before] = [this.#order, this.#before]
    for (const half of [0, 1]) {
      for (let index = 0; index < order.length; index++) before[index] = halves[2 * index + half]!
      for (let index = 0; index < order.length; index++) halves[2 * index + half] = before[order[index]!]!
    }
    return values
  }
}

export function reorderWeight(
  weight: WeightDraft,
  series: ReadonlyMap<number, readonly WeightStep[]> | undefined,
  reorder: Reorder,
  place: Uint32Array,
): WeightColumn {
  const { isRanged } = weight
  const low = reorder.weights(weight.low)
  return {
    low,
    high: isRanged ? reorder.weights(weight.high) : low,
    series: new Map(Array.from(series ?? [], ([subject, steps]) => [place[subject]!, steps])),
  }
}
