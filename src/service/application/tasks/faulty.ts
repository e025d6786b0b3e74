// Input that cannot be used, as the outcome of a task.

import type { FaultLog } from '#model/fault-log.ts'
import type { TaskOutcome } from './task.ts'

/** As many as a reply may carry. */
const FAULTS_TOLD = 100

export function faultyOutcome(log: FaultLog): TaskOutcome {
  const errors = log.kept.filter(({ severity }) => severity === 'error')
  return { kind: 'faulty', faulty: { faults: errors.slice(0, FAULTS_TOLD), errors: log.errorCount } }
}
