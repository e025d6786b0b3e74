// Faults as rows of CSV, one by one, for a file that may have a million of them.

import type { Fault } from '#model/fault.ts'
import { writeCsvRow } from '#report/csv-row.ts'

export const FAULT_HEADER = writeCsvRow([
  'severity',
  'code',
  'file',
  'line',
  'column',
  'text',
  'problem',
  'expected',
  'didYouMean',
])

export function renderFaultRow(fault: Fault): string {
  const line = fault.line === undefined ? '' : String(fault.line)
  return writeCsvRow([
    fault.severity,
    fault.code,
    fault.file,
    line,
    fault.column ?? '',
    fault.text ?? '',
    fault.problem,
    fault.expected ?? '',
    fault.didYouMean ?? '',
  ])
}
