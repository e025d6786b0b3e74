// What stands at the beginning of a CSV file.

import type { Fault } from '#model/fault.ts'
import { unguardFormula } from '#model/formula-guard.ts'
import { SeenRows, type SeenTable } from '../seen-table.ts'
import { readHead, type SourceFile } from '../source-file.ts'
import { detectEncoding, nameOtherFile, toUtf8 } from './encoding.ts'
import { type CsvRecord, scanCsv, textOfField } from './scan.ts'

/** Undefined where it has no header, which is told. What is wrong with its rows is told when they are read. */
export async function seeCsv(file: SourceFile, report: (fault: Fault) => void): Promise<SeenTable | undefined> {
  const refuse = (problem: string, expected: string): undefined => {
    report({ code: 'unreadable-file', severity: 'error', file: file.name, problem, expected })
    return undefined
  }
  const head = await readHead(file)
  const other = nameOtherFile(head)
  if (other !== undefined) return refuse(`no CSV: this is ${other}`, 'a CSV file')
  let seen: SeenRows | undefined
  await scanCsv(toUtf8(file.bytes(), detectEncoding(head)), {
    takeRecord: (record) => {
      const cells = cellsOf(record)
      if (cells.every((cell) => cell === '')) return true
      if (seen) return seen.take(cells)
      seen = new SeenRows(cells)
      return true
    },
    takeFault: () => undefined,
  })
  return seen ? { file: file.name, kind: 'csv', ...seen.finish() } : refuse('file without text', 'a header line')
}

function cellsOf(record: CsvRecord): string[] {
  return Array.from({ length: record.fieldCount }, (_, field) => unguardFormula(textOfField(record, field).trim()))
}
