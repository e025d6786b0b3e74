// How often a unit of the part fails, and how many failures its units make.

import { formatCount, formatNumber } from '#base/format-number.ts'
import { HOURS_OF_A_FIT } from '#model/failures-fit.ts'
import type { PartResult, WearOut } from '#model/spares-report.ts'
import { head, type Page, round, say } from './explain-page.ts'
import { expectedFailures } from './part-sums.ts'
import { sayExpected, sayFew } from './words.ts'

const HOURS_A_YEAR = 8766

export function explainRate(page: Page, number: string): void {
  const { failuresFit, rateVariation, notReckoned } = page.part
  head(page, number, 'How often a unit fails')
  if (!failuresFit) return say(page, notReckoned ?? 'Nobody knows.')
  if (failuresFit.value === 0) return say(page, `Never: ${failuresFit.source}.`)
  const perYear = (failuresFit.value * HOURS_A_YEAR) / HOURS_OF_A_FIT
  const often =
    perYear < OFTEN
      ? `one unit of ${formatNumber(Math.round(1 / perYear))} a year`
      : `${sayFew(perYear)} a year of each unit`
  say(
    page,
    `${formatNumber(round(failuresFit.value, 1))} failures in 10^9 hours, which is ${often}: ${failuresFit.source}.`,
  )
  say(
    page,
    rateVariation === 0 || rateVariation === undefined
      ? 'Taken as exactly known.'
      : `Give or take ${formatNumber(round(rateVariation * 100, 1))} % of it (standard deviation of a Gamma distribution of shape ${formatNumber(round(1 / rateVariation ** 2, 1))}), for all pools alike.`,
  )
}

/** Failures a year of one unit, above which nobody counts the units to one of them. */
const OFTEN = 0.1

export function explainUnits(page: Page, number: string): void {
  const { part, reckoned } = page
  head(page, number, 'How many failures that makes')
  if (reckoned.pools.length === 0) return say(page, 'None: no unit of it is in service, and none in stock.')
  if (reckoned.lasting === undefined && reckoned.notReckoned === undefined)
    return say(page, 'None: no unit of it is in service.')
  const total = sayExpected(expectedFailures(reckoned))
  if (part.wearOut) for (const sentence of sayWearOut(part.wearOut, part)) say(page, sentence)
  say(
    page,
    part.sharesWith === undefined
      ? `${part.wearOut ? 'By their age' : sayUnitHours(page)}: ${total} failures.`
      : `${total} failures to the last day${whichPlan(page)}, of all that share these spares, each at its own rate.`,
  )
  say(
    page,
    reckoned.recoveredOn === undefined
      ? sayUnits(page)
      : `The last of them is out of service by ${reckoned.recoveredOn}${page.report.scenario.futures === 1 ? '' : ', be the plan as late as it may'}.`,
  )
}

/** What is in service at both ends of the time, where some is to the last day. */
function sayUnits({ report, reckoned: { pools } }: Page): string {
  const first = pools.reduce((sum, { unitsFirst }) => sum + unitsFirst, 0)
  const last = pools.reduce((sum, { unitsLast }) => sum + unitsLast, 0)
  const plan = report.scenario.futures === 1 ? '' : ', as the plan stands'
  return first === last
    ? `${formatCount(first, 'unit')} in service at first, and as many on the last day${plan}.`
    : `${formatCount(first, 'unit')} in service at first, ${formatNumber(last)} on the last day${plan}.`
}

const whichPlan = ({ report: { scenario } }: Page): string =>
  scenario.futures === 1 ? ', as the plan stands' : ', on the average of how late the plan may be'

function sayUnitHours(page: Page): string {
  const { failuresFit } = page.part
  const failures = expectedFailures(page.reckoned)
  const unitHours = failuresFit?.value ? (failures / failuresFit.value) * HOURS_OF_A_FIT : 0
  return `${formatNumber(Math.round(unitHours))} unit hours to the last day${whichPlan(page)}, times the rate`
}

/** Of this part alone, whoever shares its spares. */
function sayWearOut(
  { shape, unitHours, unitsByAge, unitsAtMeanRate, meanAgeYears }: WearOut,
  part: PartResult,
): string[] {
  const atMean = sayExpected((unitHours * (part.failuresFit?.value ?? 0)) / HOURS_OF_A_FIT)
  return [
    `It wears out: lives are Weibull distributed with shape ${formatNumber(round(shape, 2))}, and the rate is the mean over a life.`,
    `${formatNumber(Math.round(unitHours))} unit hours to the last day, as the plan stands, would at that rate be ${atMean} failures.`,
    ...(meanAgeYears === undefined
      ? []
      : [
          `${formatCount(unitsByAge, 'unit')}, ${formatNumber(round(meanAgeYears, 1))} years old on average on the first day, or on the day they come: reckoned by age.`,
        ]),
    ...(unitsAtMeanRate === 0
      ? []
      : [
          `${formatCount(unitsAtMeanRate, 'unit')} at that rate, for nobody knows when they were installed, or hardly any of so long ago would be left.`,
        ]),
  ]
}
