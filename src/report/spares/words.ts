// Figures of the spares report in words: probabilities that never say more than they know, money, months.

import { formatCount, formatNumber } from '#base/format-number.ts'
import {
  type AtLeast,
  type BarRow,
  type Lasting,
  type NextPurchase,
  type PartResult,
  type PoolResult,
  type RunnerUp,
  type SparesReport,
  LEAST_TOLD,
} from '#model/spares-report.ts'
import { floorTo, sayProbability, sayWithError } from '#model/say-probability.ts'
import { joinNames, nameUnit } from '../figures.ts'
import { knownNetwork, knownOnce } from './known-network.ts'
import { readingScale } from '../quantity.ts'

/** A share as it was stated: `95 %`, `99.99999 %`, `0 %`. */
export function sayStated(share: number): string {
  return `${Number((share * 100).toPrecision(STATED_DIGITS))} %`
}

/** As many as survive being multiplied by 100. */
const STATED_DIGITS = 14

/** What more units do for a part: how surely it lasts then, or, where that reads as before or hours are asked for, what it saves. */
export function sayGain(step: NextPurchase, report: Pick<SparesReport, 'scenario'>): string {
  const { survivalBefore, survivalAfter, weightHoursLostBefore: lostBefore, weightHoursLostAfter: lostAfter } = step
  const fewer = `${sayServiceHours(lostBefore - lostAfter, report)} fewer are lost to it`
  const [less, more] = [lostAfter, lostBefore].map((hours) => sayRough(hoursIn(hours, lostBefore, report)))
  const saved = less === more ? fewer : `${fewer}, ${less} instead of ${more}`
  if (isOfHours(report)) return saved
  const before = saySurvival({ survivalAtEnd: survivalBefore, standardError: step.standardErrorBefore })
  const after = saySurvival({ survivalAtEnd: survivalAfter, standardError: step.standardErrorAfter })
  if (before !== after) return `it lasts to the end with ${after} instead of ${before}`
  return lostBefore > lostAfter
    ? `it still lasts to the end with ${after}, but ${saved}`
    : `it still lasts to the end with ${after}`
}

/** Where there is no next purchase. */
export const NOTHING_HELPS = 'Nothing that can be had and has a price helps any more.'

/** `with 77.0 % of that for the money`: what it gains, against what comes first. */
export function sayBehind({ shareOfNext }: RunnerUp): string {
  return shareOfNext >= 0.9995
    ? 'with as much for the money'
    : `with ${sayProbability(shareOfNext)} of that for the money`
}

/** Whom it is for: `NORTH`, `NORTH and SOUTH`. */
export function sayPools({ pools }: NextPurchase): string {
  return joinNames(pools.map(({ pool }) => pool))
}

/**
 * The survival to the end; of a simulated one with twice its standard error: `87.1 ± 0.8 %`, `below 0.9 %`; where some of it wears
 * out `roughly 15.7 %`.
 */
export function saySurvival({
  survivalAtEnd,
  standardError,
  isApproximate,
}: Pick<Lasting, 'survivalAtEnd' | 'standardError' | 'isApproximate'>): string {
  return `${isApproximate ? 'roughly ' : ''}${sayWithError(survivalAtEnd, standardError)}`
}

/** Of a pool; where no unit is in service there is nothing that may fail. */
export function sayPoolSurvival(pool: PoolResult): string {
  return pool.expectedFailures === 0 ? 'none to fail' : saySurvival(pool)
}

/** Whether what was asked is met by what is moved and bought: `met`, `not met`, `met if it comes in time, which is not known`. */
export function sayReached({ isReached, buys }: SparesReport['purchase']): string {
  if (isReached !== null) return isReached ? 'met' : 'not met'
  const waited = [...new Set(buys.flatMap(({ part, arrivesOn }) => (arrivesOn === null ? [part] : [])))]
  if (waited.length === 0) return 'not known to be met'
  return `met if ${joinNames(waited)} ${waited.length === 1 ? 'comes' : 'come'} in time, which nobody can tell`
}

/** The survival of all parts with what is moved and bought. */
export function sayBought({ networkSurvival, networkStandardError, ...marked }: SparesReport['purchase']): string {
  if (networkSurvival === null) return 'not known'
  const isApproximate = marked.isApproximate ? { isApproximate: marked.isApproximate } : {}
  return saySurvival({ survivalAtEnd: networkSurvival, standardError: networkStandardError, ...isApproximate })
}

/** Whose units its figures count too: `with G2`, `with 3 that share its spares`; '' where none do, or another part tells them. */
export function sayShared({ sharesWith = [], reckonedWith }: PartResult): string {
  if (sharesWith.length === 0 || reckonedWith !== undefined) return ''
  return `with ${sharesWith.length <= 2 ? joinNames(sharesWith) : `${formatNumber(sharesWith.length)} that share its spares`}`
}

