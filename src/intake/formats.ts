// Every format that can be imported, in the open: the order is the order of recognition.

import type { ColumnMapping } from '#model/column-mapping.ts'
import type { FactTable } from '#model/fact-table.ts'
import type { Fault } from '#model/fault.ts'
import type { NetBoxMapping } from '#model/netbox-mapping.ts'
import { bulkCm } from './bulk-cm/bulk-cm.ts'
import { readColumnMapping } from './column-mapping/read.ts'
import { CSV_FORMAT, readCsvTable } from './csv/read.ts'
import { seeCsv } from './csv/see.ts'
import type { ReadRequest, Unmapped } from './format.ts'
import { deviceTypeLibrary } from './netbox/device-type-library.ts'
import { netBox } from './netbox/netbox.ts'
import { readNetBoxMapping } from './netbox/read-mapping.ts'
import { describeEmptySurvey, isSurveyEmpty, suggestNetBoxMapping, surveyNetBox } from './netbox/suggest-mapping.ts'
import { readStatedTables } from './read-tables.ts'
import type { SeenTable } from './seen-table.ts'
import type { SourceFile } from './source-file.ts'
import { suggestColumnMapping } from './suggest-columns.ts'
import { readXlsxTable, XLSX_FORMAT } from './xlsx/read.ts'
import { seeXlsx } from './xlsx/see.ts'

/** What files of a foreign system say, in the shape of the workspace. */
export interface ImportReading {
  readonly tables: readonly FactTable[]
  /** Columns to be joined to rows that other sources own. */
  readonly joined: readonly FactTable[]
  readonly unmapped: readonly Unmapped[]
  /** Whether of some file nothing was read, which was told: what it says nobody knows. */
  readonly hasUnreadFile?: boolean
}

export type ImportRequest = Omit<ReadRequest, 'mapping'>

export interface ImportFormat {
  readonly name: string
  readonly about: string
  recognise(name: string, head: Uint8Array): boolean
  /** `mapping`: the saved mapping file, where the user has one; undefined when it has faults, which were told. */
  read(request: ImportRequest, mapping: MappingFile | undefined): Promise<ImportReading | undefined>
  /** A first mapping for a person to review, as text, where the format has one; undefined where the files give it nothing to speak of, which was told. */
  suggestMapping?(request: ImportRequest): Promise<SuggestedMapping | undefined>
}

export interface SuggestedMapping {
  readonly text: string
  /** What stands in the files, where their columns are the operator's own. */
  readonly tables: readonly SeenTable[]
}

export interface MappingFile {
  readonly name: string
  readonly text: string
}

type MappingReader<Mapping> = (name: string, text: string) => { mapping?: Mapping; faults: Fault[] }

function readMapping<Mapping>(
  read: MappingReader<Mapping>,
  file: MappingFile | undefined,
  report: (fault: Fault) => void,
): { mapping?: Mapping; isUsable: boolean } {
  if (!file) return { isUsable: true }
  const { mapping, faults } = read(file.name, file.text)
  for (const fault of faults) report(fault)
  return mapping ? { mapping, isUsable: true } : { isUsable: false }
}

const TABLES_FORMAT: ImportFormat = {
  name: 'tables',
  about: 'CSV files and workbooks: tables of the workspace, or an operator’s own tables with a column mapping',
  recognise: (name, head) => CSV_FORMAT.recognise(name, head) || XLSX_FORMAT.recognise(name, head),
  async read(request, file) {
    const { mapping, isUsable } = readMapping<ColumnMapping>(readColumnMapping, file, request.report)
    if (!isUsable) return undefined
    const { owned, joined, hasUnreadFile } = await readStatedTables(
      { ...request, ...(mapping ? { mapping } : {}) },
      (source, ...rest) => (isWorkbook(source) ? readXlsxTable(source, ...rest) : readCsvTable(source, ...rest)),
    )
    return { tables: owned, joined, unmapped: [], hasUnreadFile }
  },
  async suggestMapping({ files, report }) {
    const seen: SeenTable[] = []
    for (const file of files) seen.push(...(await seeTables(file, report)))
    return seen.length === 0 ? undefined : { text: suggestColumnMapping(seen), tables: seen }
  },
}

async function seeTables(file: SourceFile, report: (fault: Fault) => void): Promise<readonly SeenTable[]> {
  if (isWorkbook(file)) return seeXlsx(file, report)
  const table = await seeCsv(file, report)
  return table ? [table] : []
}

function isWorkbook({ name }: SourceFile): boolean {
  return /\.xlsx$/i.test(name)
}

const NETBOX_FORMAT: ImportFormat = {
  ...netBox,
  async read(request, file) {
    const { mapping, isUsable } = readMapping<NetBoxMapping>(readNetBoxMapping, file, request.report)
    if (!isUsable) return undefined
    return { ...(await netBox.read({ ...request, ...(mapping ? { mapping } : {}) })), joined: [] }
  },
  async suggestMapping({ files, report }) {
    const survey = await surveyNetBox(files, report)
    if (isSurveyEmpty(survey)) report(describeEmptySurvey(files))
    else return { text: suggestNetBoxMapping(survey), tables: [] }
    return undefined
  },
}

const BULK_CM_FORMAT: ImportFormat = {
  ...bulkCm,
  async read(request, file) {
    if (file)
      request.report({
        code: 'ignored',
        severity: 'warning',
        file: file.name,
        problem: 'bulk-CM files need no mapping',
      })
    return { ...(await bulkCm.read(request)), joined: [] }
  },
}

const DEVICE_TYPES_FORMAT: ImportFormat = {
  ...deviceTypeLibrary,
  async read(request, file) {
    if (file)
      request.report({ code: 'ignored', severity: 'warning', file: file.name, problem: 'device types need no mapping' })
    return { ...(await deviceTypeLibrary.read(request)), joined: [] }
  },
}

export const IMPORT_FORMATS: readonly ImportFormat[] = [
  BULK_CM_FORMAT,
  NETBOX_FORMAT,
  DEVICE_TYPES_FORMAT,
  TABLES_FORMAT,
]
