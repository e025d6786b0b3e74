// What a column mapping file says, or every reason why it cannot be used, each with its line.

import { nearestName } from '#base/near-name.ts'
import { findCellProblem } from '#model/cell-problem.ts'
import type { Column, TableSchema } from '#model/column.ts'
import { ColumnMapping, type ColumnSource, type SourceMapping } from '#model/column-mapping.ts'
import { compileDateFormat } from '#model/date-format.ts'
import { type Fault, type FaultCode, quoteForFault } from '#model/fault.ts'
import { findTable } from '#model/tables.ts'
import { checkShape } from '../yaml/check-shape.ts'
import { formatYamlPath, parseYaml, type YamlDocument, type YamlPath, type YamlValue } from '../yaml/parse.ts'
import { wellShapedParts } from '../yaml/well-shaped.ts'

type Report = (code: FaultCode, path: YamlPath, problem: string, more?: Partial<Fault>) => void

/** Reads one mapping; there is one only where nothing is wrong with it. */
export function readColumnMapping(name: string, text: string): { mapping?: ColumnMapping; faults: Fault[] } {
  const { document: written, faults: syntaxFaults } = parseYaml(name, text)
  if (!written) return { faults: syntaxFaults }
  const document = spellOut(written)
  const faults = checkShape(ColumnMapping, document)
  const sources = soundSources(document, faults)
  const report: Report = (code, path, problem, more = {}) => {
    faults.push({
      code,
      severity: 'error',
      file: name,
      line: document.lineOf(path),
      column: formatYamlPath(path),
      text: quoteForFault(document.textOf(path) ?? String(path.at(-1))),
      problem,
      ...more,
    })
  }
  for (const source of sources) checkSource(source, report)
  return faults.length > 0 ? { faults } : { mapping: document.value as unknown as ColumnMapping, faults }
}

/** What can be looked into of a source, whatever else is wrong: its parts without a fault of shape. */
interface SoundSource {
  readonly path: YamlPath
  /** That which is meant, where it is mistyped; undefined where nobody knows. */
  readonly table: TableSchema | undefined
  readonly settings: Omit<Partial<SourceMapping>, 'table' | 'columns'>
  /** Undefined of a column that has faults; of no columns where it is not told which there are. */
  readonly columns: ReadonlyMap<string, ColumnSource | undefined> | undefined
}

function soundSources({ value }: YamlDocument, shapeFaults: readonly Fault[]): SoundSource[] {
  const isSound = wellShapedParts(shapeFaults)
  const sources = asMapping(value)?.sources
  if (!Array.isArray(sources)) return []
  return sources.flatMap((stated, index): SoundSource[] => {
    const source = asMapping(stated)
    if (!source) return []
    const path = ['sources', index]
    const faultAt = (key: string) => shapeFaults.find(({ column }) => column === formatYamlPath([...path, key]))
    const settings = Object.entries(source).map(([key, setting]) => {
      const fault = faultAt(key)
      // Of a mistyped key it counts only that it is there.
      if (fault?.code === 'unknown-setting') return [fault.didYouMean ?? key, setting]
      return [key, isSound([...path, key]) ? setting : undefined]
    })
    const columns = Object.entries(asMapping(source.columns) ?? {}).map(([name, how]): [string, unknown] => [
      name,
      isSound([...path, 'columns', name]) ? how : undefined,
    ])
    const table = faultAt('table')?.didYouMean ?? source.table
    return [
      {
        path,
        table: typeof table === 'string' ? findTable(table) : undefined,
        settings: Object.fromEntries(settings),
        columns: asMapping(source.columns) && (new Map(columns) as SoundSource['columns']),
      },
    ]
  })
}

function asMapping(value: YamlValue | undefined): { [key: string]: YamlValue } | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined
}

/** `vendor: Supplier` is short for `vendor: { from: Supplier }`. */
function spellOut(document: YamlDocument): YamlDocument {
  const root = asMapping(document.value)
  if (!root || !Array.isArray(root.sources)) return document
  const sources = root.sources.map((source) => {
    const columns = asMapping(asMapping(source)?.columns)
    if (!columns) return source
    const spelled = Object.entries(columns).map(([column, from]): [string, YamlValue] => [
      column,
      typeof from === 'string' ? { from } : from,
    ])
    return { ...asMapping(source), columns: Object.fromEntries(spelled) }
  })
  // Places are asked for in the document as written: what is spelled out stands where its short form does.
  const isWritten = (path: YamlPath) => !(path[4] === 'from' && typeof columnAt(root, path) === 'string')
  return {
    ...document,
    value: { ...root, sources },
    lineOf: (path) => document.lineOf(isWritten(path) ? path : path.slice(0, 4)),
    textOf: (path) => document.textOf(isWritten(path) ? path : path.slice(0, 4)),
  }
}

