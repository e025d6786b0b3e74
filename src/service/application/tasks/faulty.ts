// Input that cannot be used, as the outcome of a task.

import type { FaultLog } from '#model/fault-log.ts'
import { faultOfArrival } from './fault-of-arrival.ts'
import type { TaskOutcome } from './task.ts'

/** As many as a reply may carry. */
const FAULTS_TOLD = 100

/** `folder`: of the files that came, where it is they that have faults. */
export function faultyOutcome(log: FaultLog, folder?: string): TaskOutcome {
  const kept = log.kept.filter(({ severity }) => severity === 'error')
  const errors = folder === undefined ? kept : kept.map((fault) => faultOfArrival(fault, folder))
  return { kind: 'faulty', faulty: { faults: errors.slice(0, FAULTS_TOLD), errors: log.errorCount } }
}
