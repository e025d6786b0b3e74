// What may be asked of the tables of a snapshot, and what is answered: data, so that a page, an address and a program ask alike.

import type { ColumnKind } from '#model/column.ts'
import type { ConditionOperator } from '#model/condition-operators.ts'
import type { FactOrigin } from '#model/fact-origin.ts'
import type { Place } from '#model/place.ts'

export interface Condition {
  readonly column: string
  readonly operator: ConditionOperator
  /** As cells of the column are written. */
  readonly values?: readonly string[]
}

export interface Sorting {
  readonly column: string
  readonly descending?: boolean
}

/** Which rows of a table, in which order: all conditions hold; rows that are alike stand by number, blanks last. */
export interface RowsQuery {
  readonly table: string
  /** Of the answer, in this order; by default all that the snapshot has. */
  readonly columns?: readonly string[]
  readonly conditions?: readonly Condition[]
  /** Words that must each stand in some text of the row, in whatever case. */
  readonly search?: string
  readonly sort?: readonly Sorting[]
  /** Tags of sites that are kept secret: no row that names one of them, or what stands on it, is found. */
  readonly withhold?: readonly string[]
  readonly among?: NamedRows
}

/** Rows that are named elsewhere, however many: such as what makes a figure of an analysis what it is. */
export interface NamedRows {
  /** The same key, the same names. */
  readonly key: string
  /** What names a row: what stands in its key, or its file and number; each its texts that are not blank, a space between them. */
  readonly by: 'key' | 'place'
  /** Read once, and only when they are asked for. */
  readonly names: () => AsyncIterable<readonly string[]>
}

export interface PageQuery extends RowsQuery {
  /** 0 by default. */
  readonly offset?: number
  /** 1 to `LARGEST_PAGE`, `USUAL_PAGE` by default. */
  readonly limit?: number
}

export interface TableColumn {
  readonly name: string
  readonly kind: ColumnKind
  readonly about: string
  readonly unit?: string
  readonly choices?: readonly string[]
  /** Operators of conditions on it. */
  readonly operators: readonly ConditionOperator[]
}

export interface TableSummary {
  readonly name: string
  readonly about: string
  readonly rows: number
  /** Columns that together name a row. */
  readonly key: readonly string[]
  /** Those that any of the files has. */
  readonly columns: readonly TableColumn[]
}

export interface TableRow {
  /** From 0, in the order of the files. */
  readonly number: number
  /** '' where blank, in the order of the columns of the answer. */
  readonly cells: readonly string[]
  readonly source: FactOrigin
}

export interface TablePage {
  readonly table: string
  readonly columns: readonly string[]
  readonly rows: readonly TableRow[]
  readonly offset: number
  /** Rows that the conditions and the search find. */
  readonly matched: number
  /** Rows of the table. */
  readonly total: number
}

export interface SummaryQuery {
  readonly table: string
  readonly column: string
  readonly conditions?: readonly Condition[]
  readonly search?: string
  /** How many values; 1 to `LARGEST_PAGE`, 50 by default. */
  readonly limit?: number
  /** As of {@link RowsQuery}. */
  readonly withhold?: readonly string[]
  readonly among?: NamedRows
}

export interface ValueCount {
  /** '' for blank cells. */
  readonly value: string
  readonly rows: number
}

export interface ColumnSummary {
  readonly table: string
  readonly column: string
  /** The commonest first. Of the kinds that hold several each counts for itself. */
  readonly values: readonly ValueCount[]
  /** How many distinct values there are. */
  readonly distinct: number
  readonly matched: number
}

export interface FoundRows {
  readonly table: string
  readonly columns: readonly string[]
  /** Those in which a cell is the text first, then those in which one begins with it, then those in which it stands anywhere. */
  readonly rows: readonly FoundRow[]
  /** There are more than these. */
  readonly hasMore: boolean
}

export interface FoundRow extends TableRow {
  readonly key: readonly string[]
  /** Column in which it was found. */
  readonly foundIn: string
}

/** A row by its key, a text for each column of the key ('' where blank), or by its number. */
export type RowName = { readonly key: readonly string[] } | { readonly number: number }

export interface RowDetail {
  readonly table: string
  readonly number: number
  readonly key: readonly string[]
  /** Rows of the same key, this one among them: more than one only where the table has no whole key. */
  readonly sameKey: number
  readonly source: FactOrigin
  readonly cells: readonly DetailCell[]
  readonly referring: readonly ReferringRows[]
}

export interface DetailCell {
  readonly column: string
  readonly text: string
  /** Where another file gave it to the row. */
  readonly from?: Place
  /** The row it names, if that is there. */
  readonly refersTo?: { readonly table: string; readonly key: readonly string[] }
}

/** Rows of another table, or of the same, that name a row. */
export interface ReferringRows {
  readonly table: string
  /** In which they name it. */
  readonly column: string
  readonly columns: readonly string[]
  readonly rows: readonly TableRow[]
  readonly matched: number
}

/** Why something that was asked is refused. */
export interface QueryFault {
  readonly code:
    | 'unknown-table'
    | 'unknown-column'
    | 'unknown-operator'
    | 'invalid-value'
    | 'out-of-bounds'
    | 'unknown-row'
  /** Which part of the question, such as `conditions[0].values[1]`. */
  readonly at: string
  readonly text?: string
  readonly problem: string
  readonly expected?: string
  readonly didYouMean?: string
}

export type TableAnswer<Value> = { readonly value: Value } | { readonly refused: readonly QueryFault[] }
