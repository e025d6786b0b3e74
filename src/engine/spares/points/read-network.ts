// From the rows of a workspace and a scenario to the network the spares are reckoned for.

import type { CivilDay } from '#base/calendar.ts'
import { formatNumber } from '#base/format-number.ts'
import type { Estate } from '#model/estate.ts'
import { dateAt } from '#model/fact-table.ts'
import type { SparesQuestion } from '#model/spares-question.ts'
import { SelectorMatcher } from '../../estate/index.ts'
import type { VendorBook } from '../../vendors/index.ts'
import { type AskBars, askBars, NO_BARS } from './barred.ts'
import { closingDepots } from './closing-depots.ts'
import { type CutOffs, CutOffVendors, cutOffsOf } from './cut-offs.ts'
import { type FailureRate, updateRate } from './failure-rate.ts'
import { type FieldUsage, sumUsage } from './field-usage.ts'
import type { SparesNetwork } from './spares-network.ts'
import { placesOfSites } from './depot-service.ts'
import { concernedBy, findFamilies } from './families.ts'
import { Owners } from './owners.ts'
import { readLateralSupply } from './lateral-supply.ts'
import { forEachRow, Pools } from './pools.ts'
import { fillShelves } from './shelf.ts'
import { readSpareParts, type SparePart } from './spare-parts.ts'
import { SiteWeights } from './site-weights.ts'
import type { Stated } from './stated.ts'
import { readSupplyToday } from './supply-today.ts'
import { createStepCalendar } from './step-calendar.ts'
import { recordUnits } from './unit-records.ts'

const DAYS_A_STEP = 7

export function readNetwork(
  question: SparesQuestion,
  estate: Estate,
  book: VendorBook,
  ask: AskBars = NO_BARS,
): SparesNetwork {
  const { facts, scenario, from } = question
  const calendar = createStepCalendar(from, question.until, scenario.stepDays ?? DAYS_A_STEP)
  const owners = new Owners(question.operator, book, from)
  const pools = new Pools(facts, owners)
  const parts = readSpareParts({ facts, scenario, currency: question.currency, book, on: from })
  const partIndex = new Map(parts.map(({ part }, index) => [part, index]))
  const weights = new SiteWeights(estate, scenario.weight ?? 'sites')
  const units = recordUnits({
    estate,
    pools,
    partIndex,
    weights,
    from,
    until: calendar.until,
    since: firstUsage(facts, from),
  })
  const vendors = new CutOffVendors(book)
  const cutOffs = parts.map((part) => cutOffsOf(part, scenario, vendors))
  const poolIndex = new Map(pools.pools.map(({ pool }, index) => [pool, index]))
  const ofShelves = {
    facts,
    scenario,
    from,
    until: calendar.lastDay + 1,
    inventoryDate: question.inventoryDate,
    parts,
    partIndex,
    pools,
    cutOffs,
    vendors,
    owners,
  }
  const usage = sumUsage({ facts, before: from, units, partIndex, poolIndex })
  const rates = parts.map((part, index) => rateAfter(part, usage.ofPart.get(index)))
  const families = findFamilies({
    facts,
    estate,
    matcher: new SelectorMatcher(estate, book),
    units,
    calendar,
    partIndex,
    partCount: parts.length,
    isAlike: (part, other) => isSuppliedAlike(parts, cutOffs, part, other),
    rateOf: (part) => rates[part]?.value.failuresPerUnitHour,
  })
  return {
    calendar,
    parts,
    rates,
    noFaultShares: Array.from(families.headOf, (head) => noFaultShareOf(families.membersOf.get(head)!, usage.ofPart)),
    usage,
    cutOffs,
    families,
    bars: askBars(ask, parts, families),
    pools,
    closing: closingDepots(pools, scenario, vendors, calendar.lastDay + 1),
    lateralSupply: readLateralSupply(pools, scenario),
    only: question.only === undefined ? undefined : concernedBy(families, partIndex.get(question.only)!),
    units,
    weights,
    places: placesOfSites(facts, estate),
    shelves: fillShelves(ofShelves),
    today: readSupplyToday(ofShelves),
  }
}

/** Whether what fails of two parts is made good in the same way, as long, and by whom is cut off on the same days. */
function isSuppliedAlike(
  parts: readonly SparePart[],
  cutOffs: readonly CutOffs[],
  part: number,
  other: number,
): boolean {
  const [left, right] = [parts[part]!, parts[other]!]
  const isSame = (key: 'repairYield' | 'repairDays'): boolean => left[key]?.value === right[key]?.value
  const [one, two] = [cutOffs[part]!, cutOffs[other]!]
  return (
    isSame('repairYield') &&
    isSame('repairDays') &&
    one.repairs.from === two.repairs.from &&
    one.newUnits.from === two.newUnits.from &&
    one.losesRepairs === two.losesRepairs
  )
}

/** Of what came back, the share nothing was wrong with: of those that share their spares, and their repair, together. */
function noFaultShareOf(family: readonly number[], usage: ReadonlyMap<number, FieldUsage>): number {
  const ofFamily = family.flatMap((part) => usage.get(part) ?? [])
  const returns = ofFamily.reduce((sum, one) => sum + one.returns, 0)
  return returns > 0 ? ofFamily.reduce((sum, one) => sum + one.noFaultFound, 0) / returns : 0
}

/** The first day of all usage, or the first day reckoned. */
function firstUsage(facts: SparesQuestion['facts'], from: CivilDay): CivilDay {
  let first = from
  forEachRow(facts, 'usage', (table, row) => {
    first = Math.min(first, dateAt(table, 'from', row)?.earliest ?? from)
  })
  return first
}

/** The rate of a part after what the field said of it. */
function rateAfter({ rate }: SparePart, usage: FieldUsage | undefined): Stated<FailureRate> | undefined {
  // What is exactly known learns nothing.
  if (!usage || rate?.value.shape === Number.POSITIVE_INFINITY) return rate
  const value = updateRate(rate?.value, { failures: usage.draws, unitHours: usage.unitHours })
  const rows = `${formatNumber(usage.draws)} issued in ${formatNumber(Math.round(usage.unitHours))} unit hours (usage.csv)`
  const words = rate ? `${rate.source.words}, then ${rows}` : rows
  return { value, source: { kind: 'usage', words } }
}
