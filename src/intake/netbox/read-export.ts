// Reads the files of a NetBox export, JSON and CSV, into one inventory: each file wholly or, when broken, not at all.

import { formatCount } from '#base/format-number.ts'
import { type Fault, quoteForFault } from '#model/fault.ts'
import type { MappedTable, NetBoxMapping } from '#model/netbox-mapping.ts'
import type { Place } from '#model/place.ts'
import { detectEncoding, nameOtherFile, toUtf8 } from '../csv/encoding.ts'
import { type CsvHandler, type CsvRecord, scanCsv, textOfField } from '../csv/scan.ts'
import type { ReportProgress } from '../format.ts'
import { readHead, type SourceFile } from '../source-file.ts'
import { UnmappedTally } from '../unmapped-tally.ts'
import { readHeader } from './csv-header.ts'
import { addInventory, createInventory, type Inventory, InventoryCollector } from './inventory.ts'
import {
  type JsonHandler,
  type JsonObject,
  type JsonPage,
  type JsonRecord,
  ownValue,
  readJsonRecords,
} from './json-records.ts'
import { isRecordListName, isUsedKind, kindOfAddress, kindOfFields, kindOfName } from './kind.ts'
import { csvRecord, jsonRecord, type NetBoxRecord, placeOfRecord } from './record.ts'

export interface NetBoxExport {
  readonly inventory: Inventory
  readonly unmapped: UnmappedTally
  /** How often each custom field is filled in, by our table. */
  readonly customFields: ReadonlyMap<MappedTable, ReadonlyMap<string, number>>
  readonly hasUnreadFile: boolean
}

export interface ExportRequest {
  readonly files: readonly SourceFile[]
  readonly mapping: NetBoxMapping
  readonly report: (fault: Fault) => void
  readonly progress?: ReportProgress | undefined
}

export async function readExport({ files, mapping, report, progress }: ExportRequest): Promise<NetBoxExport> {
  const inventory = createInventory()
  const unmapped = new UnmappedTally()
  const customFields = new Map<MappedTable, Map<string, number>>()
  const pages = new PageCount()
  const seen = new Set<string>()
  const bytesTotal = files.reduce((sum, file) => sum + file.sizeBytes, 0)
  let bytesDone = 0
  let hasUnreadFile = false
  for (const file of files) {
    const part = new FilePart(file, mapping, seen, report)
    if (await part.read()) {
      addInventory(inventory, part.inventory)
      unmapped.addAll(part.unmapped)
      addCounts(customFields, part.customFields)
      pages.addAll(part.pages)
      for (const key of part.given) seen.add(key)
    } else hasUnreadFile = true
    bytesDone += file.sizeBytes
    progress?.(bytesDone, bytesTotal)
  }
  if (!hasUnreadFile) pages.tellMissing(report)
  return { inventory, unmapped, customFields, hasUnreadFile }
}

type FieldCounts = Map<MappedTable, Map<string, number>>

function addCounts(to: FieldCounts, from: FieldCounts): void {
  for (const [table, counts] of from) {
    const sums = to.get(table) ?? new Map<string, number>()
    to.set(table, sums)
    for (const [name, count] of counts) sums.set(name, (sums.get(name) ?? 0) + count)
  }
}

/** Of each kind, how many records there are by the word of the pages, and how many were given. */
class PageCount {
  readonly #kinds = new Map<string, { file: string; stated: number; given: number }>()

  addRecord(kind: string, file: string): void {
    this.#at(kind, file).given += 1
  }

  addPage(kind: string, file: string, count: number): void {
    const entry = this.#at(kind, file)
    entry.stated = Math.max(entry.stated, count)
  }

  addAll(other: PageCount): void {
    for (const [kind, { file, stated, given }] of other.#kinds) {
      const entry = this.#at(kind, file)
      entry.stated = Math.max(entry.stated, stated)
      entry.given += given
      entry.file = file
    }
  }

  #at(kind: string, file: string): { file: string; stated: number; given: number } {
    const entry = this.#kinds.get(kind) ?? { file, stated: 0, given: 0 }
    this.#kinds.set(kind, entry)
    return entry
  }

  tellMissing(report: (fault: Fault) => void): void {
    for (const [kind, { file, stated, given }] of this.#kinds) {
      if (given >= stated) continue
      report({
        code: 'missing-file',
        severity: 'error',
        file,
        problem: `only ${given} of ${stated} ${kind} were given`,
        expected: 'all pages: ask with `limit=0`, or follow `next` to the last page',
      })
    }
  }
}

