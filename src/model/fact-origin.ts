// Where a row was stated: in the file it stands in, or in the file it was imported from.

import { type FactTable, textAt } from './fact-table.ts'
import { type Place, placeAt, placeOf, type PlaceUnit, unitOf } from './place.ts'

/** Name of the column, which every table has. */
export const ORIGIN = 'origin'

export interface FactOrigin extends Place {
  /** Where the row stands itself, if that is elsewhere. */
  readonly imported?: Place
}

/**
 * What stands between the file and the number: `elements.csv:14`, `devices.json#12`, `sites.xlsx!3`. A sheet stands as
 * formulas of spreadsheets name it, `[net.xlsx]Sites!3`: no name of a sheet has brackets.
 */
const MARK_OF = { line: ':', record: '#', row: '!' } as const satisfies Record<PlaceUnit, string>
const UNIT_OF: ReadonlyMap<string, PlaceUnit> = new Map(
  (Object.keys(MARK_OF) as PlaceUnit[]).map((unit) => [MARK_OF[unit], unit]),
)

export function originOf(table: FactTable, row: number): FactOrigin {
  return originFrom(placeOf(table, row), textAt(table, ORIGIN, row))
}

/** Of a row that stands at a place, with that text in its column `origin`. */
export function originFrom(own: Place, text: string): FactOrigin {
  const stated = readOrigin(text)
  return stated === undefined ? own : { ...stated, imported: own }
}

/** The inverse of {@link spellOrigin}; undefined where the text is none. */
export function readOrigin(text: string): Place | undefined {
  // The last mark counts: a file may have any of them in its name.
  const [, file, mark, ordinal] = /^(.+)([:#!])(\d+)$/su.exec(text) ?? []
  if (ordinal === undefined) return undefined
  const unit = UNIT_OF.get(mark!)!
  const [, workbook, sheet] = (unit === 'row' && /^\[(.+)\]([^[\]]+)$/su.exec(file!)) || []
  return placeAt({ file: workbook ?? file!, unit, sheet }, Number(ordinal))
}

/** `elements.csv:14`, `devices.json#12`, `[net.xlsx]Sites!3`. */
export function spellOrigin(place: Place): string {
  const unit = unitOf(place)
  const file = place.sheet === undefined ? place.file : `[${place.file}]${place.sheet}`
  return unit === undefined ? file : `${file}${MARK_OF[unit]}${place[unit]}`
}

/** The table with an origin on every row: what an import writes, so that a fact can be traced past it. */
export function stateOrigins(table: FactTable): FactTable {
  const dictionary = ['']
  const codes = new Uint32Array(table.rowCount)
  for (let row = 0; row < table.rowCount; row++) {
    codes[row] = dictionary.length
    dictionary.push(spellOrigin(originOf(table, row)))
  }
  return { ...table, columns: new Map([...table.columns, [ORIGIN, { kind: 'text', codes, dictionary }]]) }
}
