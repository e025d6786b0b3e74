// What each disruption of the scenario takes away, from how many parts, and from how many of them no other does.

import type { SparesQuestion } from '#model/spares-question.ts'
import type { SparesReport } from '#model/spares-report.ts'
import type { CutOff } from '../points/cut-offs.ts'
import { isRepaired } from '../points/spare-parts.ts'
import type { SparesNetwork } from '../points/spares-network.ts'

export function describeDisruptions(
  { scenario }: SparesQuestion,
  { cutOffs, parts }: SparesNetwork,
): SparesReport['disruptions'] {
  const newUnits = countReach(cutOffs.map((part) => part.newUnits))
  // What nobody repairs loses nothing when repairs stop.
  const repaired = cutOffs.filter((_, part) => isRepaired(parts[part]!))
  const repairs = countReach(repaired.map((part) => part.repairs))
  return scenario.disruptions.map(({ disruption, title = '', source = '', stops }) => ({
    disruption,
    title,
    source,
    ...stops,
    partsWithoutNewUnits: newUnits.reached.get(disruption) ?? 0,
    partsWithoutNewUnitsByItAlone: newUnits.alone.get(disruption) ?? 0,
    partsWithoutRepairs: repairs.reached.get(disruption) ?? 0,
    partsWithoutRepairsByItAlone: repairs.alone.get(disruption) ?? 0,
  }))
}

/** By disruption. */
interface Reach {
  readonly reached: ReadonlyMap<string, number>
  readonly alone: ReadonlyMap<string, number>
}

function countReach(cutOffs: readonly CutOff[]): Reach {
  const reached = new Map<string, number>()
  const alone = new Map<string, number>()
  const countIn = (counts: Map<string, number>, disruption: string): Map<string, number> =>
    counts.set(disruption, (counts.get(disruption) ?? 0) + 1)
  for (const { reachedBy } of cutOffs) {
    for (const disruption of reachedBy) countIn(reached, disruption)
    if (reachedBy.length === 1) countIn(alone, reachedBy[0]!)
  }
  return { reached, alone }
}
