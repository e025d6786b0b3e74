// What was issued for failures and came back, as a warehouse would have counted it: usage.csv.

import { log } from '#base/elementary.ts'
import { RandomStream } from '#base/random.ts'
import type { FactTable } from '#model/fact-table.ts'
import { USAGE } from '#model/spares-tables.ts'
import type { Spares } from '#model/world-recipe.ts'
import type { InstalledUnits } from './installed-units.ts'
import { dayNumber, shareNumber } from './share-curve.ts'
import { failuresFitOf } from './spare-part.ts'
import { STREAMS } from './streams.ts'
import { TableRows } from './table-rows.ts'

export function writeUsage({ usage, parts }: Spares, installed: InstalledUnits, seed: number): FactTable {
  const rows = new TableRows(USAGE, 'usage.csv')
  const shares = {
    noFaultFound: shareNumber(usage?.noFaultFound ?? '0 %'),
    deadOnArrival: shareNumber(usage?.deadOnArrival ?? '0 %'),
    kept: shareNumber(usage?.kept ?? '0 %'),
  }
  for (const [index, { from, to }] of (usage?.periods ?? []).entries()) {
    const unitHours = installed.unitHours(dayNumber(from), dayNumber(to))
    for (const [number, part] of parts.entries()) {
      const failuresFit = failuresFitOf(part)
      if (failuresFit === undefined || unitHours[number] === 0) continue
      const stream = new RandomStream(seed, STREAMS.usage, number * 256 + index)
      const counts = drawCounts((unitHours[number]! * failuresFit) / 1e9, shares, stream)
      const row = rows.begin()
      rows.texts('part').set(row, String(part.row.part))
      rows.dates('from').set(row, dayNumber(from))
      rows.dates('until').set(row, dayNumber(to))
      rows.numbers('unitHours').set(row, unitHours[number]!)
      for (const [column, count] of Object.entries(counts)) rows.amounts(column).set(row, count)
      if (usage?.source !== undefined) rows.texts('source').set(row, usage.source)
    }
  }
  return rows.finish()
}

interface UsageShares {
  readonly noFaultFound: number
  readonly deadOnArrival: number
  readonly kept: number
}

/** Real failures are a Poisson number; good units fetched back, and spares that were dead, come on top of them. */
function drawCounts(failures: number, shares: UsageShares, stream: RandomStream) {
  const fetched = drawPoisson(failures / (1 - shares.noFaultFound), stream)
  const count = (trials: number, share: number): number => {
    let counted = 0
    for (let trial = 0; trial < trials; trial++) if (stream.chance(share)) counted += 1
    return counted
  }
  const deadOnArrival = count(fetched, shares.deadOnArrival)
  const kept = count(fetched, shares.kept)
  const returns = fetched - kept
  return {
    issues: fetched + deadOnArrival,
    returns,
    noFaultFound: count(returns, shares.noFaultFound),
    deadOnArrival,
  }
}

/** A Poisson number, by counting events one exponential gap apart from each other. */
function drawPoisson(mean: number, stream: RandomStream): number {
  let events = -1
  for (let time = 0; time <= mean; events++) time -= log(1 - stream.uniform())
  return events
}
