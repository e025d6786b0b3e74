// What is told of how a part wears out: the age of its units, and the hours they serve.

import type { WearOut } from '#model/spares-report.ts'
import { ageingOf } from '../points/make-points.ts'
import { isEverServing } from './in-service.ts'
import type { NamedPoints } from '../points/make-points.ts'
import type { SparesNetwork } from '../points/spares-network.ts'
import { HOURS_A_DAY, slip } from '../points/step-calendar.ts'

const DAYS_A_YEAR = 365.25

/** Units of this part alone, in whatever pool; undefined where it does not wear out. */
export function describeWear(network: SparesNetwork, part: number, planSlipMonths: number): WearOut | undefined {
  const { calendar, units } = network
  const ageing = ageingOf(network, part)
  if (!ageing) return undefined
  let [unitHours, unitsByAge, unitsAtMeanRate, yearsOfAll] = [0, 0, 0, 0]
  for (const record of recordsOf(network, part)) {
    const begin = Math.max(units.serviceFrom[record]!, calendar.from)
    const end = Math.min(slip(units.serviceUntil[record]!, calendar, planSlipMonths), calendar.lastDay + 1)
    if (begin >= end) continue
    const [quantity, installed] = [units.quantity[record]!, units.installedFrom[record]!]
    unitHours += quantity * (end - begin) * HOURS_A_DAY
    if (ageing.ratiosOf(installed) === undefined) unitsAtMeanRate += quantity
    else {
      unitsByAge += quantity
      yearsOfAll += (quantity * Math.max(0, begin - installed)) / DAYS_A_YEAR
    }
  }
  const meanAgeYears = unitsByAge === 0 ? {} : { meanAgeYears: yearsOfAll / unitsByAge }
  return { shape: network.parts[part]!.weibullShape, unitHours, unitsByAge, unitsAtMeanRate, ...meanAgeYears }
}

function* recordsOf({ units }: SparesNetwork, part: number): Iterable<number> {
  for (let point = 0; point < units.pointCount; point++)
    if (units.partOf[point] === part)
      for (let record = units.start[point]!; record < units.start[point + 1]!; record++) yield record
}

/** Whether what fails of it, or of what shares its spares, comes by age: no Poisson failures then. */
export function isWearing(network: SparesNetwork, part: number): boolean {
  const { families } = network
  return families.membersOf.get(families.headOf[part]!)!.some((member) => ageingOf(network, member) !== undefined)
}

/** Whether a survival of it is one of failures that are reckoned as by chance, and come by age. */
function isApproximateByWear(network: SparesNetwork, named: NamedPoints, head: number): boolean {
  return isWearing(network, head) && isEverServing(named, named.byPart.get(head) ?? [])
}

/** The mark of what is told of some parts together. */
export function markWear(
  network: SparesNetwork,
  named: NamedPoints,
  heads: readonly number[],
): { readonly isApproximate?: true } {
  return heads.some((head) => isApproximateByWear(network, named, head)) ? { isApproximate: true } : {}
}
