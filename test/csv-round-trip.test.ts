// Whether what is written as CSV is read back as it was: any text, also one that looks like a formula.

import fc from 'fast-check'
import { expect, it } from 'vitest'
import { readCsvTable } from '#intake/csv/read.ts'
import { sourceFromText } from '#intake/source-file.ts'
import { textAt } from '#model/fact-table.ts'
import { describeFault } from '#model/fault.ts'
import { writeCsvRow } from '#report/csv-row.ts'

it('an exported table is read back as it was, cell by cell', async () => {
  const text = fc.oneof(
    fc.string({
      unit: fc.constantFrom('=', '+', '-', '@', "'", '"', ',', ';', '|', '\n', '\r\n', '\r', ' ', '1', '.', 'é', 'a'),
    }),
    fc.string({ unit: 'grapheme', maxLength: 20 }).map((written) => written.replaceAll('\0', '')),
    fc.constantFrom('-0.5', '+44 20 7946', '=1+1', "'=1+1", "''", '＝1', 'Zürich', 'x'.repeat(4000)),
  )
  const table = fc.array(fc.tuple(text, text), { minLength: 1, maxLength: 20 })
  await fc.assert(
    fc.asyncProperty(table, async (rows) => {
      // Spaces around a cell do not count, and a lost character stays one.
      const cells = rows.map((row) => row.map((cell) => cell.trim().replaceAll('\ufffd', '?')))
      const lines = cells.map(([name, owner], index) => writeCsvRow([`E${index}`, name, owner]))
      const file = sourceFromText('elements.csv', [writeCsvRow(['element', 'name', 'owner']), ...lines].join(''))
      const read = await readCsvTable(file, undefined, (fault) => expect.unreachable(describeFault(fault)))
      expect(cells.map((_, row) => [textAt(read!, 'name', row), textAt(read!, 'owner', row)])).toEqual(cells)
    }),
    { numRuns: 200 },
  )
})