/** `G2: 1 of the spares on hand and 3 of those to buy are G1 itself`; '' where no other part shares its spares. */
export function sayByItself({ part, sharesWith = [], byItself }: PartResult): string {
  if (byItself === undefined) return ''
  const { onHand, buy } = byItself
  return `${joinNames(sharesWith)}; ${formatNumber(onHand)} of the spares on hand and ${formatNumber(buy)} of those to buy are ${part} itself`
}

/** How its survival is reckoned; '' where it is not. */
export function sayMethod({ method, wearOut }: PartResult): string {
  const approximately = 'approximately, as if what wears out failed at random'
  if (method === undefined) return ''
  if (method === 'approximate') return approximately
  if (method === 'exact') return 'exactly'
  return wearOut ? `by simulation, and ${approximately}` : 'by simulation'
}

/** Between which survivals at the end in nine cases of ten of what rates and plan may be: `12.0 to 86.2 %`; '' where they are known. */
export function sayBand({ band, standardError }: Lasting): string {
  const sayEdge = standardError === 0 ? sayProbability : saySimulatedEdge
  const [low, high] = [sayEdge(band.low.at(-1) ?? 1), sayEdge(band.high.at(-1) ?? 1)]
  return low === high ? '' : `${low.replace(/ %$/, '')} to ${high}`
}

/** It rests on some hundreds of replications, of which none tells a hundredth from nothing. */
function saySimulatedEdge(survival: number): string {
  if (survival < 0.01) return 'below 1 %'
  return survival > 0.99 ? 'above 99 %' : sayProbability(survival)
}

/** Whole units of the currency where that is precise enough. */
export function sayMoney(hundredths: number, currency: string | undefined): string {
  const isSmall = hundredths < 10_000 && hundredths % 100 !== 0
  const amount = isSmall ? (hundredths / 100).toFixed(2) : formatNumber(Math.round(hundredths / 100))
  return `${currency === undefined ? '' : `${currency} `}${amount}`
}

/** What is bought: `14 units for GBP 700`, and that some or all of it has no price. */
export function sayUnitsBought({ buys, cost }: SparesReport['purchase'], currency: string | undefined): string {
  const units = buys.reduce((sum, { quantity }) => sum + quantity, 0)
  const said = formatCount(units, 'unit')
  if (buys.every((row) => row.cost === null))
    return `${said}, ${units === 1 ? 'which' : 'none of which'} has ${units === 1 ? 'no' : 'a'} price`
  const unpriced = buys.some((row) => row.cost === null) ? ', without what has no price' : ''
  return `${said} for ${sayMoney(cost, currency)}${unpriced}`
}

/** An expected number: `0.3`, `12`, `1,204`; never `0` of what may happen. */
export function sayExpected(value: number): string {
  if (value === 0) return '0'
  if (value < 0.05) return 'below 0.1'
  return value < 9.95 ? value.toFixed(1) : formatNumber(Math.round(value))
}

/** A small mean, with as many digits as count: `0.0031`, `0.42`, `7.3`, `1,204`. */
export function sayFew(value: number, digits = 2): string {
  if (value === 0) return '0'
  if (value < 1e-6) return 'below 0.000001'
  return value < 9.95 ? String(Number(value.toPrecision(digits))) : formatNumber(Math.round(value))
}

export function sayMonths(months: number): string {
  if (months < 1) return 'under a month'
  if (months >= 24) return `${(Math.floor(months / 1.2) / 10).toFixed(1)} years`
  const whole = Math.floor(months)
  return whole === 1 ? '1 month' : `${whole} months`
}

/** `to the end`, `until 2024-03-02`, `not even the first step`. */
export function sayUntil({ lastsToEnd, lastsUntil }: AtLeast): string {
  if (lastsToEnd) return 'to the end'
  return lastsUntil === null ? 'not even the first step' : `until ${lastsUntil}`
}

/** The day by which it is swapped out, within the days reckoned. */
export const saySwappedOut = (recoveredOn: string | undefined): string => recoveredOn ?? 'not by the end'

const ASKED_OF = { part: 'each part', vendor: 'the parts of each vendor', network: 'all parts together' } as const

export function sayTarget(report: Pick<SparesReport, 'scenario'>): string {
  const { survival, weightHoursLost = 0, per } = report.scenario.target
  return survival === undefined
    ? `${ASKED_OF[per]} to lose at most ${sayWholeHours(weightHoursLost, report)} of service to the end`
    : `${ASKED_OF[per]} to survive to the end with ${sayStated(survival)}`
}

/** Whether hours lost are asked about, and not survival. */
export const isOfHours = ({ scenario }: Pick<SparesReport, 'scenario'>): boolean =>
  scenario.target.weightHoursLost !== undefined

/** What service is weighed in. */
const WEIGHT_UNITS: Readonly<Record<string, string>> = {
  sites: 'sites',
  traffic: 'kbit/s',
  premises: 'premises',
  subscribers: 'subscribers',
}

