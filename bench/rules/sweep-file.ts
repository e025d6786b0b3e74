// What a sweep is asked, in one file that a program in any language can read: columns, answers, and what to add up.
//
// Little-endian blocks, each of 8 bytes with its length in bytes, then its bytes, padded to a multiple of 8. The blocks
// come in the order in which `sweep.c` reads them.

import { closeSync, openSync, writeSync } from 'node:fs'
import type { planSweep } from '#engine/rules/judge-rules.ts'
import { answersOf, type Cohorts, type SweepMeasure } from '#engine/rules/cohorts.ts'
import type { ClassSpell } from '#engine/rules/class-answers.ts'
import type { CohortSums, Ledger } from '#engine/rules/cohort-sums.ts'
import type { DateTest } from '#engine/rules/date-tests.ts'
import type { MeasureTally } from '#engine/rules/tally-sink.ts'
import { isOperatorPartRanged, operatorPart } from '#engine/rules/operator-part.ts'
import { weightOf } from '#engine/rules/tally-sink.ts'
import type { DayColumn } from '#model/day-column.ts'
import type { Estate, WeightColumn } from '#model/estate.ts'

export type SweepPlan = ReturnType<typeof planSweep>

class BlockWriter {
  readonly #file: number

  constructor(path: string) {
    this.#file = openSync(path, 'w')
  }

