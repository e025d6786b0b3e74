// Weights that change over time: rows of `weights.csv`.

import type { WeightStep } from '#model/estate.ts'
import { type FactTable, textAt } from '#model/fact-table.ts'
import type { WeightMeasure } from '#model/tables.ts'
import { DateReader } from './history.ts'
import type { Loading } from './loading.ts'

/**
 * Dated weights of sites and elements (`weights.csv`), each in order of days; they replace the plain weight. Elements
 * before `firstEntity` are passed over.
 */
export function setWeightSeries(tables: readonly FactTable[], loading: Loading, firstEntity: number): void {
  const { draft, entities, sites } = loading
  const series = new Map<string, { measure: WeightMeasure; subject: string; identifier: string; steps: WeightStep[] }>()
  for (const table of tables) {
    const dates = new DateReader(table, ['from'])
    const value = table.columns.get('value')
    for (let row = 0; row < table.rowCount; row++) {
      if (!dates.read(0, row) || value?.kind !== 'amount') continue
      const subject = textAt(table, 'subject', row)
      const identifier = textAt(table, 'identifier', row)
      const measure = textAt(table, 'measure', row) as WeightMeasure
      const key = `${subject}\u0000${measure}\u0000${identifier}`
      let entry = series.get(key)
      if (!entry) series.set(key, (entry = { measure, subject, identifier, steps: [] }))
      const scale = measure === 'traffic' ? 1 : 1000
      entry.steps.push({
        from: dates.earliest,
        low: Math.floor(value.low[row]! / scale),
        high: Math.ceil(value.high[row]! / scale),
      })
    }
  }
  for (const { measure, subject, identifier, steps } of series.values()) {
    steps.sort((left, right) => left.from - right.from)
    if (subject === 'site') {
      const site = sites.find(identifier)
      if (site !== undefined) sites.setSeries(measure, site, steps)
      continue
    }
    const entity = entities.find(identifier)
    // One that is not known on the day, or that the plan is yet to make: of what it never makes `tellNeverMade` tells.
    if (entity === undefined || entity < firstEntity) continue
    let bySubject = draft.series.get(measure)
    if (!bySubject) draft.series.set(measure, (bySubject = new Map()))
    for (const one of entities.subjectsOf(entity)) bySubject.set(one, steps)
  }
}
