// How wide a column is drawn and how its cells are set, by what it holds.

import type { TableColumn } from '#contract/application/table.ts'
import type { GridColumn } from '../../parts/grid/grid.tsx'
import { network } from '../../words/en/network.ts'

const WIDTHS: Readonly<Record<string, string>> = {
  identifier: '10.5rem',
  text: '13rem',
  vendor: '9.5rem',
  function: '10rem',
  functions: '12rem',
  choice: '8rem',
  choices: '9rem',
  list: '10rem',
  shares: '11rem',
  date: '8rem',
  amount: '8rem',
  number: '7.5rem',
}

export function shapeColumn({ name, kind, about, unit }: TableColumn): GridColumn {
  const title = network.nameColumn(name)
  const isNumber = kind === 'amount' || kind === 'number'
  // A heading is never cut off: about half a rem a letter, and room for the mark of its order.
  const least = title.length * 0.47 + (unit === undefined || !isNumber ? 0 : unit.length * 0.45 + 1) + 3
  const usual = Number.parseFloat(WIDTHS[kind] ?? '10rem')
  return {
    name,
    title: unit === undefined || !isNumber ? title : `${title}, ${unit}`,
    about: unit === undefined ? about : `${about} (${unit})`,
    width: `${Math.max(least, usual).toFixed(2)}rem`,
    isNumber,
    isIdentifier: kind === 'identifier',
  }
}
