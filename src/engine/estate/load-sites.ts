// Sites by number: every table speaks of a site by its identifier, the estate by its place in one list.

import type { WeightColumns, WeightStep } from '#model/estate.ts'
import type { TextDictionary } from '#model/fact-column.ts'
import { type FactTable, type TextColumn, textAt } from '#model/fact-table.ts'
import { WEIGHT_MEASURES, type WeightMeasure } from '#model/tables.ts'
import { TextIndex } from '#model/text-index.ts'
import { Knowledge } from './history.ts'
import { enlargedCapacity, WeightDraft } from './subject-draft.ts'

export class SiteList {
  /** Site s is text s + 1, for text 0 is the blank one. Held as bytes: there may be millions. */
  readonly #identifiers = new TextIndex()
  /** What sites give to what stands on them: few, however many sites there are. */
  readonly places: { readonly region: string; readonly tags: string }[] = []
  /** The row of some site is not known on the day. */
  isAnyUnknown = false
  readonly #placeByText = new Map<string, number>()
  #placeOf: Uint32Array<ArrayBuffer>
  readonly #weights = new Map<WeightMeasure, WeightDraft>()
  readonly #series = new Map<WeightMeasure, Map<number, readonly WeightStep[]>>()

  constructor(tables: readonly FactTable[], knownAt: number, inventoryDate: number) {
    const rowCount = tables.reduce((sum, table) => sum + table.rowCount, 0)
    this.#placeOf = new Uint32Array(Math.max(rowCount, 16))
    this.#identifiers.reserve(rowCount)
    for (const measure of WEIGHT_MEASURES) {
      if (!tables.some((table) => table.columns.has(measure))) continue
      const draft = new WeightDraft()
      draft.reserve(rowCount, 0)
      this.#weights.set(measure, draft)
    }
    for (const table of tables) this.#load(table, new Knowledge(table, knownAt, inventoryDate))
  }

  #load(table: FactTable, knowledge: Knowledge): void {
    // A table without rows may be without columns.
    if (table.rowCount === 0) return
    const { codes, dictionary } = table.columns.get('site') as TextColumn
    const placeAt = this.#placesOf(table)
    for (let row = 0; row < table.rowCount; row++) {
      if (knowledge.of(row) === 'no') {
        this.isAnyUnknown = true
        this.addUnstated(textAt(table, 'site', row))
        continue
      }
      const site = this.#add(this.#identifiers.addOf(dictionary, codes[row]!) - 1, placeAt(row))
      for (const [measure, draft] of this.#weights) {
        const column = table.columns.get(measure)
        if (column?.kind === 'amount') draft.set(site, column.low[row]!, column.high[row]!)
      }
    }
  }

  /** The place of each row of a table: regions and tags are compared by their codes, and spelled once. */
  #placesOf(table: FactTable): (row: number) => number {
    const [regions, tags] = ['region', 'tags'].map((name) => table.columns.get(name) as TextColumn | undefined)
    const placeByCodes = new Map<number, number>()
    const tagsCount = tags?.dictionary.length ?? 1
    return (row) => {
      const key = (regions?.codes[row] ?? 0) * tagsCount + (tags?.codes[row] ?? 0)
      let place = placeByCodes.get(key)
      if (place === undefined) {
        place = this.#numberPlace(textAt(table, 'region', row), textAt(table, 'tags', row))
        placeByCodes.set(key, place)
      }
      return place
    }
  }

  #numberPlace(region: string, tags: string): number {
    const text = `${region}\u0000${tags}`
    let place = this.#placeByText.get(text)
    if (place === undefined) {
      place = this.places.push({ region, tags }) - 1
      this.#placeByText.set(text, place)
    }
    return place
  }

  #add(site: number, place: number): number {
    if (site >= this.#placeOf.length) {
      const larger = new Uint32Array(enlargedCapacity(site))
      larger.set(this.#placeOf)
      this.#placeOf = larger
    }
    this.#placeOf[site] = place
    return site
  }

  /** A site of which nothing is known: it stands in a row not known yet, or a total counts what must stand somewhere. */
  addUnstated(identifier: string, region = 'unknown'): number {
    return this.#add(this.#identifiers.add(identifier) - 1, this.#numberPlace(region, 'unknown'))
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

  get count(): number {
    return this.#identifiers.texts.length - 1
  }

  identifierOf(site: number): string {
    return this.#identifiers.texts.at(site + 1)!
  }

  find(identifier: string): number | undefined {
    const number = this.#identifiers.find(identifier)
    return number > 0 ? number - 1 : undefined
  }

  /** The site of each text of a dictionary; -1 where there is none. */
  findAll(texts: TextDictionary): Int32Array {
    const sites = new Int32Array(texts.length)
    for (let code = 0; code < sites.length; code++) sites[code] = Math.max(0, this.#identifiers.findOf(texts, code)) - 1
    return sites
  }

  setSeries(measure: WeightMeasure, site: number, steps: readonly WeightStep[]): void {
    if (!this.#weights.has(measure)) {
      const draft = new WeightDraft()
      draft.reserve(this.count, 0)
      this.#weights.set(measure, draft)
    }
    let series = this.#series.get(measure)
    if (!series) this.#series.set(measure, (series = new Map()))
    series.set(site, steps)
  }

  finishWeights(): WeightColumns {
    const columns: WeightColumns = {}
    for (const [measure, draft] of this.#weights) {
      if (draft.low.length < this.count) draft.reserve(this.count, draft.low.length)
      columns[measure] = {
        low: draft.low,
        high: draft.isRanged ? draft.high : draft.low,
        series: this.#series.get(measure) ?? new Map(),
      }
    }
    return columns
  }
}
