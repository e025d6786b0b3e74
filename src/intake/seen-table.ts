// What stands in a table of a file, whatever its columns are called: for whoever says which of them become whose.

export interface SeenTable {
  readonly file: string
  readonly kind: 'csv' | 'xlsx'
  /** Where the file has several. */
  readonly sheet?: string
  readonly columns: readonly SeenColumn[]
  /** The first rows, each cell under its column. */
  readonly rows: readonly (readonly string[])[]
}

export interface SeenColumn {
  readonly name: string
  /** The first texts in it that differ. */
  readonly samples: readonly string[]
}

/** Rows that are looked through for samples: a column that is filled in rarely may show none. */
export const ROWS_SEEN = 1000
const ROWS_TOLD = 5
const SAMPLES_TOLD = 5
const LONGEST_SAMPLE = 120

/** Gathers the rows of one table as they are read. Columns without a name are left out. */
export class SeenRows {
  readonly #names: readonly string[]
  readonly #samples: readonly Set<string>[]
  readonly #rows: string[][] = []
  #count = 0

  constructor(header: readonly string[]) {
    this.#names = header
    this.#samples = header.map(() => new Set())
  }

  /** Whether more are wanted. */
  take(cells: readonly string[]): boolean {
    const shown = this.#names.map((_, column) => cut(cells[column] ?? ''))
    for (const [column, text] of shown.entries())
      if (text !== '' && this.#samples[column]!.size < SAMPLES_TOLD) this.#samples[column]!.add(text)
    if (this.#rows.length < ROWS_TOLD) this.#rows.push(shown)
    this.#count += 1
    return this.#count < ROWS_SEEN
  }

  finish(): Pick<SeenTable, 'columns' | 'rows'> {
    const named = [...this.#names.keys()].filter((column) => this.#names[column] !== '')
    return {
      columns: named.map((column) => ({ name: this.#names[column]!, samples: [...this.#samples[column]!] })),
      rows: this.#rows.map((row) => named.map((column) => row[column]!)),
    }
  }
}

function cut(text: string): string {
  return text.length <= LONGEST_SAMPLE ? text : `${text.slice(0, LONGEST_SAMPLE)}…`
}
