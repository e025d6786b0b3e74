// Writes rows of elements.csv from what an element is and when it was there.

import type { CivilDay } from '#base/calendar.ts'
import type { StoredTexts } from '#model/stored-texts.ts'
import { ELEMENTS } from '#model/tables.ts'
import type { FactTable } from '#model/fact-table.ts'
import { type AmountCells, type DateCells, TableRows, type TextCells } from './table-rows.ts'

export interface ElementFacts {
  readonly id: string
  /** Code of the site in the shared dictionary of site identifiers; 0 is none. */
  readonly site?: number
  readonly hostedOn?: string
  readonly kind?: string
  readonly vendor?: string
  readonly suppliers?: { readonly [role: string]: string | undefined }
  readonly owner?: string
  readonly operators?: string
  readonly product?: string
  readonly function: string
  readonly technologies?: string
  readonly bands?: string
  readonly softwareVersion?: string
  readonly tags?: string
  readonly installed?: CivilDay
  /** Absent is unknown. */
  readonly inService?: CivilDay
  readonly outOfService?: CivilDay
  readonly removed?: CivilDay
  readonly trafficKbits?: number
  readonly premises?: number
}

/** The cells most elements have are open to the writer of stations, who makes them by the million. */
export class ElementRows {
  readonly rows: TableRows
  readonly id: TextCells
  readonly site: TextCells
  readonly vendor: TextCells
  readonly operators: TextCells
  readonly product: TextCells
  readonly function: TextCells
  readonly technologies: TextCells
  readonly bands: TextCells
  readonly softwareVersion: TextCells
  readonly status: TextCells
  readonly procured: DateCells
  readonly installed: DateCells
  readonly inService: DateCells
  readonly technologiesBefore: TextCells
  readonly technologyChanged: DateCells
  readonly outOfService: DateCells
  readonly removed: DateCells
  readonly traffic: AmountCells
  readonly #inServiceCode: number

  /** `siteIdentifiers`: dictionary shared with sites.csv. */
  constructor(siteIdentifiers: StoredTexts, capacity: number) {
    const rows = new TableRows(ELEMENTS, 'elements.csv', capacity, new Map([['site', siteIdentifiers]]))
    this.rows = rows
    this.id = rows.texts('element')
    this.site = rows.texts('site')
    this.vendor = rows.texts('vendor')
    this.operators = rows.texts('operators')
    this.product = rows.texts('product')
    this.function = rows.texts('function')
    this.technologies = rows.texts('technologies')
    this.bands = rows.texts('bands')
    this.softwareVersion = rows.texts('softwareVersion')
    this.status = rows.texts('status')
    this.procured = rows.dates('procured')
    this.installed = rows.dates('installed')
    this.inService = rows.dates('inService')
    this.technologiesBefore = rows.texts('technologiesBefore')
    this.technologyChanged = rows.dates('technologyChanged')
    this.outOfService = rows.dates('outOfService')
    this.removed = rows.dates('removed')
    this.traffic = rows.amounts('traffic')
    this.#inServiceCode = this.status.codeOf('inService')
  }

  /** Begins an element; `site` is its code in the shared dictionary, 0 for none. */
  begin(id: string, site: number): number {
    const row = this.rows.begin()
    this.id.setUnique(row, id)
    if (site !== 0) this.site.setCode(row, site)
    return row
  }

  /** It ended on a day, or was seen in service on the inventory date, which bounds what is not known. */
  endOrSeen(row: number, outOfService: CivilDay | undefined, removed: CivilDay | undefined): void {
    if (outOfService !== undefined) this.outOfService.set(row, outOfService)
    if (removed !== undefined) this.removed.set(row, removed)
    if (outOfService === undefined && removed === undefined) this.status.setCode(row, this.#inServiceCode)
  }

  /** Adds an element of which there are not many. */
  add(facts: ElementFacts): void {
    const row = this.begin(facts.id, facts.site ?? 0)
    for (const [column, text] of [
      ['hostedOn', facts.hostedOn],
      ['kind', facts.kind],
      ['vendor', facts.vendor],
      ['owner', facts.owner],
      ['operators', facts.operators],
      ['product', facts.product],
      ['function', facts.function],
      ['technologies', facts.technologies],
      ['bands', facts.bands],
      ['softwareVersion', facts.softwareVersion],
      ['tags', facts.tags],
      ...Object.entries(facts.suppliers ?? {}).map(([role, supplier]) => [`${role}Vendor`, supplier] as const),
    ] as const)
      if (text !== undefined) this.rows.texts(column).set(row, text)
    if (facts.installed !== undefined) this.installed.set(row, facts.installed)
    if (facts.inService !== undefined) this.inService.set(row, facts.inService)
    this.endOrSeen(row, facts.outOfService, facts.removed)
    if (facts.trafficKbits !== undefined) this.traffic.set(row, facts.trafficKbits)
    if (facts.premises !== undefined) this.rows.amounts('premises').set(row, facts.premises)
  }

  finish(): FactTable {
    return this.rows.finish()
  }
}
