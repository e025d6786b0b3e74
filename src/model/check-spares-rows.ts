// Whether a row of parts, units, stock, usage, interchange or pools contradicts itself.

import { isCurrency } from './check-prices.ts'
import { dateTextAt } from './date-text.ts'
import { amountAt, type FactTable, numberAt, textAt } from './fact-table.ts'
import { type Fault, quoteForFault } from './fault.ts'
import { placeOf } from './place.ts'
import { areTooManyFailures, HOURS_OF_A_FIT, LEAST_HOURS_BETWEEN_FAILURES } from './failures-fit.ts'

type Report = (fault: Fault) => void
type RowCheck = (table: FactTable, row: number, report: Report, isLeftOut: boolean) => void

const ROW_CHECKS: { readonly [table: string]: RowCheck } = {
  parts: checkPart,
  stock: checkStock,
  usage: checkUsage,
  interchange: checkInterchange,
  pools: checkEntitlement,
}

/** Amounts that are not above another of their row; `whereBlank`: what that is where nothing is stated. */
interface Limit {
  readonly column: string
  readonly limit: string
  readonly whereBlank: number
}

const LIMITS: { readonly [table: string]: readonly Limit[] } = {
  parts: [{ column: 'minimumOrder', limit: 'maximumOrder', whereBlank: Number.POSITIVE_INFINITY }],
  units: [{ column: 'needed', limit: 'quantity', whereBlank: 1 }],
  usage: [
    { column: 'noFaultFound', limit: 'returns', whereBlank: Number.POSITIVE_INFINITY },
    { column: 'deadOnArrival', limit: 'issues', whereBlank: Number.POSITIVE_INFINITY },
  ],
}

/** `isLeftOut`: of rows with other faults, where a blank cell may be one that could not be read. */
export function checkSparesRows(table: FactTable, isLeftOut: boolean, report: Report): void {
  const { name } = table.schema
  const check = ROW_CHECKS[name]
  if (check) for (let row = 0; row < table.rowCount; row++) check(table, row, report, isLeftOut)
  for (const limit of LIMITS[name] ?? []) refuseAbove(table, limit, report)
}

function checkPart(table: FactTable, row: number, report: Report, isLeftOut: boolean): void {
  checkFailureRate(table, row, report, isLeftOut)
  checkCurrency(table, row, report)
}

/** 1 %, by which both may differ, for one of them is mostly rounded. */
const HOURS_WITHIN = 1e7

function checkFailureRate(table: FactTable, row: number, report: Report, isLeftOut: boolean): void {
  const [fit, hours] = [numberAt(table, 'failuresFit', row), numberAt(table, 'mtbfHours', row)]
  if (fit !== undefined && hours !== undefined && Math.abs(fit * hours - HOURS_OF_A_FIT) > HOURS_WITHIN) {
    const stated =
      fit === 0 ? '0 FIT are no failure at all' : `${fit} FIT are ${Math.round(HOURS_OF_A_FIT / fit)} hours`
    report({
      ...contradiction(table, row, 'mtbfHours', String(hours)),
      problem: `not what failuresFit says: ${stated}`,
      expected: 'one of the two, or both to within 1 %',
    })
  }
  warnOfFailingYearly(table, row, report)
  if (!isLeftOut) warnOfNeverFailing(table, row, report)
  const observed = numberAt(table, 'rateUnitHours', row)
  if (observed === undefined || fit !== undefined || hours !== undefined || isLeftOut) return
  report({
    ...contradiction(table, row, 'rateUnitHours', String(observed)),
    code: 'ignored',
    severity: 'warning',
    problem: 'hours over which no rate was observed',
    expected: '`failuresFit` or `mtbfHours`; 0 FIT where nothing failed',
  })
}

/** What fails oftener is no part to put in stock: mostly the number was given in another unit, or for all units together. */
const HOURS_OF_A_YEAR = 8766

function warnOfFailingYearly(table: FactTable, row: number, report: Report): void {
  const [fit, hours] = [numberAt(table, 'failuresFit', row), numberAt(table, 'mtbfHours', row)]
  const failuresPerYear = HOURS_OF_A_YEAR / (hours ?? HOURS_OF_A_FIT / (fit ?? 0))
  if (failuresPerYear <= 1) return
  const [column, stated] = hours === undefined ? ['failuresFit', fit] : ['mtbfHours', hours]
  report({
    ...contradiction(table, row, column, String(stated)),
    code: 'unlikely-value',
    severity: 'warning',
    problem: `each unit fails ${failuresPerYear.toFixed(1)} times a year`,
    expected: hours === undefined ? 'failures in 10^9 hours of one unit' : 'hours between the failures of one unit',
  })
}

/** What was observed over so many hours without a failure is another thing. */
function warnOfNeverFailing(table: FactTable, row: number, report: Report): void {
  const isSaid = numberAt(table, 'rateUnitHours', row) !== undefined || numberAt(table, 'mtbfHours', row) !== undefined
  if (numberAt(table, 'failuresFit', row) !== 0 || isSaid) return
  report({
    ...contradiction(table, row, 'failuresFit', '0'),
    code: 'unlikely-value',
    severity: 'warning',
    problem: 'no unit ever fails',
    expected:
      'failures in 10^9 hours; blank where nobody knows; with `rateUnitHours` where none failed in so many hours',
  })
}

