// Tables as a check is shown them where it must tell of which row a fault is: several may stand on one line, and a record
// may give a row to each of several tables. Each table has a name of its own, and each row is known by its number in it.

import type { FactTable } from '#model/fact-table.ts'
import type { Fault } from '#model/fault.ts'
import { type Place, placeOf, sayPlace } from '#model/place.ts'

/** Of private use in Unicode: no name of a file holds it. */
const MARK = '\u{f0000}'
const NAME = new RegExp(`${MARK}(\\d+)${MARK}(?: row (\\d+))?`, 'gu')

export class RowsApart {
  readonly #stated: readonly FactTable[]

  constructor(stated: readonly FactTable[]) {
    this.#stated = stated
  }

  show(table: FactTable): FactTable {
    const ordinals = Uint32Array.from({ length: table.rowCount }, (_, row) => row + 1)
    const file = `${MARK}${this.#stated.indexOf(table)}${MARK}`
    return { ...table, file, unit: 'row', sheet: undefined, ordinals }
  }

  /** What is left of a table that was shown, as it was stated. */
  restore(shown: FactTable): FactTable {
    const { file, unit, sheet, ordinals } = this.#tableOf(shown.file)!
    return { ...shown, file, unit, sheet, ordinals: shown.ordinals.map((number) => ordinals[number - 1]!) }
  }

  /** Where a row stands that was shown. */
  placeOf(shown: Place): Place {
    const table = this.#tableOf(shown.file)
    if (!table) return shown
    return shown.row === undefined ? { file: table.file } : placeOf(table, shown.row - 1)
  }

  /** A fault of what was shown, to be told of what was stated. */
  tell(fault: Fault): Fault {
    const { file, row: _row, problem, expected, ...rest } = fault
    const told = {
      problem: this.#spell(problem),
      ...(expected === undefined ? {} : { expected: this.#spell(expected) }),
    }
    return this.#tableOf(file) ? { ...rest, ...this.placeOf(fault), ...told } : { ...fault, ...told }
  }

  #tableOf(file: string): FactTable | undefined {
    return file.startsWith(MARK) ? this.#stated[Number.parseInt(file.slice(MARK.length), 10)] : undefined
  }

  #spell(text: string): string {
    return text.replaceAll(NAME, (_, table: string, row: string | undefined) =>
      sayPlace(this.placeOf({ file: `${MARK}${table}${MARK}`, ...(row === undefined ? {} : { row: Number(row) }) })),
    )
  }
}
