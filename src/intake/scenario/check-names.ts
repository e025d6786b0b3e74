// Whether what a scenario names is there in the workspace it is asked of: vendors, parts, classes, pools, currencies.

import { type CivilDay, formatDay, parseDay } from '#base/calendar.ts'
import { quoteForFault } from '#model/fault.ts'
import type { PartNames } from '#model/part-names.ts'
import type { PoolNames } from '#model/pool-names.ts'
import type { Scenario } from '#model/scenario.ts'
import { createSuggester } from '#model/suggester.ts'
import type { YamlPath } from '../yaml/parse.ts'
import { entriesIn, type Sound } from '../yaml/sound-part.ts'
import type { ReportAt, ShapeFound } from './check-meaning.ts'

/** What a scenario is held against. */
export interface ScenarioSetting {
  /** Absent where the manifest cannot say it for its faults. */
  readonly asOf?: CivilDay | undefined
  /** Of the manifest. */
  readonly currency?: string | undefined
  /** Absent where not all of the vendor registry could be read. */
  readonly vendors?: VendorsAtHand | undefined
  /** Those of the tables; absent where these are not looked into. */
  readonly parts?: PartNames | undefined
  readonly pools?: PoolNames | undefined
}

export interface VendorsAtHand {
  /** Of the vendor registry. */
  readonly ids: ReadonlySet<string>
  /** Whether some part, repair or stock of the workspace may be of the vendor, or of one it controls. */
  readonly maySupply: (vendor: string) => boolean
}

export function checkNames(
  scenario: Sound<Scenario>,
  { isWhole }: ShapeFound,
  setting: ScenarioSetting,
  report: ReportAt,
): void {
  checkCutOff(scenario, setting, report)
  checkClasses(scenario, setting, report)
  checkHelpers(scenario, setting, report)
  checkRates(scenario, setting, report)
  if (isWhole(['exchangeRates'])) checkPrices(scenario, setting, report)
  checkOwnCurrency(scenario, setting, report)
}

function checkCutOff({ disruptions }: Sound<Scenario>, { vendors, parts }: ScenarioSetting, report: ReportAt): void {
  const [suggestVendor, suggestPart] = [createSuggester(), createSuggester()]
  const refuse = (path: YamlPath, what: string, expected: string, didYouMean: string | undefined): void =>
    report('unknown-reference', path, `unknown ${what}`, {
      expected,
      ...(didYouMean === undefined ? {} : { didYouMean }),
    })
  for (const [index, disruption] of entriesIn(disruptions)) {
    const path = ['disruptions', index]
    for (const [number, vendor] of entriesIn(disruption.vendors)) {
      const at = [...path, 'vendors', number]
      if (vendors && !vendors.ids.has(vendor))
        refuse(at, 'vendor', 'an id of the vendor registry', suggestVendor(vendor, [...vendors.ids]))
      else if (vendors && !vendors.maySupply(vendor))
        report('ignored', at, 'no part, repair or stock is of it, so that it takes away nothing', {
          severity: 'warning',
          expected: 'a vendor of parts.csv, depots.csv, pools.csv or stock.csv, or one that controls it',
        })
    }
    for (const [number, part] of entriesIn(disruption.parts))
      if (parts && !parts.has(part))
        refuse([...path, 'parts', number], 'part', 'one of the parts', suggestPart(part, parts.listStanding()))
  }
}

function checkClasses({ assumptions }: Sound<Scenario>, { parts }: ScenarioSetting, report: ReportAt): void {
  if (!parts?.isWhole) return
  const { classes } = parts
  const suggest = createSuggester()
  const known = [...classes.keys()]
  for (const name of Object.keys(assumptions?.classes ?? {})) {
    if (name === '*' || classes.has(name)) continue
    const didYouMean = suggest(name, known)
    report('unknown-reference', ['assumptions', 'classes', name], 'class that no part has', {
      severity: 'warning',
      text: quoteForFault(name),
      expected: known.length === 0 ? '`*`, for no part states a class' : `${listSome(known)}, or \`*\``,
      ...(didYouMean === undefined ? {} : { didYouMean }),
    })
  }
}

