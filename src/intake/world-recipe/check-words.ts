// Names and rows that a recipe gives word for word: known ones, and such as their table would take.

import { nearestName } from '#base/near-name.ts'
import { readAmount, readDate, readNumber, readText } from '#model/column.ts'
import type { TableSchema } from '#model/column.ts'
import { storageOf } from '#model/fact-table.ts'
import type { Fault, FaultCode } from '#model/fault.ts'
import { FUNCTION_IDS, isFunctionId } from '#model/network-function.ts'
import type { YamlPath } from '../yaml/parse.ts'

export type Report = (code: FaultCode, path: YamlPath, problem: string, more?: Partial<Fault>) => void

export function checkName(name: string, known: readonly string[], path: YamlPath, what: string, report: Report): void {
  if (known.includes(name)) return
  const nearest = nearestName(name, known)
  report('unknown-reference', path, `unknown ${what}`, {
    expected: known.join(', '),
    ...(nearest === undefined ? {} : { didYouMean: nearest }),
  })
}

export function checkFunction(id: string, path: YamlPath, report: Report): void {
  if (!isFunctionId(id)) checkName(id, FUNCTION_IDS, path, 'network function', report)
}

/** A row written out must be one its table would take. */
export function checkRow(
  schema: TableSchema,
  row: { readonly [column: string]: string | number },
  path: YamlPath,
  report: Report,
): void {
  const names = schema.columns.map((column) => column.name)
  for (const column of schema.columns)
    if (column.required === true && row[column.name] === undefined)
      report('missing-value', [...path, column.name], 'missing key', { expected: `such as \`${column.example}\`` })
  for (const [name, value] of Object.entries(row)) {
    const column = schema.columns.find((candidate) => candidate.name === name)
    if (column === undefined) {
      checkName(name, names, [...path, name], 'column', report)
      continue
    }
    const text = String(value)
    const storage = storageOf(column)
    const reading =
      storage === 'date'
        ? readDate(column, text)
        : storage === 'amount'
          ? readAmount(column, text)
          : storage === 'number'
            ? readNumber(column, text)
            : readText(column, text)
    if ('problem' in reading) {
      const { code, problem, expected } = reading.problem
      report(code, [...path, name], problem, { expected })
    }
  }
}
