// Whether the stock lasts as long as the rules ask that ask for stock, manufacturer by manufacturer.
//
// Hardly any of them gives a number. Where one does, it is held against the months each part lasts with the probability of
// the target. Where none does, the scenario's own target is what is measured by, and the verdict is of that, not of the rule.

import { addMonths, type CivilDay, DAYS_A_MONTH, parseDay } from '#base/calendar.ts'
import { NO, YES } from '#base/trilean.ts'
import { askStockCover, type StockCoverDuty } from '#engine/rules/index.ts'
import type { VendorBook } from '#engine/vendors/index.ts'
import type { Estate } from '#model/estate.ts'
import type { RulesQuestion } from '#model/rules-question.ts'
import type { CoverRow, PartResult, SparesReport } from '#model/spares-report.ts'

export interface CoverQuestion {
  /** First day reckoned. */
  readonly from: CivilDay
  readonly parts: readonly PartResult[]
  readonly target: SparesReport['scenario']['target']
  /** With which it is told how long a part lasts. */
  readonly probability: number
}

export function judgeCover(
  estate: Estate,
  question: RulesQuestion,
  book: VendorBook,
  cover: CoverQuestion,
): CoverRow[] {
  return askStockCover(estate, question, book)
    .filter(({ parts }) => parts.size > 0)
    .map((duty) => judgeDuty(duty, cover))
}

function judgeDuty(duty: StockCoverDuty, cover: CoverQuestion): CoverRow {
  const { pack, rule, title, clause, status, provenance, months } = duty
  const under = partsUnder(duty, cover)
  const short = under
    .filter(({ length }) => length === 'too short')
    .sort((left, right) => left.lasting!.coverMonths - right.lasting!.coverMonths)
  const unknown = under.filter(({ length }) => length === 'not known')
  const isSurelyShort = short.some(({ isSurely }) => isSurely)
  const isOpen = unknown.length > 0 || short.length > 0
  const verdict = isSurelyShort ? 'not met' : isOpen ? 'cannot be shown' : 'met'
  return {
    pack,
    rule,
    title,
    ...(clause === undefined ? {} : { clause }),
    status,
    provenance,
    ...(months === undefined ? {} : { months }),
    measuredBy: sayMeasure(months, cover),
    verdict,
    parts: under.length,
    partsShort: short.map(({ name }) => name),
    partsUnknown: unknown.map(({ name }) => name),
    ...(verdict === 'cannot be shown' ? { why: whyOpen(duty, unknown.length) } : {}),
  }
}

interface PartUnder {
  readonly name: string
  /** Under the rule, and not only perhaps. */
  readonly isSurely: boolean
  readonly length: ReturnType<typeof lengthOf>
  readonly lasting: PartResult['lasting']
}

function partsUnder(
  { parts: answers, months }: StockCoverDuty,
  { from, parts, probability }: CoverQuestion,
): readonly PartUnder[] {
  const long = months === undefined ? undefined : endOfMonths(from, months)
  const resultOf = new Map(parts.map((part) => [part.part, part]))
  return [...answers].flatMap(([name, answer]) => {
    if (answer === NO) return []
    const part = resultOf.get(name)
    const reckoned = part?.reckonedWith === undefined ? part : resultOf.get(part.reckonedWith)
    const length = lengthOf(reckoned, long, probability)
    return [{ name, isSurely: answer === YES, length, lasting: reckoned?.lasting }]
  })
}

function sayMeasure(months: number | undefined, { target, probability }: CoverQuestion): string {
  const percent = Math.round(probability * 1e6) / 1e4
  if (months !== undefined) return `${months} months of each part with ${percent} %`
  const by =
    target.survival === undefined
      ? 'what is customary, for neither the rule nor the scenario gives a probability'
      : 'the target of the scenario, for the rule gives no number'
  return `${by}: each part lasts to the end with ${percent} %`
}

/** What lasts to a last day that comes sooner than the rule asks for is not known to last long enough, unless it is swapped out. */
function lengthOf(
  part: PartResult | undefined,
  /** Day on which it has lasted so long. */
  long: CivilDay | undefined,
  survival: number,
): 'long enough' | 'too short' | 'not known' {
  if (!part?.lasting) return 'not known'
  const { lastsUntil, lastsToEnd, survivalAtEnd } = part.lasting
  if (long === undefined) return survivalAtEnd >= survival ? 'long enough' : 'too short'
  if (lastsUntil !== null && parseDay(lastsUntil)! + 1 >= long) return 'long enough'
  if (!lastsToEnd) return 'too short'
  return part.recoveredOn === undefined ? 'not known' : 'long enough'
}

/** Of whole months by the calendar, for a year is twelve of them though it has 365 days; of what is less by its days. */
function endOfMonths(from: CivilDay, months: number): CivilDay {
  const whole = Math.floor(months)
  return addMonths(from, whole) + Math.ceil((months - whole) * DAYS_A_MONTH)
}

function whyOpen({ isAddressed }: StockCoverDuty, unknownCount: number): string {
  if (unknownCount > 0) return `of ${unknownCount} parts it is not known that they last so long`
  return isAddressed === 'yes'
    ? 'the parts that fall short are perhaps under it'
    : 'whether it addresses the operator is not known'
}
