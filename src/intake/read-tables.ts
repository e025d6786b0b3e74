// Reading workspace tables from files of any tabular format: which mapping is whose, and which columns are joined to which rows.

import { joinColumnsOver } from '#model/join-columns.ts'
import { type ColumnMapping, namesFile, type SourceMapping } from '#model/column-mapping.ts'
import type { FactTable } from '#model/fact-table.ts'
import type { Fault } from '#model/fault.ts'
import type { ReadRequest, Reading } from './format.ts'
import type { SourceFile } from './source-file.ts'
import { UnmappedTally } from './unmapped-tally.ts'

/** Reads one file as one table; undefined when it cannot be read at all, which was told. */
export type ReadTable = (
  file: SourceFile,
  mapping: SourceMapping | undefined,
  report: (fault: Fault) => void,
  progress: (bytesDone: number) => void,
) => Promise<FactTable | undefined>

/** Tables as the files state them: those that own their rows, and those whose columns are to be joined to such rows. */
export interface StatedTables {
  readonly owned: readonly FactTable[]
  readonly joined: readonly FactTable[]
}

/** Reads each file once for every source of the mapping that names it, or by its own header where none does. */
export async function readStatedTables(
  request: ReadRequest<ColumnMapping>,
  readTable: ReadTable,
): Promise<StatedTables & { readonly hasUnreadFile: boolean }> {
  let hasUnreadFile = false
  const owned: FactTable[] = []
  const joined: FactTable[] = []
  const readings = request.files.flatMap((file) => {
    const sources = request.mapping?.sources.filter((source) => namesFile(source, file.name)) ?? []
    return (sources.length === 0 ? [undefined] : sources.map((source) => readBeside(source, sources))).map(
      (source) => ({
        file,
        source,
      }),
    )
  })
  const bytesTotal = readings.reduce((bytes, { file }) => bytes + file.sizeBytes, 0)
  let bytesBefore = 0
  for (const { file, source } of readings) {
    const progress = (bytesDone: number) => request.progress?.(bytesBefore + bytesDone, bytesTotal)
    const table = await readTable(file, source, request.report, progress)
    if (!table) hasUnreadFile = true
    else (source?.join === true ? joined : owned).push(table)
    bytesBefore += file.sizeBytes
  }
  return { owned, joined, hasUnreadFile }
}

/** What another source reads of the same file is not left unread. */
function readBeside(source: SourceMapping, sources: readonly SourceMapping[]): SourceMapping {
  const others = sources.filter((other) => other !== source && other.sheet === source.sheet).flatMap(columnsOf)
  return { ...source, ignore: [...(source.ignore ?? []), ...others] }
}

function columnsOf({ key, columns }: SourceMapping): string[] {
  return [key, ...Object.values(columns).map(({ from }) => from)].filter((name) => name !== undefined)
}

/** Tables of one request, its own joins made. */
export async function readTables(request: ReadRequest<ColumnMapping>, readTable: ReadTable): Promise<Reading> {
  return joinStatedTables(await readStatedTables(request, readTable), request.report)
}

/** The owned tables with the joined columns: also across formats, where a table joins to rows read elsewhere. */
export function joinStatedTables({ owned, joined }: StatedTables, report: (fault: Fault) => void): Reading {
  if (joined.length === 0) return { tables: owned, unmapped: [] }
  const tally = new UnmappedTally()
  const reportAndCount = (fault: Fault): void => {
    report(fault)
    if (fault.code === 'unmapped')
      tally.add(
        `rows of ${fault.file} that no other source has`,
        'add the rows, or correct their keys',
        fault.text ?? '',
      )
  }
  const tables = new Map(owned.map((table) => [table, table]))
  for (const name of new Set(joined.map((table) => table.schema.name))) {
    const bases = owned.filter((table) => table.schema.name === name)
    const sources = joined.filter((table) => table.schema.name === name)
    if (bases.length === 0) {
      for (const source of sources) report(describeOrphan(source))
      continue
    }
    const results = joinColumnsOver(bases, sources, reportAndCount)
    for (const [index, base] of bases.entries()) tables.set(base, results[index]!)
  }
  return { tables: [...tables.values()], unmapped: tally.list() }
}

function describeOrphan(source: FactTable): Fault {
  return {
    code: 'missing-file',
    severity: 'error',
    file: source.file,
    problem: `no source owns rows of ${source.schema.name} to join its columns to`,
    expected: `another source of ${source.schema.name}, read together with this one and without \`join\``,
  }
}
