// Which points are wrong together about how often they fail, and by how much: one Gamma distributed factor for each group.
//
// Parts with a rate of their own are a group each; those of one assumption of the scenario share its error. Of parts that share
// their spares failures add up: streams at rates m of weights w, each off by its own factor of variance 1 / shape. Their sum is
// off by a factor of mean 1 and variance sum((sum of w over a group)^2 / its shape) / (sum of w)^2, for what is of one group is
// off together, and the rest independently. A Gamma distribution of this variance stands for it.

import type { PointName } from './point-name.ts'
import type { SparesNetwork } from './spares-network.ts'
import { slip } from './step-calendar.ts'

/** By how much the plan may be late, and how likely. */
interface LikelySlip {
  readonly months: number
  readonly probability: number
}

export interface RateGroups {
  /** By point. */
  readonly groupOf: Uint32Array
  /** By group; Infinity: exactly known. */
  readonly shapes: readonly number[]
  /** By group: the same whatever else stands in the network. */
  readonly names: readonly string[]
}

/** Mixed points of a family that vary by no less than this share of what another does are taken to vary as that one does. */
const AS_MUCH = 0.9

/** `recordsOf`: where the units of a point stand, part by part of its family; `slips`: what may become of the plan. */
export function groupRates(
  network: SparesNetwork,
  points: readonly PointName[],
  recordsOf: (name: PointName) => readonly number[],
  slips: readonly LikelySlip[],
): RateGroups {
  const { families, parts } = network
  const ofParts = groupParts(network)
  const [shapes, names] = [[...ofParts.shapes], [...ofParts.names]]
  const groupOf = Uint32Array.from(points, ({ part }) => ofParts.groupOf[part]!)
  const mixedOf = new Map<number, Mixed[]>()
  for (const [point, name] of points.entries()) {
    if (families.membersOf.get(name.part)!.length === 1) continue
    const failures = failuresByGroup(network, recordsOf(name), ofParts.groupOf, slips)
    const variance = varianceOfSum(failures, shapes)
    const [first] = failures.keys()
    if (failures.size === 1 || (variance === 0 && first !== undefined)) groupOf[point] = first!
    else if (failures.size > 1) {
      const known = mixedOf.get(name.part)
      if (known) known.push({ point, variance })
      else mixedOf.set(name.part, [{ point, variance }])
    }
  }
  for (const [head, mixed] of mixedOf) {
    const members = families.membersOf.get(head)!.map((part) => parts[part]!.part)
    for (const [place, alike] of bandTogether(mixed).entries()) {
      for (const { point } of alike) groupOf[point] = shapes.length
      shapes.push(1 / alike[0]!.variance)
      names.push(`of parts ${members.join(' and ')}, mixed ${place}`)
    }
  }
  return { groupOf, shapes, names }
}

/** A point of parts of several groups, and the variance of the factor of their sum. */
interface Mixed {
  readonly point: number
  readonly variance: number
}

/** Those that vary about as much, the most first: all of them are then taken to vary as the first, and together. */
function bandTogether(mixed: readonly Mixed[]): Mixed[][] {
  const bands: Mixed[][] = []
  for (const one of mixed.toSorted((left, right) => right.variance - left.variance || left.point - right.point)) {
    const band = bands.at(-1)
    if (band && one.variance >= AS_MUCH * AS_MUCH * band[0]!.variance) band.push(one)
    else bands.push([one])
  }
  return bands
}

const VARIANCE_DIGITS = 9

function varianceOfSum(failures: ReadonlyMap<number, number>, shapes: readonly number[]): number {
  let [total, squares] = [0, 0]
  for (const [group, expected] of failures) {
    total += expected
    squares += (expected * expected) / shapes[group]!
  }
  // Digits that mean nothing must not tell points apart.
  return total === 0 ? 0 : Number((squares / (total * total)).toPrecision(VARIANCE_DIGITS))
}

/** By group, failures expected over all the days reckoned, at mean rates and on average of how late the plan may be; none of none. */
function failuresByGroup(
  { units, rates, calendar }: SparesNetwork,
  records: readonly number[],
  groupOf: readonly number[],
  slips: readonly LikelySlip[],
): ReadonlyMap<number, number> {
  const failures = new Map<number, number>()
  for (const ofPart of records) {
    const part = units.partOf[ofPart]!
    let unitDays = 0
    for (let record = units.start[ofPart]!; record < units.start[ofPart + 1]!; record++)
      for (const { months, probability } of slips) {
        const until = Math.min(slip(units.serviceUntil[record]!, calendar, months), calendar.lastDay + 1)
        const days = Math.max(0, until - Math.max(units.serviceFrom[record]!, calendar.from))
        unitDays += probability * units.quantity[record]! * days
      }
    const expected = unitDays * (rates[part]?.value.failuresPerUnitHour ?? 0)
    if (expected > 0) failures.set(groupOf[part]!, (failures.get(groupOf[part]!) ?? 0) + expected)
  }
  return failures
}

/** By part, its group. */
function groupParts({ rates, parts }: SparesNetwork): { groupOf: number[]; shapes: number[]; names: string[] } {
  const shapes: number[] = []
  const names: string[] = []
  const ofAssumption = new Map<string, number>()
  const groupOf = rates.map((rate, part) => {
    if (!rate) return 0
    // Its words name the class it stands under, and who says so; how sure that is may be said of another class.
    const assumption = rate.source.kind === 'class' ? `${rate.source.words}, shape ${rate.value.shape}` : undefined
    const known = assumption === undefined ? undefined : ofAssumption.get(assumption)
    if (known !== undefined) return known
    if (assumption !== undefined) ofAssumption.set(assumption, shapes.length)
    names.push(assumption === undefined ? `of part ${parts[part]!.part}` : `of class ${assumption}`)
    return shapes.push(rate.value.shape) - 1
  })
  return { groupOf, shapes, names }
}
