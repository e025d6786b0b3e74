// What nobody stated of a part, and what is taken instead, and what is stated and not reckoned with: each said once, with its parts.

import { formatDay } from '#base/calendar.ts'
import { formatNumber } from '#base/format-number.ts'
import type { SparesReport } from '#model/spares-report.ts'
import { poissonAtMost } from '../chance/poisson.ts'
import type { SparesNetwork } from '../points/spares-network.ts'
import { shelfKey } from '../points/shelf.ts'
import { type SparePart, VARIATION_OF_PREDICTIONS } from '../points/spare-parts.ts'
import type { Source, Stated } from '../points/stated.ts'
import { assumeApart } from './stand-ins.ts'

type Assumption = SparesReport['assumptions'][number]

export function listAssumptions(network: SparesNetwork): Assumption[] {
  const { parts, rates } = network
  const found = new Map<string, string[]>()
  const tell = (what: string, part: SparePart): void => {
    const names = found.get(what)
    if (names) names.push(part.part)
    else found.set(what, [part.part])
  }
  for (const [index, part] of parts.entries()) {
    const rate = rates[index]
    if (!rate) tell('no failure rate: not reckoned', part)
    else if (rate.source.kind === 'class') tell(`failure rate of ${rate.source.words}`, part)
    if (rate?.value.failuresPerUnitHour === 0)
      tell(
        'a failure rate of 0: taken never to fail; state how often it does, or over how many hours none was seen to',
        part,
      )
    for (const what of sayUsage(network, index)) tell(what, part)
    if (rate && rate.value.failuresPerUnitHour > 0 && part.isSpreadAssumed) tell(sayAssumedSpread(rate.source), part)
    if (part.weibullShape !== 1)
      tell(
        'it wears out: taken to fail at random as often as places renew their units, which is an approximation; units whose day of installation nobody knows, at the mean rate',
        part,
      )
    for (const [what, stated, otherwise] of statedOf(part)) {
      if (stated?.source.kind === 'class') tell(`${what} of ${stated.source.words}`, part)
      else if (!stated && otherwise !== '') tell(otherwise, part)
    }
    if (liesInClosing(network, index))
      tell('some of the operator’s own lies in a depot of a vendor that is cut off: taken to be fetched before', part)
    if (part.maker.kind !== 'resolved') tell('its maker is not known: taken as cut off with anybody', part)
  }
  for (const { what, part } of assumeApart(network)) tell(what, parts[part]!)
  return [...found].map(([what, names]) => ({ what, parts: names }))
}

/** What was issued, and changes nothing. */
function sayUsage({ usage, parts, calendar }: SparesNetwork, part: number): string[] {
  const unused = (usage.unused.get(part) ?? []).map(({ why, rows, place }) => {
    const which = rows === 1 ? place : `${place} and ${formatNumber(rows - 1)} more of its rows`
    return `${which}: ${UNUSED_WORDS[why].replace('FIRST_DAY', formatDay(calendar.from))}`
  })
  const [known, rate] = [usage.ofPart.get(part), parts[part]!.rate?.value]
  if (!known || rate?.shape !== Number.POSITIVE_INFINITY) return unused
  const { draws, unitHours, rows, place } = known
  const expected = unitHours * rate.failuresPerUnitHour
  const counted = `${place}${rows === 1 ? '' : ` and ${formatNumber(rows - 1)} more of its rows`}: ${formatNumber(draws)} issued in ${formatNumber(Math.round(unitHours))} unit hours, where its failure rate says ${sayCount(expected)}`
  return [
    ...unused,
    isUnlikely(draws, expected)
      ? `${counted}, which contradicts it; not counted, for that rate is stated as exactly known (rateUncertainty: 0): state in the scenario how uncertain it is`
      : `${counted}; not counted, for that rate is stated as exactly known (rateUncertainty: 0)`,
  ]
}

const UNUSED_WORDS = {
  'ends too late':
    'not counted, for it ends on FIRST_DAY or later: end it before the first day reckoned, or reckon from a later one',
  'no hours': 'not counted, for no unit of it was in service then: state unitHours',
  'hours of 0': 'not counted, for its unitHours are 0: state over how many hours in service that was',
  'too many':
    'not counted, for with so few units in service each would have failed every six weeks or oftener: state unitHours, or the units there were',
  'no number': 'not counted, for nobody knows how many were issued or came back',
} as const

/** So many, or so few, would come about less often than once in a hundred times. */
function isUnlikely(draws: number, expected: number): boolean {
  return (
    Math.min(poissonAtMost(Math.floor(draws), expected), 1 - poissonAtMost(Math.ceil(draws) - 1, expected)) < 0.01 / 2
  )
}

const sayCount = (count: number): string => (count < 10 ? count.toFixed(1) : formatNumber(Math.round(count)))

/** What was issued makes a rate surer than it was taken to be. */
function sayAssumedSpread({ kind }: Source): string {
  const spread = `nobody says how sure the failure rate is: give or take ${VARIATION_OF_PREDICTIONS * 100} % of it`
  return kind === 'usage' ? `${spread}, before what was issued is counted` : spread
}

function liesInClosing({ pools, shelves, closing }: SparesNetwork, part: number): boolean {
  return pools.pools.some((_, pool) => {
    const shelf = shelves.get(shelfKey(pools, part, pool))
    if (shelf === undefined) return false
    return [...shelf.ownAt.keys(), ...shelf.ownDueAt].some((depot) => closing.has(depot))
  })
}

function statedOf(part: SparePart): [what: string, stated: Stated<unknown> | undefined, otherwise: string][] {
  const { repairYield, repairDays, harvestYield } = part
  const isHarvested = harvestYield !== undefined && harvestYield.value > 0
  const isRepaired = repairYield !== undefined && repairYield.value > 0
  return [
    ['price', part.price, 'no price, or none in the currency: what it costs is in no sum'],
    [
      'lead time',
      part.leadTimeDays,
      'no lead time: whether what is bought comes in time is not known; reckoned as if it came at once',
    ],
    ['repair yield', repairYield, 'nobody says whether it is repaired: taken as not repaired'],
    ['repair time', repairDays, isRepaired ? 'no repair time: taken as not repaired' : ''],
    ['harvest yield', harvestYield, 'nobody says how much of what is taken out is good: none is harvested'],
    ['harvest delay', part.harvestDays, isHarvested ? 'no time for testing what is taken out: usable at once' : ''],
  ]
}
