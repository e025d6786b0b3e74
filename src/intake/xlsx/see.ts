// What stands at the beginning of the sheets of a workbook.

import type { Fault } from '#model/fault.ts'
import { unguardFormula } from '#model/formula-guard.ts'
import { SeenRows, type SeenTable } from '../seen-table.ts'
import type { SourceFile } from '../source-file.ts'
import { type SheetCell, spellCell } from './cell-text.ts'
import { openSheet, XLSX_LIMITS } from './read.ts'

/** Each is unpacked and read as a whole. */
const MOST_SHEETS = 10

/** Every sheet that a person sees and that has text; what cannot be read is told. */
export async function seeXlsx(file: SourceFile, report: (fault: Fault) => void): Promise<SeenTable[]> {
  const first = await openSheet(file, undefined, ignoreOthers(report), XLSX_LIMITS)
  if (!first) return []
  const tables: SeenTable[] = []
  for (const name of first.visible.slice(0, MOST_SHEETS)) {
    const sheet = name === first.name ? first : await openSheet(file, name, report, XLSX_LIMITS)
    const seen = sheet && seeRows(sheet.rows)
    if (!seen) continue
    tables.push({ file: file.name, kind: 'xlsx', ...(first.visible.length > 1 ? { sheet: name } : {}), ...seen })
  }
  if (tables.length === 0)
    report({
      code: 'unreadable-file',
      severity: 'error',
      file: file.name,
      problem: 'sheet without text',
      expected: 'a header row',
    })
  return tables
}

/** Here none of the sheets is passed over. */
function ignoreOthers(report: (fault: Fault) => void): (fault: Fault) => void {
  return (fault) => {
    if (fault.code !== 'ignored') report(fault)
  }
}

function seeRows(rows: readonly (readonly SheetCell[])[]): Pick<SeenTable, 'columns' | 'rows'> | undefined {
  let seen: SeenRows | undefined
  for (const row of rows) {
    // Cells that are not there are holes of the array.
    const cells = Array.from(row, (cell) => unguardFormula(spellCell(cell)))
    if (cells.every((cell) => cell === '')) continue
    if (!seen) seen = new SeenRows(cells)
    else if (!seen.take(cells)) break
  }
  return seen?.finish()
}
