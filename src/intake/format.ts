// What every format of intake offers: the same two verbs, recognise and read.

import type { Fault } from '#model/fault.ts'
import type { FactTable } from '#model/fact-table.ts'
import type { SourceFile } from './source-file.ts'

/** Progress of a long read, for standard error: bytes done of all. */
export type ReportProgress = (bytesDone: number, bytesTotal: number) => void

export interface ReadRequest<Mapping = unknown> {
  readonly files: readonly SourceFile[]
  /** The saved, reviewable choices of the user for this source; each format documents its own. */
  readonly mapping?: Mapping
  /** Every fault, in file order. Errors keep their row out; the caller decides whether anything is kept. */
  readonly report: (fault: Fault) => void
  readonly progress?: ReportProgress
}

/** What could not be brought into the model, said by kind with a count and a few examples. */
export interface Unmapped {
  readonly what: string
  readonly count: number
  readonly examples: readonly string[]
  /** What the user can do about it. */
  readonly remedy: string
}

export interface Reading {
  /** Rows in the shape of the workspace tables, at most one fact table per schema and file. */
  readonly tables: readonly FactTable[]
  readonly unmapped: readonly Unmapped[]
  /** Whether of some file nothing was read, which was told: what it says nobody knows. */
  readonly hasUnreadFile?: boolean
}

export interface Format<Mapping = unknown> {
  /** Name on the command line, such as `netbox`. */
  readonly name: string
  readonly about: string
  /** Whether a file with this name and these first bytes is of this format. */
  recognise(name: string, head: Uint8Array): boolean
  read(request: ReadRequest<Mapping>): Promise<Reading>
}
