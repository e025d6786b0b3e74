// Which cell of a grid a key leads to. Row -1 is that of the headings.

export interface Cell {
  readonly row: number
  readonly column: number
}

export interface GridSize {
  readonly rows: number
  readonly columns: number
  /** Rows in view at once. */
  readonly page: number
}

/** Undefined: the key means nothing here. */
export function nextCell({ row, column }: Cell, key: string, withControl: boolean, size: GridSize): Cell | undefined {
  const inRows = (wanted: number): number => Math.min(Math.max(wanted, -1), size.rows - 1)
  const inColumns = (wanted: number): number => Math.min(Math.max(wanted, 0), size.columns - 1)
  switch (key) {
    case 'ArrowDown':
      return { row: inRows(row + 1), column }
    case 'ArrowUp':
      return { row: inRows(row - 1), column }
    case 'ArrowRight':
      return { row, column: inColumns(column + 1) }
    case 'ArrowLeft':
      return { row, column: inColumns(column - 1) }
    case 'PageDown':
      return { row: inRows(row + size.page), column }
    case 'PageUp':
      return { row: Math.max(inRows(row - size.page), Math.min(0, size.rows - 1)), column }
    case 'Home':
      return withControl ? { row: Math.min(0, size.rows - 1), column: 0 } : { row, column: 0 }
    case 'End':
      return withControl
        ? { row: inRows(size.rows - 1), column: inColumns(size.columns - 1) }
        : { row, column: inColumns(size.columns - 1) }
    default:
      return undefined
  }
}
