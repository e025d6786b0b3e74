// Parts as the spares are reckoned with them: what their row says, else what the scenario assumes of their class, and of
// every value from where it is.

import type { CivilDay } from '#base/calendar.ts'
import { amountAt, dateAt, type FactTable, numberAt, textAt } from '#model/fact-table.ts'
import { HOURS_OF_A_FIT } from '#model/failures-fit.ts'
import { placeOf, sayPlace } from '#model/place.ts'
import type { ClassAssumption, Scenario } from '#model/scenario.ts'
import type { VendorResolution } from '#model/vendor.ts'
import { normaliseName, resolveVendor, type VendorBook } from '../../vendors/index.ts'
import { rowsInOrder } from './pools.ts'
import { type FailureRate, observedRate, predictedRate } from './failure-rate.ts'
import type { Stated } from './stated.ts'

export interface Money {
  /** Of one hundredth of the unit of the currency of the manifest. */
  readonly hundredths: number
}

export interface SparePart {
  readonly part: string
  readonly description: string
  readonly class: string
  /** As written; '' where nobody said. */
  readonly manufacturer: string
  readonly maker: VendorResolution
  /** Whom its figures are summed under: see {@link summedUnder}. */
  readonly vendor: string
  readonly repairedBy: VendorResolution
  /** Before the field is asked; undefined: neither a row nor the class says. */
  readonly rate: Stated<FailureRate> | undefined
  /** Whether nobody says how sure that rate is: {@link VARIATION_OF_PREDICTIONS} is taken. */
  readonly isSpreadAssumed: boolean
  /** 1 where units do not age. */
  readonly weibullShape: number
  /** Of one unit; undefined: not known, or in a currency without a rate. */
  readonly price: Stated<Money> | undefined
  readonly leadTimeDays: Stated<number> | undefined
  readonly lastOrder: CivilDay | undefined
  readonly minimumOrder: number
  readonly maximumOrder: number | undefined
  readonly needsKey: boolean
  readonly repairYield: Stated<number> | undefined
  readonly repairDays: Stated<number> | undefined
  readonly harvestYield: Stated<number> | undefined
  readonly harvestDays: Stated<number> | undefined
  /** Where its row stands. */
  readonly place: string
}

/** Whether units that fail are repaired, as far as anybody says. */
export function isRepaired({ repairYield, repairDays }: SparePart): boolean {
  return repairDays !== undefined && (repairYield?.value ?? 0) > 0
}

export interface PartsQuestion {
  readonly facts: readonly FactTable[]
  readonly scenario: Scenario
  readonly currency: string | undefined
  readonly book: VendorBook
  /** The day names are resolved on. */
  readonly on: CivilDay
}

/** Standard deviation over mean of a predicted rate of which nobody says how sure it is. */
export const VARIATION_OF_PREDICTIONS = 0.5

/** Parts in the order of their identifiers: in whatever order their rows stand, sums and ties come out alike. */
export function readSpareParts(question: PartsQuestion): SparePart[] {
  return rowsInOrder(question.facts, 'parts', 'part').map(({ table, row }) => readPart(table, row, question))
}

function readPart(table: FactTable, row: number, question: PartsQuestion): SparePart {
  const { book, on } = question
  const place = sayPlace(placeOf(table, row))
  const partClass = textAt(table, 'class', row)
  const assumed = assumptionOf(question.scenario, partClass)
  const [manufacturer, repairer] = [textAt(table, 'manufacturer', row), textAt(table, 'repairer', row)]
  const statedOr = (column: string, key: keyof ClassAssumption): Stated<number> | undefined =>
    statedNumber(table, row, column, place) ?? assumedNumber(assumed, key)
  const maker = resolveVendor(book, manufacturer, undefined, on)
  return {
    part: textAt(table, 'part', row),
    description: textAt(table, 'description', row),
    class: partClass,
    manufacturer,
    maker,
    vendor: summedUnder(maker, manufacturer),
    repairedBy: repairer === '' ? maker : resolveVendor(book, repairer, undefined, on),
    ...rateOf(table, row, place, assumed),
    weibullShape: numberAt(table, 'weibullShape', row) ?? 1,
    price: priceOf(table, row, place, question) ?? assumedPrice(assumed),
    leadTimeDays: statedOr('leadTimeDays', 'leadTimeDays'),
    lastOrder: dateAt(table, 'lastOrder', row)?.latest,
    minimumOrder: Math.max(1, knownAmount(table, 'minimumOrder', row) ?? 1),
    maximumOrder: knownAmount(table, 'maximumOrder', row),
    needsKey: textAt(table, 'activation', row) === 'key',
    repairYield: statedOr('repairYield', 'repairYield'),
    repairDays: statedOr('repairDays', 'repairDays'),
    harvestYield: statedOr('harvestYield', 'harvestYield'),
    harvestDays: statedOr('harvestDays', 'harvestDays'),
    place,
  }
}

