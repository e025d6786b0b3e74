// Control totals as another department would count them: of what was in service on a day, for certain.

import { type FactTable, textAt } from '#model/fact-table.ts'
import { findFunction, isWithinFunction } from '#model/network-function.ts'
import { TOTALS } from '#model/tables.ts'
import type { WorldRecipe } from '#model/world-recipe.ts'
import { dayNumber } from './share-curve.ts'
import { addWrittenRow } from './written-rows.ts'
import { TableRows } from './table-rows.ts'

type WantedTotal = NonNullable<WorldRecipe['totals']>[number]

export function countControlTotals(recipe: WorldRecipe, elements: FactTable): FactTable {
  const rows = new TableRows(TOTALS, 'totals.csv')
  for (const total of recipe.totals ?? []) {
    addWrittenRow(rows, {
      measure: total.measure,
      ...(total.function === undefined ? {} : { function: total.function }),
      ...(total.technology === undefined ? {} : { technologies: total.technology }),
      on: total.on,
      count: count(total, elements, recipe.manifest.operator.name),
      ...(total.source === undefined ? {} : { source: total.source }),
    })
  }
  return rows.finish()
}

function count(total: WantedTotal, elements: FactTable, operator: string): number {
  const day = dayNumber(total.on)
  const isServing = servingOn(elements, day)
  const sites = new Set<string>()
  let counted = 0
  for (let row = 0; row < elements.rowCount; row++) {
    if (!isServing(row)) continue
    const functionId = textAt(elements, 'function', row)
    if (total.function !== undefined && !isWithinFunction(functionId, total.function)) continue
    if (total.technology !== undefined && !technologiesOn(elements, row, day).includes(total.technology)) continue
    const operators = textAt(elements, 'operators', row)
    if (operators !== '' && !operators.split('|').some((share) => share.startsWith(`${operator}:`))) continue
    counted += 1
    const site = textAt(elements, 'site', row)
    if (site !== '') sites.add(site)
  }
  return total.measure === 'sites' ? sites.size : counted
}

/** Rows that served on the day whatever their unknown dates are. */
function servingOn(elements: FactTable, day: number): (row: number) => boolean {
  const began = elements.columns.get('inService')
  const ended = elements.columns.get('outOfService')
  if (began?.kind !== 'date') return () => false
  return (row) => {
    const isBlank = began.earliest[row]! > began.latest[row]!
    if (isBlank || began.latest[row]! > day) return false
    return ended?.kind !== 'date' || ended.earliest[row]! > ended.latest[row]! || ended.earliest[row]! >= day
  }
}

/** What an element carried on a day: by its function, as stated, as before a change. */
function technologiesOn(elements: FactTable, row: number, day: number): string[] {
  const changed = elements.columns.get('technologyChanged')
  const isBefore =
    changed?.kind === 'date' && changed.earliest[row]! <= changed.latest[row]! && day < changed.earliest[row]!
  const stated = textAt(elements, isBefore ? 'technologiesBefore' : 'technologies', row).split('|')
  const implied = findFunction(textAt(elements, 'function', row))?.technology
  return implied === undefined ? stated : [...stated, implied]
}
