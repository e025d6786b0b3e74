// The spares report as a workbook: what to buy, parts, moves, what cannot be had, cover, what is assumed, and what it all is the answer to.

import type { SparesReport } from '#model/spares-report.ts'
import { LONGEST_SHEET_TEXT, type Sheet, type SheetCell, type Workbook } from '#model/workbook.ts'
import type { CsvCell } from '../csv-row.ts'
import { shortenText, showText } from '../visible-text.ts'
import { STEADY_TABLE } from './steady-table.ts'
import { ASSUMPTIONS_TABLE } from './assumptions-table.ts'
import { BARS_TABLE } from './bars-table.ts'
import { COVER_TABLE } from './cover-table.ts'
import { MOVES_TABLE } from './moves-table.ts'
import { PARTS_TABLE } from './parts-table.ts'
import { PURCHASE_TABLE, UNOBTAINABLE_TABLE } from './purchase-table.ts'
import type { SparesTable } from './spares-table.ts'

export function makeSparesWorkbook(report: SparesReport): Workbook {
  return [
    makeSheet('Buy', PURCHASE_TABLE, report),
    makeSheet('Parts', PARTS_TABLE, report),
    makeSheet('Moves', MOVES_TABLE, report),
    makeSheet('Cannot be had', UNOBTAINABLE_TABLE, report),
    makeSheet('Barred', BARS_TABLE, report),
    makeSheet('Cover', COVER_TABLE, report),
    makeSheet('Steady state', STEADY_TABLE, report),
    makeSheet('Assumptions', ASSUMPTIONS_TABLE, report),
    tellScenario(report),
  ]
}

function makeSheet<Row>(name: string, { columns, rowsOf }: SparesTable<Row>, report: SparesReport): Sheet {
  return {
    name,
    columns: columns.map((column) => ({ name: column.name, format: column.format ?? 'text' })),
    rows: rowsOf(report).map((row) => columns.map(({ cell }) => showCell(cell(row)))),
  }
}

function showCell(cell: CsvCell): SheetCell {
  if (cell === null) return undefined
  return typeof cell === 'string' ? shortenText(showText(cell), LONGEST_SHEET_TEXT) : cell
}

/** A sheet that is passed on by itself says what it is of. */
function tellScenario({ title, operator, scenario, purchase, currency, product, inputs }: SparesReport): Sheet {
  const facts: readonly (readonly [string, CsvCell])[] = [
    ['network', title],
    ['operator', operator],
    ['scenario', scenario.title],
    ['from', scenario.from],
    ['until', scenario.until],
    ['known at', scenario.knownAt],
    ['survival asked for', scenario.target.survival],
    ['weighted hours lost asked for, at the most', scenario.target.weightHoursLost],
    ['asked of each', scenario.target.per],
    ...(scenario.together
      ? ([
          ['of so many parts in pools together', scenario.together.points],
          ['so that each, were they independent, would have to last with', scenario.together.each],
        ] as const)
      : []),
    ['target reached by the purchase', purchase.isReached ?? 'not known'],
    ['weighted hours lost before', purchase.weightHoursLost.before],
    ['weighted hours lost after', purchase.weightHoursLost.after],
    ['cost of the purchase', purchase.cost / 100],
    ['currency', currency],
    ['made by', `${product.name} ${product.version}`],
    ...inputs.map(({ name, sha256 }) => [`sha256 of ${name}`, sha256] as const),
  ]
  return {
    name: 'About',
    columns: [
      { name: 'what', format: 'text' },
      { name: 'is', format: 'text' },
    ],
    rows: facts.map(([what, is]) => [showText(what), showCell(is)]),
  }
}
