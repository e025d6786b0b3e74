// Whether `operators` columns speak of the operator by its name: a network served by others only is followed by every
// rule, and a name written another way would make it so without a word.

import { nearestName } from '#base/near-name.ts'
import { splitShares } from './column.ts'
import type { TextDictionary } from './fact-column.ts'
import type { FactTable } from './fact-table.ts'
import { type Fault, quoteForFault } from './fault.ts'
import { OwnNames } from './own-names.ts'
import { placeOf } from './place.ts'
import type { Manifest } from './workspace.ts'

const COLUMN = 'operators'

/** One warning a name that nearly is the operator's, and one a table none of whose cells names the operator. */
export function checkOperators(
  tables: readonly FactTable[],
  operator: Manifest['operator'],
  report: (fault: Fault) => void,
): void {
  const own = new OwnNames(operator)
  for (const table of tables) {
    const cells = table.columns.get(COLUMN)
    if (cells?.kind !== 'text') continue
    const named = firstRowByName(cells.codes, cells.dictionary)
    if (named.size === 0) continue
    const namesOwn = [...named.keys()].some((name) => own.has(name))
    for (const [name, row] of named) {
      const near = own.has(name) ? undefined : nearOwnName(name, own.stated)
      if (near !== undefined) report(mistaken(table, row, name, near))
    }
    const [other, row] = named.entries().next().value!
    if (!namesOwn) report(namesNobodyOfUs(table, row, other, operator.name))
  }
}

function firstRowByName(codes: Uint32Array, dictionary: TextDictionary): Map<string, number> {
  const rowOfCode = new Int32Array(dictionary.length).fill(-1)
  for (let row = codes.length - 1; row >= 0; row--) rowOfCode[codes[row]!] = row
  const named = new Map<string, number>()
  for (const [code, text] of [...dictionary].entries()) {
    if (text === '' || text === 'unknown' || rowOfCode[code]! < 0) continue
    for (const { name } of splitShares(text)) {
      named.set(name, Math.min(named.get(name) ?? Number.POSITIVE_INFINITY, rowOfCode[code]!))
    }
  }
  return named
}

/** A name a letter or two away, or one that begins with the other: `Tiny Co` and `Tiny Company`. */
function nearOwnName(name: string, own: readonly string[]): string | undefined {
  const plain = name.toLowerCase()
  const begun = own.find((one) => {
    const other = one.toLowerCase()
    return plain.startsWith(other) || other.startsWith(plain)
  })
  const others = own.filter((one) => !isNumberedBeside(name, one))
  return begun ?? nearestName(name, others)
}

/** `OpA` and `OpB`, `Operator 1` and `Operator 2`: a letter or digit of its own at the end tells partners apart. */
function isNumberedBeside(name: string, other: string): boolean {
  const [left, right] = [LAST_MARK.exec(name), LAST_MARK.exec(other)]
  return left !== null && right !== null && left[1] === right[1] && left[2] !== right[2]
}

/** One letter or digit that begins a word, after a space, a stop or a change of case, or from letters to digits. */
const LAST_MARK = /^(.*(?:[\s._-]|\p{Ll}(?=\p{Lu})|\p{L}(?=\d)))([\p{L}\d])$/u

function mistaken(table: FactTable, row: number, name: string, didYouMean: string): Fault {
  return { ...tellName(table, row, name, 'taken as another operator'), didYouMean }
}

function namesNobodyOfUs(table: FactTable, row: number, other: string, operator: string): Fault {
  const problem = `no row names ${quoteForFault(operator)}, so rows that name operators do not count as this network`
  return tellName(table, row, other, problem)
}

function tellName(table: FactTable, row: number, name: string, problem: string): Fault {
  return {
    code: 'unknown-reference',
    severity: 'warning',
    ...placeOf(table, row),
    column: COLUMN,
    text: quoteForFault(name),
    problem,
    expected: 'the operator’s name or one of its aliases, as mainstay.yaml has them',
  }
}
