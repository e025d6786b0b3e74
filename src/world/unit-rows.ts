// Puts the units of the catalogue into the elements that carry them: units.csv.

import type { CivilDay } from '#base/calendar.ts'
import { isBlankDate } from '#model/column.ts'
import { type FactTable, type TextColumn, textAt } from '#model/fact-table.ts'
import { isWithinFunction } from '#model/network-function.ts'
import { UNITS } from '#model/tables.ts'
import type { SparePart } from '#model/world-recipe.ts'
import { InstalledUnits } from './installed-units.ts'
import { NOT_EVER } from './share-curve.ts'
import { TableRows } from './table-rows.ts'
import type { VendorSpelling } from './vendor-spelling.ts'

export interface PartsInElements {
  readonly parts: readonly SparePart[]
  readonly elements: FactTable
  readonly spelling: VendorSpelling
  /** By the code of a site in the column of elements: the number of the pool that serves it. */
  readonly poolOfSite: Uint8Array
  readonly poolCount: number
}

/** Units of a part in every element of one kind. */
interface Placement {
  readonly part: number
  readonly each: number
  readonly needed: number | undefined
}

/** What another owns is not ours to keep spares for, and what is not physical has no units. */
export function writeUnits(question: PartsInElements): { table: FactTable; installed: InstalledUnits } {
  const { parts, elements, poolOfSite, poolCount } = question
  const rows = new TableRows(UNITS, 'units.csv', elements.rowCount)
  const installed = new InstalledUnits(parts.length, poolCount)
  const placementsAt = findPlacements(question)
  const daysAt = readDays(elements)
  const identifiers = rows.texts('element')
  const partTexts = rows.texts('part')
  const partCodes = parts.map(({ row }) => partTexts.codeOf(String(row.part)))
  const sites = elements.columns.get('site') as TextColumn
  for (let element = 0; element < elements.rowCount; element++) {
    const placements = placementsAt(element)
    if (placements.length === 0 || textAt(elements, 'owner', element) !== '') continue
    const { began, ended } = daysAt(element)
    const identifier = identifiers.dictionary.length
    identifiers.dictionary.add(textAt(elements, 'element', element))
    for (const { part, each, needed } of placements) {
      const row = rows.begin()
      identifiers.setCode(row, identifier)
      partTexts.setCode(row, partCodes[part]!)
      if (each > 1) rows.amounts('quantity').set(row, each)
      if (needed !== undefined) rows.amounts('needed').set(row, needed)
      installed.add(part, poolOfSite[sites.codes[element]!]!, each, began, ended)
    }
  }
  return { table: rows.finish(), installed }
}

/** What an element carries: asked once of each vendor and function. */
function findPlacements({ parts, elements, spelling }: PartsInElements): (element: number) => readonly Placement[] {
  const known = new Map<string, readonly Placement[]>()
  return (element) => {
    if (textAt(elements, 'kind', element) !== '') return []
    const vendor = textAt(elements, 'hardwareVendor', element) || textAt(elements, 'vendor', element)
    const functionId = textAt(elements, 'function', element)
    const key = `${vendor}\n${functionId}`
    let placements = known.get(key)
    if (placements === undefined) {
      placements = placementsIn(parts, spelling.vendorCalled(vendor), functionId)
      known.set(key, placements)
    }
    return placements
  }
}

function placementsIn(parts: readonly SparePart[], vendor: string, functionId: string): Placement[] {
  return parts.flatMap((part, number) => {
    const place = part.in?.find(
      (candidate) =>
        candidate.vendor === vendor && candidate.functions.some((ancestor) => isWithinFunction(functionId, ancestor)),
    )
    return place === undefined ? [] : [{ part: number, each: place.each, needed: place.needed }]
  })
}

/** When an element serves, as far as the inventory knows: from its installation where nobody wrote down since when. */
function readDays(elements: FactTable): (element: number) => { began: CivilDay; ended: CivilDay } {
  const [installed, inService, removed] = ['installed', 'inService', 'removed'].map((name) => {
    const cells = elements.columns.get(name)
    return (row: number): CivilDay | undefined =>
      cells?.kind !== 'date' || isBlankDate(cells.earliest[row]!, cells.latest[row]!) ? undefined : cells.earliest[row]!
  })
  return (element) => ({
    began: inService!(element) ?? installed!(element) ?? NOT_EVER,
    ended: removed!(element) ?? NOT_EVER,
  })
}