function columnAt(root: YamlValue, path: YamlPath): unknown {
  return path.slice(0, 4).reduce<unknown>((value, step) => (value as { [key: string]: unknown } | null)?.[step], root)
}

function checkSource({ path, table, settings, columns }: SoundSource, report: Report): void {
  const { key, sheet, format, file = '', join } = settings
  if (key !== undefined && table && table.key.length !== 1)
    report('unknown-setting', [...path, 'key'], `rows of ${table.name} have no key of one column`, {
      expected: `its key columns under \`columns\`: ${table.key.join(', ')}`,
    })
  if (key !== undefined && table && columns?.get(table.key[0]!)?.from !== undefined)
    report('contradiction', [...path, 'key'], `both \`key\` and column ${table.key[0]} name the key`, {
      expected: 'one of them',
    })
  if (sheet !== undefined && (format === 'csv' || /\.(csv|tsv|txt)$/i.test(file)))
    report('unknown-setting', [...path, 'sheet'], 'CSV files have no sheets', { expected: 'a workbook, or no `sheet`' })
  if (!columns) return
  const stated = new Set(table && [...columns.keys()].map((name) => meantColumn(name, table)?.name))
  if (key !== undefined && table) stated.add(table.key[0])
  for (const column of table?.columns ?? []) {
    const isNeeded = join === true ? table!.key.includes(column.name) : column.required === true
    if (isNeeded && !stated.has(column.name))
      report('missing-column', [...path, 'columns'], `nothing fills column ${column.name}`, {
        text: column.name,
        expected: `\`${column.name}\`: ${column.about}`,
      })
  }
  for (const [name, how] of columns) {
    const at = [...path, 'columns', name]
    const column = table && findColumn(name, table, at, report)
    // Of a table nobody knows any column may be the key.
    const mayBeKey = key !== undefined && (!table || table.key[0] === name)
    if (how) checkColumn(name, how, column, mayBeKey, at, report)
  }
}

/** The column of a name, or of the nearest one. */
function meantColumn(name: string, { columns }: TableSchema): Column | undefined {
  const named = (wanted: string | undefined) => columns.find((column) => column.name === wanted)
  return (
    named(name) ??
    named(
      nearestName(
        name,
        columns.map((column) => column.name),
      ),
    )
  )
}

/** As {@link meantColumn}; one that is not there is told. */
function findColumn(name: string, table: TableSchema, path: YamlPath, report: Report): Column | undefined {
  const meant = meantColumn(name, table)
  if (meant?.name !== name)
    report('unknown-column', path, `no column of ${table.name}`, {
      text: quoteForFault(name),
      expected: table.columns.map((column) => column.name).join(', '),
      ...(meant === undefined ? {} : { didYouMean: meant.name }),
    })
  return meant
}

/** `column`: the one that is meant; undefined where nobody knows. */
function checkColumn(
  name: string,
  how: ColumnSource,
  column: Column | undefined,
  mayBeKey: boolean,
  path: YamlPath,
  report: Report,
): void {
  if ((how.from === undefined) === (how.constant === undefined) && !mayBeKey)
    report('missing-value', path, 'neither column nor constant, or both', {
      text: name,
      expected: 'one of `from` and `constant`',
    })
  if (how.constant !== undefined) {
    for (const setting of ['dateFormat', 'decimalComma', 'values', 'blanks'] as const)
      if (how[setting] !== undefined)
        report('unknown-setting', [...path, setting], 'a constant is not translated', { expected: 'only `constant`' })
    checkOurText(column, how.constant, [...path, 'constant'], report)
  }
  if (how.dateFormat !== undefined) {
    if (column && column.kind !== 'date')
      report('unknown-setting', [...path, 'dateFormat'], `column ${column.name} holds no dates`, {
        expected: 'no `dateFormat`',
      })
    else if (!compileDateFormat(how.dateFormat))
      report('invalid-value', [...path, 'dateFormat'], 'no date format', {
        expected: 'YYYY, MM, M or MMM, DD or D, each once, such as `DD/MM/YYYY` or `D-MMM-YYYY HH:mm`',
      })
  }
  if (how.decimalComma !== undefined && column && column.kind !== 'amount' && column.kind !== 'number')
    report('unknown-setting', [...path, 'decimalComma'], `column ${column.name} holds no numbers`, {
      expected: 'no `decimalComma`',
    })
  for (const [theirs, ours] of Object.entries(how.values ?? {}))
    checkOurText(column, ours, [...path, 'values', theirs], report)
}

/** What a mapping writes into a column must be of its kind: better told here than on every row. */
function checkOurText(column: Column | undefined, text: string, path: YamlPath, report: Report): void {
  if (!column) return
  const problem = findCellProblem(column, text)
  if (!problem) return
  const { code, ...rest } = problem
  report(code, path, rest.problem, { ...rest, text: quoteForFault(text) })
}
