// What each disruption of the scenario takes away, and from how many parts.

import type { SparesQuestion } from '#model/spares-question.ts'
import type { SparesReport } from '#model/spares-report.ts'
import type { SparesNetwork } from '../points/spares-network.ts'

export function describeDisruptions(
  { scenario }: SparesQuestion,
  { cutOffs }: SparesNetwork,
): SparesReport['disruptions'] {
  return scenario.disruptions.map(({ disruption, title = '', source = '', stops }) => ({
    disruption,
    title,
    source,
    ...stops,
    partsWithoutNewUnits: cutOffs.filter(({ newUnits }) => newUnits.disruption === disruption).length,
    partsWithoutRepairs: cutOffs.filter(({ repairs }) => repairs.disruption === disruption).length,
  }))
}
