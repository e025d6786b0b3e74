// Whether the amounts a rule counts can be summed without rounding: whole numbers are exact up to 2^53.

import type { Estate, WeightColumn } from '#model/estate.ts'
import type { FactTable } from '#model/fact-table.ts'
import type { Fault } from '#model/fault.ts'
import type { Measure } from './measure.ts'
import { partsOf, weightOf } from './tally-sink.ts'

/** One fault a weight whose sum may pass 2^53 in the parts in which some measure sums it. */
export function checkSums(
  measures: readonly Measure[],
  estate: Estate,
  facts: readonly FactTable[],
  report: (fault: Fault) => void,
): void {
  const partsAsked = new Map<WeightColumn, { readonly measure: Measure; readonly parts: number }>()
  for (const measure of measures) {
    const column = weightOf(measure, estate)
    if (!column) continue
    const parts = partsOf(measure, estate)
    if (parts > (partsAsked.get(column)?.parts ?? 0)) partsAsked.set(column, { measure, parts })
  }
  for (const [column, { measure, parts }] of partsAsked)
    if (sumOf(column) * parts > Number.MAX_SAFE_INTEGER) report(describeSum(measure, parts, facts))
}

/** The most that all may weigh on one day; what is not known is not summed. */
function sumOf({ high, series }: WeightColumn): number {
  let sum = 0
  for (let index = 0; index < high.length; index++) if (!Number.isNaN(high[index]!)) sum += high[index]!
  for (const steps of series.values())
    sum += Math.max(0, ...steps.map((step) => step.high).filter((most) => Number.isFinite(most)))
  return sum
}

function describeSum({ count, weight }: Measure, parts: number, facts: readonly FactTable[]): Fault {
  const column = weight ?? 'quantity'
  const name = weight === undefined ? 'units' : count
  const table = facts.find(({ schema, columns }) => schema.name === name && columns.has(column))
  const most = Number.MAX_SAFE_INTEGER / parts
  return {
    code: 'too-large',
    severity: 'error',
    file: table?.file ?? 'weights.csv',
    column: table ? column : 'value',
    problem: `the amounts of all ${name} together are too large to be summed exactly`,
    expected: `at most ${weight === 'traffic' ? `${Math.floor(most / 1000)} Mbit/s` : Math.floor(most)} in all: is the unit right?`,
  }
}
