// What the simulation of all points together says: beside the survival that is reckoned by conditioning, what conditioning
// does not give: how bad it may get, and which part runs out first.

import type { JointOutcome, JointReport, Lasting, VendorLasting, WeakestPart } from '#model/spares-report.ts'
import type { NamedPoints } from '../points/make-points.ts'
import type { SparesNetwork } from '../points/spares-network.ts'
import {
  jointLossOf,
  jointSurvivalOf,
  type JointTally,
  lossExceededBy,
  replicationsOf,
  runOutOf,
} from '../simulation/joint-tally.ts'
import { groupJointly } from './ask-jointly.ts'
import type { ReportTimes } from './report-times.ts'
import { standardErrorsApart } from './standard-errors-apart.ts'

/** Each twentieth of the replications, and the worst hundredth. */
const SHARES = [...Array.from({ length: 19 }, (_, index) => (index + 1) / 20), 0.99]

export function describeJointly(
  network: SparesNetwork,
  named: NamedPoints,
  reckoned: { readonly network: Lasting; readonly vendors: readonly VendorLasting[] },
  tally: JointTally,
  times: ReportTimes,
): JointReport {
  const groups = groupJointly(network, named)
  const describe = (group: number, lasting: Lasting): JointOutcome => describeOutcome(tally, group, lasting, times)
  return {
    replications: replicationsOf(tally),
    network: describe(groups.network, reckoned.network),
    vendors: reckoned.vendors.flatMap(({ vendor, name, lasting }) => {
      const group = groups.ofVendor.get(vendor)
      return group === undefined ? [] : [{ vendor, name, outcome: describe(group, lasting) }]
    }),
    weakest: listWeakest(network, groups.ofPart, tally),
  }
}

function describeOutcome(tally: JointTally, group: number, lasting: Lasting, times: ReportTimes): JointOutcome {
  const { survival, standardError } = jointSurvivalOf(tally, group)
  const loss = jointLossOf(tally, group)
  const onDays = Array.from(times.steps, (step) => survival[step]!)
  return {
    survival: onDays,
    survivalAtEnd: survival.at(-1)!,
    standardError,
    reckoned: lasting.survivalAtEnd,
    reckonedError: lasting.standardError,
    apart: mostApart(onDays, lasting, replicationsOf(tally)),
    weightHoursLost: loss.mean,
    weightHoursError: loss.standardError,
    weightHoursReckoned: lasting.weightHoursLost,
    lossQuantiles: SHARES.map((share) => ({ share, weightHours: lossExceededBy(tally, group, 1 - share) })),
  }
}

/** On the day on which they are farthest apart. */
function mostApart(simulated: readonly number[], lasting: Lasting, replications: number): number {
  return Math.max(
    ...simulated.map((survival, day) => {
      const reckoned = { survival: lasting.survival[day]!, error: lasting.standardErrors[day]! }
      return standardErrorsApart(survival, replications, reckoned)
    }),
  )
}

function listWeakest(
  { parts }: SparesNetwork,
  groupOfPart: ReadonlyMap<number, number>,
  tally: JointTally,
): WeakestPart[] {
  return [...groupOfPart]
    .map(([part, group]) => ({ part: parts[part]!.part, ...runOutOf(tally, group) }))
    .filter(({ ever }) => ever > 0)
    .sort((left, right) => right.first - left.first || right.ever - left.ever)
}
