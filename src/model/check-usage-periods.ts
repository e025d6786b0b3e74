// Whether usage counts any failure twice: periods of one part that overlap, in one pool or in a pool and the whole network.

import { type CivilDay, formatDay } from '#base/calendar.ts'
import { isBlankDate } from './column.ts'
import { type FactTable, textAt } from './fact-table.ts'
import { type Fault, quoteForFault } from './fault.ts'
import { placeOf, sayPlace } from './place.ts'

interface Period {
  /** Among all, in the order in which they are read. */
  readonly number: number
  readonly table: FactTable
  readonly row: number
  /** '' is the whole network. */
  readonly pool: string
  readonly from: CivilDay
  readonly until: CivilDay
}

/** At most one fault a row, at the later of two that have a day in common: it may be imported beside what stands. */
export function checkUsagePeriods(tables: readonly FactTable[], report: (fault: Fault) => void): void {
  for (const periods of periodsByPart(tables).values()) {
    // Of each pool, and of all together, the period that reaches furthest so far.
    const furthest = new Map<string, Period>()
    let furthestOfAll: Period | undefined
    const told = new Set<Period>()
    for (const period of periods.sort((left, right) => left.from - right.from)) {
      const others = period.pool === '' ? [furthestOfAll] : [furthest.get(period.pool), furthest.get('')]
      const other = others.find((one) => one !== undefined && one.until >= period.from)
      // What begins on one day in one pool has one key, and was told for that.
      if (other && (other.pool !== period.pool || other.from !== period.from)) {
        const [earlier, later] = other.number < period.number ? [other, period] : [period, other]
        if (!told.has(later)) report(overlap(later, earlier))
        told.add(later)
      }
      furthest.set(period.pool, further(furthest.get(period.pool), period))
      furthestOfAll = further(furthestOfAll, period)
    }
  }
}

function further(so: Period | undefined, period: Period): Period {
  return so && so.until >= period.until ? so : period
}

function periodsByPart(tables: readonly FactTable[]): Map<string, Period[]> {
  const byPart = new Map<string, Period[]>()
  let number = 0
  for (const table of tables) {
    const [from, until] = [table.columns.get('from'), table.columns.get('until')]
    if (from?.kind !== 'date' || until?.kind !== 'date') continue
    for (let row = 0; row < table.rowCount; row++) {
      const [first, last] = [from.earliest[row]!, until.latest[row]!]
      const isBlank =
        isBlankDate(from.earliest[row]!, from.latest[row]!) || isBlankDate(until.earliest[row]!, until.latest[row]!)
      if (isBlank || last < first) continue
      const part = textAt(table, 'part', row)
      number += 1
      const period = { number, table, row, pool: textAt(table, 'pool', row), from: first, until: last }
      const others = byPart.get(part)
      if (others) others.push(period)
      else byPart.set(part, [period])
    }
  }
  return byPart
}

function overlap(period: Period, other: Period): Fault {
  const { table, row, pool, from } = period
  const place = placeOf(table, row)
  const days = `${formatDay(other.from)} to ${formatDay(other.until)}`
  const ofWhom = pool === other.pool ? '' : other.pool === '' ? ' in the whole network' : ` in pool ${other.pool}`
  return {
    code: 'contradiction',
    severity: 'error',
    ...place,
    column: 'from',
    text: formatDay(from),
    problem: `failures counted already by ${sayPlace(placeOf(other.table, other.row))}, of ${quoteForFault(days + ofWhom)}`,
    expected: 'periods of a part that do not overlap, each of one pool or all of the whole network',
  }
}