/** One file and what it holds. */
class FilePart implements JsonHandler, CsvHandler {
  readonly unmapped = new UnmappedTally()
  readonly pages = new PageCount()
  /** Kind and number of each record given, so that a page given twice counts once. */
  readonly given = new Set<string>()
  readonly #file: SourceFile
  readonly #collector: InventoryCollector
  readonly #seenBefore: ReadonlySet<string>
  readonly #report: (fault: Fault) => void
  readonly #kindOfFile: string | undefined
  /** Records of which only the address of the page will tell the kind. */
  readonly #undecided: NetBoxRecord[] = []
  #kindOfPage: string | undefined
  #header: Map<string, number> | undefined
  #fieldCount = 0
  #untoldCount = 0
  /** The first of them. */
  #untoldPlace: Place | undefined
  #hasKnownRecord = false
  #isNautobot = false
  #isRefused = false

  constructor(
    file: SourceFile,
    mapping: NetBoxMapping,
    seenBefore: ReadonlySet<string>,
    report: (fault: Fault) => void,
  ) {
    this.#file = file
    this.#seenBefore = seenBefore
    this.#report = report
    this.#collector = new InventoryCollector(mapping, this.unmapped)
    this.#kindOfFile = kindOfName(file.name)
  }

  get inventory(): Inventory {
    return this.#collector.inventory
  }

  get customFields(): FieldCounts {
    return this.#collector.customFields
  }