function checkHelpers({ lateralSupply }: Sound<Scenario>, { pools }: ScenarioSetting, report: ReportAt): void {
  const suggest = createSuggester()
  for (const [index, list] of entriesIn(lateralSupply?.pools))
    for (const [number, pool] of entriesIn(list)) {
      if (!pools || pools.has(pool)) continue
      const didYouMean = suggest(pool, pools.listStanding())
      report('unknown-reference', ['lateralSupply', 'pools', index, number], 'unknown pool', {
        expected: 'one of the pools',
        ...(didYouMean === undefined ? {} : { didYouMean }),
      })
    }
}

function listSome(names: readonly string[]): string {
  const sorted = names.toSorted()
  return sorted.length <= 12 ? sorted.join(', ') : `${sorted.slice(0, 12).join(', ')} …`
}

/** What a currency is worth changes: a rate of another year is mostly a slip of the pen, or was forgotten. */
const DAYS_OF_A_RATE = 366

/** Rates stated needlessly, or of another time. */
function checkRates(
  { exchangeRates = {}, from }: Sound<Scenario>,
  { currency: own, parts, asOf }: ScenarioSetting,
  report: ReportAt,
): void {
  const first = from === undefined ? asOf : parseDay(from)
  const currencies = parts?.currencies ?? new Map<string, number>()
  const others = [...currencies.keys()].filter((currency) => currency !== '' && currency !== own)
  for (const [currency, rate] of Object.entries(exchangeRates)) {
    const path = ['exchangeRates', currency]
    const on = rate?.on === undefined ? undefined : parseDay(rate.on)
    if (on !== undefined && first !== undefined && Math.abs(on - first) > DAYS_OF_A_RATE)
      report(
        'unlikely-value',
        [...path, 'on'],
        `rate of a day more than a year ${on < first ? 'before' : 'after'} the first day reckoned, ${formatDay(first)}`,
        {
          severity: 'warning',
          text: formatDay(on),
          expected: 'a rate of about that day',
        },
      )
    if (currency === own)
      report('contradiction', path, 'rate of the currency that all others are reckoned in', {
        text: currency,
        expected: 'rates of other currencies',
      })
    else if (parts?.isWhole && !currencies.has(currency))
      report('ignored', path, 'rate of a currency that no part is priced in', {
        severity: 'warning',
        text: currency,
        expected: others.length === 0 ? 'no rate' : `one of ${listSome(others)}`,
      })
  }
}

/** Prices that no rate brings into the currency of the manifest. */
function checkPrices(
  { exchangeRates = {} }: Sound<Scenario>,
  { currency: own, parts }: ScenarioSetting,
  report: ReportAt,
): void {
  for (const [currency, partCount] of parts?.currencies ?? []) {
    if (currency === '' || currency === own || Object.hasOwn(exchangeRates, currency)) continue
    const expected = own === undefined ? '`currency` in mainstay.yaml' : `\`${currency}: {rate: ..., on: YYYY-MM-DD}\``
    report('missing-value', ['exchangeRates'], `no rate for the currency of ${sayParts(partCount)}`, {
      severity: 'warning',
      text: currency,
      expected: `${expected}; until then the price of these parts is unknown`,
    })
  }
}

function sayParts(count: number): string {
  return count === 1 ? '1 part' : `${count} parts`
}

/** An amount without a currency is no amount. */
function checkOwnCurrency(scenario: Sound<Scenario>, { currency }: ScenarioSetting, report: ReportAt): void {
  if (currency !== undefined) return
  const { budget, assumptions, exchangeRates } = scenario
  const inIt: YamlPath[] = [
    ...(budget === undefined ? [] : [['budget']]),
    ...Object.entries(assumptions?.classes ?? {}).flatMap(([name, assumed]) =>
      assumed?.price === undefined ? [] : [['assumptions', 'classes', name, 'price']],
    ),
    ...Object.keys(exchangeRates ?? {}).map((name) => ['exchangeRates', name]),
  ]
  for (const path of inIt)
    report('missing-value', path, 'an amount of no currency', {
      expected: '`currency` in mainstay.yaml, such as `currency: GBP`',
    })
}