export const weightUnitOf = ({ scenario: { weight } }: Pick<SparesReport, 'scenario'>): string =>
  WEIGHT_UNITS[weight] ?? weight

/** `1,200 site-hours`: what is expected is told in three figures everywhere, so that the same reads the same. */
export function sayServiceHours(hours: number, report: Pick<SparesReport, 'scenario'>): string {
  return sayHoursBy(sayRough, hours, report)
}

/** What counts more than once is worth a word where it is more than this share of all. */
const COUNTS_TWICE = 0.01

/** `, part by part; 800 where a site counts once, however many parts it is short of`; '' where that is about the same. */
export function sayOnce(report: Pick<SparesReport, 'scenario' | 'network' | 'eachSiteOnce'>): string {
  const [added, once] = [knownNetwork(report).weightHoursLost, knownOnce(report).weightHoursLost]
  return added - once <= COUNTS_TWICE * added
    ? ''
    : `, part by part; ${sayRough(hoursIn(once, added, report))} where a site counts once, however many parts it is short of`
}

/** `1,204 site-hours`: what is asked, and what is held against it. */
export function sayWholeHours(hours: number, report: Pick<SparesReport, 'scenario'>): string {
  return sayHoursBy(sayExpected, hours, report)
}

function sayHoursBy(say: (amount: number) => string, hours: number, report: Pick<SparesReport, 'scenario'>): string {
  const { unit, divisor } = readingScale(weightUnitOf(report), hours)
  return `${say(hours / divisor)} ${nameUnit(1, unit)}-hours`
}

/** An expected number in three figures. */
export const sayRough = (value: number): string => sayExpected(Number(value.toPrecision(3)))

/** As many, in the unit in which others are told. */
export function hoursIn(hours: number, others: number, report: Pick<SparesReport, 'scenario'>): number {
  return hours / readingScale(weightUnitOf(report), others).divisor
}

const BARRED = { bought: 'units bought now', held: 'units held by now', both: 'all units' } as const

/** `perhaps all units from 2026-06-01 to 2027-01-01`. */
export function sayBar({ of, from, until, answer }: BarRow): string {
  const days = until === undefined ? `from ${from}` : `from ${from} to ${until}`
  return `${answer === 'yes' ? '' : 'perhaps '}${BARRED[of]} ${days}`
}

/** `200 units of 3 parts in 17 elements; of 2 elements 0 are stated in units.csv`, `no units: units.csv states none of 2 elements`. */
export function sayUnits({ units, parts, elementsWithUnits, elementsOfNoUnits }: SparesReport['coverage']): string {
  if (units === 0)
    return elementsOfNoUnits === 0
      ? 'no units'
      : `no units: units.csv states none of ${formatCount(elementsOfNoUnits, 'element')}`
  const none =
    elementsOfNoUnits === 0 ? '' : `; of ${formatCount(elementsOfNoUnits, 'element')} 0 are stated in units.csv`
  return `${formatCount(units, 'unit')} of ${formatCount(parts, 'part')} in ${formatCount(elementsWithUnits, 'element')}${none}`
}

/** What fails it first, stated whole: parts that do not last to the end as surely as is told, the shortest lasting first. */
export function partsThatFallShort(report: SparesReport): SparesReport['parts'] {
  const survivalOf = (part: SparesReport['parts'][number]): number => part.lasting?.survivalAtEnd ?? 1
  return report.parts
    .filter((part) => survivalOf(part) < report.scenario.probability)
    .sort(
      (left, right) => left.lasting!.coverMonths - right.lasting!.coverMonths || survivalOf(left) - survivalOf(right),
    )
}

/** How far apart the exact tier and the simulation are; undefined where there was nothing to hold against each other. */
export function sayCrossCheck({ crossCheck }: SparesReport): string | undefined {
  const { points, rootMeanSquare, largest } = crossCheck
  if (points === 0) return undefined
  return `Reckoned exactly and simulated too: ${formatCount(points, 'point')}, ${rootMeanSquare.toFixed(1)} standard errors apart as a rule, ${largest.toFixed(1)} at most.`
}

/** How many of so many simulated futures: `33.0 %`; where it was in none or in all of them, what that still leaves likely. */
export function sayShareOf(share: number, replications: number): string {
  const unseen = Math.ceil((NOT_SEEN / replications) * 1e4) / 100
  if (share * replications < 1) return `below ${unseen} %`
  if (share === 1) return `above ${(100 - unseen).toFixed(2)} %`
  if (share < LEAST_TOLD) return `${Number((share * 100).toPrecision(1))} %`
  return share > 0.99 ? `${floorTo(share * 100, 2)} %` : `${(share * 100).toFixed(1)} %`
}

/**
 * What happens more often than in this many of all replications is not missed by all of them in 95 of 100 cases: the rule of
 * three (Hanley and Lippman-Hand, "If nothing goes wrong, is everything all right?", 1983).
 */
const NOT_SEEN = 3
