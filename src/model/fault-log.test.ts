import { expect, it } from 'vitest'
import type { Fault } from './fault.ts'
import { FAULTS_KEPT, FaultLog } from './fault-log.ts'

const fault = (severity: Fault['severity'], line: number): Fault => ({
  code: 'invalid-value',
  severity,
  file: 'sites.csv',
  line,
  problem: 'not a number',
})

it('errors beyond the limit take the place of the latest warnings, and every fault is counted and passed on', () => {
  let passedOn = 0
  const log = new FaultLog(() => {
    passedOn += 1
  })
  for (let line = 1; line <= FAULTS_KEPT; line++) log.report(fault(line <= 998 ? 'error' : 'warning', line))
  for (let line = 2001; line <= 2005; line++) log.report(fault('error', line))
  log.report(fault('warning', 3000))
  expect(log.kept.length).toBe(FAULTS_KEPT)
  expect(log.kept.slice(-3).map((kept) => kept.line)).toEqual([998, 2002, 2001])
  expect([log.errorCount, log.warningCount, passedOn]).toEqual([1003, 3, 1006])
  expect(log.countByCode.get('invalid-value')).toBe(1006)
})