/** Signs that stand for one currency; a dollar may be of many. */
const SIGNS: { readonly [sign: string]: string } = { '€': 'EUR', '£': 'GBP' }

function checkCurrency(table: FactTable, row: number, report: Report): void {
  const currency = textAt(table, 'currency', row)
  if (currency === '' || currency === 'unknown' || isCurrency(currency)) return
  const didYouMean = SIGNS[currency] ?? (/^[a-z]{3}$/i.test(currency) ? currency.toUpperCase() : undefined)
  report({
    ...contradiction(table, row, 'currency', currency),
    code: 'invalid-value',
    problem: 'no currency',
    expected: 'three capital letters, such as `GBP`',
    ...(didYouMean === undefined ? {} : { didYouMean }),
  })
}

/** Of so few hours so many cannot have failed: mostly they are of one unit, or in thousands. */
function refuseUsageOfNoPart(table: FactTable, row: number, report: Report): void {
  const unitHours = numberAt(table, 'unitHours', row)
  const drawn = (amountAt(table, 'issues', row) ?? amountAt(table, 'returns', row))?.low
  if (!unitHours || drawn === undefined || !areTooManyFailures(drawn, unitHours)) return
  report({
    ...contradiction(table, row, 'unitHours', String(unitHours)),
    problem: `too few hours for ${drawn} failures: one every ${(unitHours / drawn).toPrecision(2)} hours of a unit`,
    expected: `hours of operation of all units together, ${LEAST_HOURS_BETWEEN_FAILURES} at least for each failure`,
  })
}

const STATES_TO_COME: readonly string[] = ['onOrder', 'inTransit', 'inRepair']

function checkStock(table: FactTable, row: number, report: Report, isLeftOut: boolean): void {
  const [state, condition] = [textAt(table, 'state', row) || 'onHand', textAt(table, 'condition', row)]
  const due = dateTextAt(table, 'due', row)
  if (due === '' && STATES_TO_COME.includes(state) && !isLeftOut)
    report({
      code: 'missing-value',
      severity: 'warning',
      ...placeOf(table, row),
      column: 'due',
      problem: `missing value: when what is ${state} arrives counts as unknown`,
      expected: 'a date, or `unknown`',
    })
  if (due !== '' && (state === 'onHand' || state === 'reserved') && !isLeftOut)
    report({
      ...contradiction(table, row, 'due', due),
      problem: `arrival of what is there already (${state})`,
      expected: `blank, or state ${STATES_TO_COME.join(', ')}`,
    })
  if (condition === 'unserviceable' && state === 'onOrder')
    report({
      ...contradiction(table, row, 'condition', condition),
      problem: 'a carcass on order',
      expected: 'another condition, or state `onHand`, `inTransit` or `inRepair`',
    })
}

function checkUsage(table: FactTable, row: number, report: Report, isLeftOut: boolean): void {
  refuseUsageOfNoPart(table, row, report)
  if (isLeftOut || amountAt(table, 'issues', row) || amountAt(table, 'returns', row)) return
  report({
    code: 'ignored',
    severity: 'warning',
    ...placeOf(table, row),
    column: 'returns',
    problem: 'neither issues nor returns: the row says nothing of failures',
    expected: 'one of them; 0 where nothing failed',
  })
}

function checkInterchange(table: FactTable, row: number, report: Report): void {
  const substitute = textAt(table, 'substitute', row)
  if (substitute === '' || substitute !== textAt(table, 'part', row)) return
  report({
    ...contradiction(table, row, 'substitute', substitute),
    problem: 'a part in its own place',
    expected: 'another part, or no row',
  })
}

/** Of its own pool the operator draws all. */
function checkEntitlement(table: FactTable, row: number, report: Report, isLeftOut: boolean): void {
  const entitlement = numberAt(table, 'entitlement', row)
  if (entitlement === undefined || entitlement === 1 || isLeftOut || textAt(table, 'owner', row) !== '') return
  report({
    ...contradiction(table, row, 'entitlement', String(entitlement)),
    severity: 'warning',
    problem: 'a share only of a pool that is the operator’s own',
    expected: '`owner`, who lets the operator draw no more; or blank, which is all',
  })
}

/** Refuses amounts that are for certain above another of their row. */
function refuseAbove(table: FactTable, { column, limit, whereBlank }: Limit, report: Report): void {
  const [amounts, limits] = [table.columns.get(column), table.columns.get(limit)]
  if (amounts?.kind !== 'amount') return
  for (let row = 0; row < table.rowCount; row++) {
    const low = amounts.low[row]!
    const stated = limits?.kind === 'amount' ? limits.high[row]! : Number.NaN
    const most = Number.isNaN(stated) ? whereBlank : stated
    // What is blank is above nothing.
    if (!(low > most)) continue
    const high = amounts.high[row]!
    report({
      ...contradiction(table, row, column, low === high ? String(low) : `${low}..${high}`),
      problem: `${column} above ${limit}`,
      expected: `at most ${most}, the ${limit}${Number.isNaN(stated) ? ' where it is blank' : ''}`,
    })
  }
}

function contradiction(
  table: FactTable,
  row: number,
  column: string,
  text: string,
): Pick<Fault, 'code' | 'severity' | 'column' | 'text' | 'file'> {
  return { code: 'contradiction', severity: 'error', ...placeOf(table, row), column, text: quoteForFault(text) }
}