  /** False when the file is broken: what was read of it is to be dropped. */
  async read(): Promise<boolean> {
    const head = await readHead(this.#file)
    const other = nameOtherFile(head)
    if (other !== undefined)
      return this.#refuse({ code: 'unreadable-file', problem: `${other}`, expected: 'JSON or CSV' })
    return looksLikeJson(head) ? this.#readJson() : this.#readCsv(head)
  }

  async #readJson(): Promise<boolean> {
    const problem = await readJsonRecords(this.#file, this)
    if (problem) return this.#refuse(problem)
    this.#settle(undefined)
    this.#tellUntold()
    return !this.#isRefused
  }

  async #readCsv(head: Uint8Array): Promise<boolean> {
    await scanCsv(toUtf8(this.#file.bytes(), detectEncoding(head)), this)
    if (!this.#header && !this.#isRefused)
      return this.#refuse({
        code: 'missing-column',
        line: 1,
        problem: 'no header',
        expected: 'column names in the first line',
      })
    return !this.#isRefused
  }

  #refuse(fault: Omit<Fault, 'severity' | 'file'>): false {
    if (!this.#isRefused) this.#report({ severity: 'error', file: this.#file.name, ...fault })
    this.#isRefused = true
    return false
  }

  isRecordList(name: string): boolean {
    return isRecordListName(name)
  }

  record({ value, ordinal, list, index }: JsonRecord): void {
    if (this.#isRefused || this.#refuseNautobot(value)) return
    const path = index === undefined ? '' : `${list}[${index}].`
    const record = jsonRecord(value, { file: this.#file.name, unit: 'record', ordinal, path })
    const kind =
      kindOfAddress(record.text('url')) ??
      (list === 'results' ? undefined : kindOfName(list)) ??
      this.#kindOfFile ??
      kindOfFields((field) => Object.hasOwn(value, field))
    if (kind === undefined) this.#undecided.push(record)
    else this.#add(kind, record)
  }

  page({ count, addresses, otherLists }: JsonPage): void {
    for (const list of otherLists)
      this.unmapped.add(
        'lists of a kind that is not known',
        'name each list after what it holds',
        list.name,
        list.count,
      )
    const kind = addresses.map(kindOfAddress).find((found) => found !== undefined)
    this.#settle(kind)
    const counted = this.#kindOfPage ?? kind ?? this.#kindOfFile
    if (count !== undefined && counted !== undefined) this.pages.addPage(counted, this.#file.name, count)
    this.#kindOfPage = undefined
  }

  takeRecord(row: CsvRecord): boolean {
    const cells = Array.from({ length: row.fieldCount }, (_, field) => textOfField(row, field).trim())
    if (!this.#header) return this.#takeHeader(cells, row.line)
    if (cells.length !== this.#fieldCount) {
      this.#report({
        code: 'wrong-field-count',
        severity: 'error',
        file: this.#file.name,
        line: row.line,
        problem: `${cells.length} fields`,
        expected: `${this.#fieldCount}, as in the header`,
      })
      return true
    }
    this.#add(
      this.#kindOfPage!,
      csvRecord(this.#header, cells, { file: this.#file.name, unit: 'line', ordinal: row.line, path: '' }),
    )
    return true
  }

  takeFault(fault: Omit<Fault, 'severity' | 'file'>): void {
    this.#report({ severity: 'error', file: this.#file.name, ...fault, text: quoteForFault(fault.text ?? '') })
  }

  #takeHeader(cells: readonly string[], line: number): boolean {
    const header = readHeader(cells, this.#kindOfFile)
    const deviceHeader = readHeader(cells, 'devices')
    const isDevices = this.#kindOfFile === undefined && kindOfFields((field) => deviceHeader.has(field)) === 'devices'
    const kind = this.#kindOfFile ?? (isDevices ? 'devices' : kindOfFields((field) => header.has(field)))
    this.#header = isDevices ? deviceHeader : header
    this.#fieldCount = cells.length
    this.#kindOfPage = kind
    if (kind !== undefined) return true
    this.#refuse({
      code: 'missing-column',
      line,
      text: quoteForFault(cells.join(',')),
      problem: 'these columns do not tell what the rows are',
      expected: 'a file named after what it holds, such as `regions.csv` or `site-groups.csv`',
    })
    return false
  }

  #refuseNautobot(value: JsonObject): boolean {
    if (ownValue(value, 'natural_slug') === undefined || ownValue(value, 'object_type') === undefined) return false
    if (!this.#isNautobot)
      this.#refuse({ code: 'invalid-value', problem: 'an export of Nautobot', expected: 'an export of NetBox' })
    this.#isNautobot = true
    return true
  }

  /** Gives records without a kind the kind of their page, or tells that they have none. */
  #settle(kind: string | undefined): void {
    const records = this.#undecided.splice(0)
    if (records.length === 0) return
    if (kind !== undefined) {
      for (const record of records) this.#add(kind, record)
      return
    }
    this.#untoldPlace ??= placeOfRecord(records[0]!.place)
    this.#untoldCount += records.length
    this.unmapped.add(
      'records of a kind that cannot be told',
      'name the file after what it holds',
      this.#file.name,
      records.length,
    )
  }

  /** Some records of no kind are told; a file of nothing else is another file than was meant. */
  #tellUntold(): void {
    const place = this.#untoldPlace
    if (place === undefined) return
    const problem = `${formatCount(this.#untoldCount, 'record')} of a kind that cannot be told`
    const expected = 'records with their `url`, or a file named after what it holds, such as `regions.json`'
    if (this.#hasKnownRecord) this.#report({ code: 'ignored', severity: 'warning', ...place, problem, expected })
    else this.#refuse({ code: 'unreadable-file', ...place, problem: `nothing but ${problem}`, expected })
  }

  #add(kind: string, record: NetBoxRecord): void {
    this.#hasKnownRecord = true
    const id = record.text('id')
    const key = `${kind} ${id}`
    if (id !== '' && (this.given.has(key) || this.#seenBefore.has(key))) {
      this.unmapped.add('records given twice', 'nothing to do: each counts once', kind)
      return
    }
    if (id !== '') this.given.add(key)
    this.#kindOfPage = kind
    this.pages.addRecord(kind, this.#file.name)
    if (isUsedKind(kind)) this.#collector.add(kind, record)
    else
      this.unmapped.add(
        'records that are not used',
        'nothing to do: they hold no inventory, or other records name them',
        kind,
      )
  }
}

/** JSON begins with a bracket; a first line of CSV never does. */
export function looksLikeJson(head: Uint8Array): boolean {
  for (const byte of head) {
    if (byte === 0x5b || byte === 0x7b) return true
    // Blank space, byte order marks, and the zero bytes of UTF-16.
    if (![0, 0x09, 0x0a, 0x0d, 0x20, 0xef, 0xbb, 0xbf, 0xfe, 0xff].includes(byte)) return false
  }
  return false
}
