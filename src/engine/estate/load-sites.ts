// Sites by number: every table speaks of a site by its identifier, the estate by its place in one list.

import { type FactTable, textAt } from '#model/fact-table.ts'
import type { WeightColumns, WeightStep } from '#model/estate.ts'
import { WEIGHT_MEASURES, type WeightMeasure } from '#model/tables.ts'
import { Knowledge } from './history.ts'
import { enlargedCapacity, WeightDraft } from './subject-draft.ts'

export class SiteList {
  readonly identifiers: string[] = []
  /** What sites give to what stands on them: few, however many sites there are. */
  readonly places: { readonly region: string; readonly tags: string }[] = []
  readonly #placeByText = new Map<string, number>()
  #placeOf: Uint32Array<ArrayBuffer>
  readonly #indexOf = new Map<string, number>()
  readonly #weights = new Map<WeightMeasure, WeightDraft>()
  readonly #series = new Map<WeightMeasure, Map<number, readonly WeightStep[]>>()

  constructor(tables: readonly FactTable[], knownAt: number, inventoryDate: number) {
    const rowCount = tables.reduce((sum, table) => sum + table.rowCount, 0)
    this.#placeOf = new Uint32Array(Math.max(rowCount, 16))
    for (const measure of WEIGHT_MEASURES) {
      if (!tables.some((table) => table.columns.has(measure))) continue
      const draft = new WeightDraft()
      draft.reserve(rowCount, 0)
      this.#weights.set(measure, draft)
    }
    for (const table of tables) this.#load(table, new Knowledge(table, knownAt, inventoryDate))
  }

  #load(table: FactTable, knowledge: Knowledge): void {
    for (let row = 0; row < table.rowCount; row++) {
      const identifier = textAt(table, 'site', row)
      if (knowledge.of(row) === 'no') {
        this.addUnstated(identifier)
        continue
      }
      const site = this.#add(identifier, textAt(table, 'region', row), textAt(table, 'tags', row))
      for (const [measure, draft] of this.#weights) {
        const column = table.columns.get(measure)
        if (column?.kind === 'amount') draft.set(site, column.low[row]!, column.high[row]!)
      }
    }
  }

  #add(identifier: string, region: string, tags: string): number {
    const site = this.identifiers.length
    this.#indexOf.set(identifier, site)
    this.identifiers.push(identifier)
    if (site === this.#placeOf.length) {
      const larger = new Uint32Array(enlargedCapacity(site))
      larger.set(this.#placeOf)
      this.#placeOf = larger
    }
    const text = `${region}\u0000${tags}`
    let place = this.#placeByText.get(text)
    if (place === undefined) {
      place = this.places.push({ region, tags }) - 1
      this.#placeByText.set(text, place)
    }
    this.#placeOf[site] = place
    return site
  }

  /** A site of which nothing is known: it stands in a row not known yet, or a total counts what must stand somewhere. */
  addUnstated(identifier: string, region = 'unknown'): number {
    return this.#add(identifier, region, 'unknown')
  }

  placeOf(site: number): number {
    return this.#placeOf[site]!
  }

  regionOf(site: number): string {
    return this.places[this.#placeOf[site]!]!.region
  }

  tagsOf(site: number): string {
    return this.places[this.#placeOf[site]!]!.tags
  }

  find(identifier: string): number | undefined {
    return this.#indexOf.get(identifier)
  }

  setSeries(measure: WeightMeasure, site: number, steps: readonly WeightStep[]): void {
    if (!this.#weights.has(measure)) {
      const draft = new WeightDraft()
      draft.reserve(this.identifiers.length, 0)
      this.#weights.set(measure, draft)
    }
    let series = this.#series.get(measure)
    if (!series) this.#series.set(measure, (series = new Map()))
    series.set(site, steps)
  }

  finishWeights(): WeightColumns {
    const columns: WeightColumns = {}
    for (const [measure, draft] of this.#weights) {
      if (draft.low.length < this.identifiers.length) draft.reserve(this.identifiers.length, draft.low.length)
      columns[measure] = {
        low: draft.low,
        high: draft.isRanged ? draft.high : draft.low,
        series: this.#series.get(measure) ?? new Map(),
      }
    }
    return columns
  }
}
