// Faults as rows of CSV, one by one, for a file that may have a million of them.

import type { Fault } from '#model/fault.ts'
import { writeCsvRow } from '#report/csv-row.ts'

export const FAULT_HEADER = writeCsvRow([
  'severity',
  'code',
  'file',
  'line',
  'record',
  'sheet',
  'row',
  'column',
  'text',
  'problem',
  'expected',
  'didYouMean',
])

export function renderFaultRow(fault: Fault): string {
  return writeCsvRow([
    fault.severity,
    fault.code,
    fault.file,
    fault.line,
    fault.record,
    fault.sheet,
    fault.row,
    fault.column ?? '',
    fault.text ?? '',
    fault.problem,
    fault.expected ?? '',
    fault.didYouMean ?? '',
  ])
}
