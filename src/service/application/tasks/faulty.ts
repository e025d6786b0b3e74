// Input that cannot be used, as the outcome of a task.

import type { FaultLog } from '#model/fault-log.ts'
import { type ArrivalPlaces, faultOfArrival } from './fault-of-arrival.ts'
import type { TaskOutcome } from './task.ts'

/** As many as a reply may carry. */
const FAULTS_TOLD = 100

/** `places`: where it is files that came that have faults. */
export function faultyOutcome(log: FaultLog, places?: ArrivalPlaces): TaskOutcome {
  const kept = log.kept.filter(({ severity }) => severity === 'error')
  const errors = places === undefined ? kept : kept.map((fault) => faultOfArrival(fault, places))
  return { kind: 'faulty', faulty: { faults: errors.slice(0, FAULTS_TOLD), errors: log.errorCount } }
}
