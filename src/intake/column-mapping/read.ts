// What a column mapping file says, or every reason why it cannot be used, each with its line.

import { nearestName } from '#base/near-name.ts'
import { type Column, readAmount, readDate, readNumber, readText, type TableSchema } from '#model/column.ts'
import { ColumnMapping, type ColumnSource, type SourceMapping } from '#model/column-mapping.ts'
import { compileDateFormat } from '#model/date-format.ts'
import { type Fault, type FaultCode, quoteForFault } from '#model/fault.ts'
import { findTable } from '#model/tables.ts'
import { checkShape } from '../yaml/check-shape.ts'
import { formatYamlPath, parseYaml, type YamlDocument, type YamlPath, type YamlValue } from '../yaml/parse.ts'

type Report = (code: FaultCode, path: YamlPath, problem: string, more?: Partial<Fault>) => void

/** Reads one mapping; there is one only where nothing is wrong with it. */
export function readColumnMapping(name: string, text: string): { mapping?: ColumnMapping; faults: Fault[] } {
  const { document: written, faults: syntaxFaults } = parseYaml(name, text)
  if (!written) return { faults: syntaxFaults }
  const document = spellOut(written)
  const shapeFaults = checkShape(ColumnMapping, document)
  const faults = [...shapeFaults]
  const mapping = document.value as unknown as ColumnMapping
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
  for (const { source, index } of wellShapedSources(mapping, shapeFaults))
    checkSource(source, ['sources', index], report)
  return faults.length > 0 ? { faults } : { mapping, faults }
}

/** Sources to be looked into whatever is wrong elsewhere; one of a mistyped table as if the table meant were named. */
function wellShapedSources(
  mapping: Partial<ColumnMapping> | null,
  shapeFaults: readonly Fault[],
): { source: SourceMapping; index: number }[] {
  const sources = mapping?.sources
  if (!Array.isArray(sources)) return []
  return (sources as SourceMapping[]).flatMap((source, index) => {
    const at = `sources[${index}]`
    const [fault, ...others] = shapeFaults.filter(({ column = '' }) => column === at || column.startsWith(`${at}.`))
    if (!fault) return [{ source, index }]
    const meant = fault.column === `${at}.table` && others.length === 0 ? fault.didYouMean : undefined
    return meant === undefined ? [] : [{ source: { ...source, table: meant }, index }]
  })
}

/** `vendor: Supplier` is short for `vendor: { from: Supplier }`. */
function spellOut(document: YamlDocument): YamlDocument {
  const asMapping = (value: YamlValue | undefined): { [key: string]: YamlValue } | undefined =>
    typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined
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

function checkSource(source: SourceMapping, path: YamlPath, report: Report): void {
  const table = findTable(source.table)!
  if (source.key !== undefined && table.key.length !== 1)
    report('unknown-setting', [...path, 'key'], `rows of ${table.name} have no key of one column`, {
      expected: `its key columns under \`columns\`: ${table.key.join(', ')}`,
    })
  if (source.key !== undefined && source.columns[table.key[0]!]?.from !== undefined)
    report('contradiction', [...path, 'key'], `both \`key\` and column ${table.key[0]} name the key`, {
      expected: 'one of them',
    })
  if (source.sheet !== undefined && (source.format === 'csv' || /\.(csv|tsv|txt)$/i.test(source.file)))
    report('unknown-setting', [...path, 'sheet'], 'CSV files have no sheets', { expected: 'a workbook, or no `sheet`' })
  const stated = new Set([...Object.keys(source.columns), ...(source.key === undefined ? [] : [table.key[0]!])])
  for (const column of table.columns) {
    const isNeeded = source.join === true ? table.key.includes(column.name) : column.required === true
    if (isNeeded && !stated.has(column.name))
      report('missing-column', [...path, 'columns'], `nothing fills column ${column.name}`, {
        text: column.name,
        expected: `\`${column.name}\`: ${column.about}`,
      })
  }
  for (const [name, how] of Object.entries(source.columns))
    checkColumn(name, how, table, source, [...path, 'columns', name], report)
}

function checkColumn(
  name: string,
  how: ColumnSource,
  table: TableSchema,
  source: SourceMapping,
  path: YamlPath,
  report: Report,
): void {
  const column = table.columns.find((candidate) => candidate.name === name)
  if (!column) {
    const names = table.columns.map((candidate) => candidate.name)
    const nearest = nearestName(name, names)
    report('unknown-column', path, `no column of ${table.name}`, {
      text: quoteForFault(name),
      expected: names.join(', '),
      ...(nearest === undefined ? {} : { didYouMean: nearest }),
    })
    return
  }
  const isKeyOfSource = source.key !== undefined && table.key[0] === name
  if ((how.from === undefined) === (how.constant === undefined) && !isKeyOfSource)
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
    if (column.kind !== 'date')
      report('unknown-setting', [...path, 'dateFormat'], `column ${name} holds no dates`, {
        expected: 'no `dateFormat`',
      })
    else if (!compileDateFormat(how.dateFormat))
      report('invalid-value', [...path, 'dateFormat'], 'no date format', {
        expected: 'YYYY, MM, M or MMM, DD or D, each once, such as `DD/MM/YYYY` or `D-MMM-YYYY HH:mm`',
      })
  }
  if (how.decimalComma !== undefined && column.kind !== 'amount' && column.kind !== 'number')
    report('unknown-setting', [...path, 'decimalComma'], `column ${name} holds no numbers`, {
      expected: 'no `decimalComma`',
    })
  for (const [theirs, ours] of Object.entries(how.values ?? {}))
    checkOurText(column, ours, [...path, 'values', theirs], report)
}

/** What a mapping writes into a column must be of its kind: better told here than on every row. */
function checkOurText(column: Column, text: string, path: YamlPath, report: Report): void {
  const reading =
    column.kind === 'date'
      ? readDate(column, text)
      : column.kind === 'amount'
        ? readAmount(column, text)
        : column.kind === 'number'
          ? readNumber(column, text)
          : readText(column, text)
  if (!('problem' in reading)) return
  const { code, ...rest } = reading.problem
  report(code, path, rest.problem, { ...rest, text: quoteForFault(text) })
}