  put(values: ArrayBufferView): void {
    const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength)
    writeSync(this.#file, new BigInt64Array([BigInt(bytes.length)]))
    // One write takes at most 2 GiB.
    for (let start = 0; start < bytes.length; start += 2 ** 30)
      writeSync(this.#file, bytes.subarray(start, start + 2 ** 30))
    writeSync(this.#file, new Uint8Array((8 - (bytes.length % 8)) % 8))
  }

  numbers(...values: number[]): void {
    this.put(Int32Array.from(values))
  }

  close(): void {
    closeSync(this.#file)
  }
}

/** Columns by number: each is written once, however often it is spoken of. */
class ColumnList<Column> {
  readonly columns: Column[] = []

  numberOf(column: Column | undefined): number {
    if (column === undefined) return -1
    const known = this.columns.indexOf(column)
    return known >= 0 ? known : this.columns.push(column) - 1
  }
}

/** Why the program beside this one cannot do the same work; undefined if it can. */
export function whyNotTwinned(estate: Estate, plan: SweepPlan): string | undefined {
  if (estate.service.possibleFrom.numbers.count > 2 ** 16) return 'there are more days than two bytes tell apart'
  for (const one of plan.measures) {
    const { measure, answers } = one
    if (!answers.isFinal)
      return 'a measure asks for authorisations, waivers, exceptions by date or what else is on the site'
    if (measure.count === 'sites' && (measure.isWeighted || measure.isOperatorWeighted || measure.weight))
      return 'a measure weighs sites'
    if (measure.isOperatorWeighted && isOperatorPartRanged(estate)) return 'parts of the operator are ranged'
    if (measure.count === 'sites' && standsSomewhere(estate, plan.cohorts, one)) return 'a site is not known'
    if ((weightOf(measure, estate)?.series.size ?? 0) > 0) return 'weights change over time'
  }
  return undefined
}

/** Whether a subject without a site may be on one that the measure counts. */
function standsSomewhere(estate: Estate, cohorts: Cohorts, one: SweepMeasure): boolean {
  for (let subject = estate.siteStart[estate.siteCount]!; subject < estate.subjectCount; subject++) {
    const cohort = cohorts.cohortOf[subject]!
    if (cohorts.examples[cohort]!.place === 'somewhere' && answersOf(one, cohorts, cohort).spells.length > 0)
      return true
  }
  return false
}

export function writeSweep(path: string, estate: Estate, plan: SweepPlan, sums: CohortSums): void {
  const { measures, cohorts, horizon } = plan
  const days = new ColumnList<DayColumn>()
  const weights = new ColumnList<Float64Array>()
  const windows = [estate.service, estate.presence].map((one) =>
    [one.possibleFrom, one.certainFrom, one.certainUntil, one.possibleUntil].map((column) => days.numberOf(column)),
  )
  const tests = (list: readonly DateTest[]): number[][] =>
    list.map(({ event, after, notAfter }) => [
      days.numberOf(estate.events[event]?.earliest),
      days.numberOf((estate.events[event] ?? estate.events.installed)?.latest),
      after,
      notAfter,
    ])
  const weightNumbers = (column: WeightColumn | undefined) => [
    weights.numberOf(column?.low),
    weights.numberOf(column?.high),
  ]
  const windowsOf = (reads: 'service' | 'presence') => (reads === 'service' ? 0 : 1)

  const ledgers = [...new Set(sums.ledgerOf)].filter((ledger): ledger is Ledger => (ledger?.covered.length ?? 0) > 0)
  const measureRows: number[][] = []
  const testRows: number[][] = []
  const spellRows: number[][] = []
  const foldRows: number[][] = []
  const meetingRows: number[][] = []
  const testsFrom = (list: readonly DateTest[]): [number, number] => {
    const from = testRows.length
    testRows.push(...tests(list))
    return [from, testRows.length]
  }
  const spellsFrom = (spells: readonly ClassSpell[]): [number, number] => {
    const from = spellRows.length
    for (const { from: start, until, denominator, numerator, vendorGroup } of spells)
      spellRows.push([start, until, denominator, numerator, vendorGroup])
    return [from, spellRows.length]
  }
  for (const [index, one] of measures.entries()) {
    const { measure, answers } = one
    measureRows.push([
      windowsOf(measure.reads),
      measure.count === 'sites' ? 1 : 0,
      ...weightNumbers(weightOf(measure, estate)),
      measure.isOperatorWeighted ? 1 : 0,
      answers.vendorGroupCount,
      ...testsFrom(answers.denominatorTests),
      ...testsFrom(answers.numeratorTests),
    ])
    const ledger = sums.ledgerOf[index]
    for (const [place, cohort] of ledger?.covered.entries() ?? [])
      foldRows.push([
        index,
        ledgers.indexOf(ledger!),
        place,
        cohort,
        ...spellsFrom(answersOf(one, cohorts, cohort).spells),
      ])
  }
  // Meetings in the order of cohorts, as they are looked up by them.
  const meetingStart = [0]
  for (let cohort = 0; cohort < cohorts.profiles.length; cohort++) {
    for (const [index, one] of measures.entries()) {
      const { spells } = answersOf(one, cohorts, cohort)
      if (spells.length > 0 && !sums.covers(index, cohort)) meetingRows.push([index, ...spellsFrom(spells)])
    }
    meetingStart.push(meetingRows.length)
  }
  const ledgerRows = ledgers.map((ledger) => [
    ledger.windows === estate.service ? 0 : 1,
    ...weightNumbers(ledger.weights),
    ledger.slotsOfSet,
    ledger.covered.length,
    ...testsFrom(ledger.measures[0]!.answers.denominatorTests),
    ...testsFrom(ledger.measures[0]!.answers.numeratorTests),
  ])

  const writer = new BlockWriter(path)
  writer.numbers(
    estate.subjectCount,
    estate.siteCount,
    horizon.from,
    horizon.to - horizon.from + 2,
    measures.length,
    cohorts.profiles.length,
    ledgers.length,
    days.columns.length,
    weights.columns.length,
    foldRows.length,
  )
  writer.put(Uint16Array.from(cohorts.cohortOf))
  writer.put(estate.siteStart)
  writer.numbers(...cohorts.examples.map((example) => operatorPart(example, estate).low))
  writer.numbers(...windows.flat())
  const { numbers } = estate.service.possibleFrom
  writer.put(numbers.days.subarray(0, numbers.count))
  for (const column of days.columns) writer.put(Uint16Array.from(column.codes.subarray(0, estate.subjectCount)))
  for (const column of weights.columns) writer.put(column)
  writer.numbers(...measureRows.flat())
  writer.numbers(...testRows.flat())
  writer.numbers(...spellRows.flat())
  writer.numbers(...ledgerRows.flat())
  for (const ledger of ledgers) writer.put(ledger.slotOf)
  writer.numbers(...foldRows.flat())
  writer.numbers(...meetingStart)
  writer.numbers(...meetingRows.flat())
  writer.close()
}

/** Every number of the tallies, in the order in which the twin writes them. */
export function tallyBytes(tallies: readonly MeasureTally[]): Buffer {
  return Buffer.concat(
    tallies.flatMap(({ tally, groups }) =>
      [tally, ...groups].flatMap(({ low, high, unknown }) =>
        [low, high, unknown].map((numbers) => new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength)),
      ),
    ),
  )
}