/** What parts without a stated maker are summed under. */
export const UNKNOWN_VENDOR = 'unknown'

/**
 * The vendor a name stands for, else the name itself, however it is spelt: two makers of whom the registry knows neither
 * are not one. No id of a vendor holds a colon.
 */
function summedUnder(maker: VendorResolution, manufacturer: string): string {
  if (maker.kind === 'resolved') return maker.vendor
  const spelling = normaliseName(manufacturer)
  return spelling === '' ? UNKNOWN_VENDOR : `unresolved:${spelling}`
}

interface Assumed {
  readonly assumption: ClassAssumption
  readonly words: string
}

/** What is assumed of a class: its own, else that of `*`. */
function assumptionOf({ assumptions }: Scenario, partClass: string): Assumed[] {
  const classes = assumptions?.classes ?? {}
  return [partClass, '*'].flatMap((name) => {
    const assumption = Object.hasOwn(classes, name) ? classes[name] : undefined
    return assumption ? [{ assumption, words: `class ${name} (${assumption.source})` }] : []
  })
}

function assumedNumber(assumed: readonly Assumed[], key: keyof ClassAssumption): Stated<number> | undefined {
  for (const { assumption, words } of assumed) {
    const value = assumption[key]
    if (typeof value === 'number') return { value, source: { kind: 'class', words } }
  }
  return undefined
}

/** A number, or the high end of an amount: what is longest or most; `unknown` says nothing. */
function statedNumber(table: FactTable, row: number, column: string, place: string): Stated<number> | undefined {
  const value = numberAt(table, column, row) ?? knownAmount(table, column, row)
  return value === undefined ? undefined : { value, source: { kind: 'row', words: place } }
}

function knownAmount(table: FactTable, column: string, row: number): number | undefined {
  const high = amountAt(table, column, row)?.high
  return high === undefined || high === Number.POSITIVE_INFINITY ? undefined : high
}

function rateOf(
  table: FactTable,
  row: number,
  place: string,
  assumed: readonly Assumed[],
): Pick<SparePart, 'rate' | 'isSpreadAssumed'> {
  const mtbfHours = numberAt(table, 'mtbfHours', row)
  const failuresFit =
    numberAt(table, 'failuresFit', row) ?? (mtbfHours === undefined ? undefined : HOURS_OF_A_FIT / mtbfHours)
  const spread = assumedNumber(assumed, 'rateUncertainty')?.value
  const predicted = (fit: number): FailureRate => predictedRate(fit, spread ?? VARIATION_OF_PREDICTIONS)
  if (failuresFit === undefined) {
    const ofClass = assumedNumber(assumed, 'failuresFit')
    const rate = ofClass && { value: predicted(ofClass.value), source: ofClass.source }
    return { rate, isSpreadAssumed: rate !== undefined && spread === undefined }
  }
  const says = textAt(table, 'rateSource', row)
  const source = { kind: 'row', words: says === '' ? place : `${place} (${says})` } as const
  const unitHours = numberAt(table, 'rateUnitHours', row)
  return unitHours
    ? { rate: { value: observedRate(failuresFit, unitHours), source }, isSpreadAssumed: false }
    : { rate: { value: predicted(failuresFit), source }, isSpreadAssumed: spread === undefined }
}

function priceOf(table: FactTable, row: number, place: string, question: PartsQuestion): Stated<Money> | undefined {
  const hundredths = knownAmount(table, 'price', row)
  if (hundredths === undefined) return undefined
  const currency = textAt(table, 'currency', row) || question.currency
  // An amount of no currency could be summed with nothing.
  if (currency === undefined) return undefined
  if (currency === question.currency) return { value: { hundredths }, source: { kind: 'row', words: place } }
  const exchange = question.scenario.exchangeRates?.[currency]
  if (!exchange) return undefined
  const words = `${place}, ${exchange.rate} for 1 ${currency} on ${exchange.on}`
  return { value: { hundredths: Math.round(hundredths * exchange.rate) }, source: { kind: 'row', words } }
}

function assumedPrice(assumed: readonly Assumed[]): Stated<Money> | undefined {
  const price = assumedNumber(assumed, 'price')
  return price && { value: { hundredths: Math.round(price.value * 100) }, source: price.source }
}
