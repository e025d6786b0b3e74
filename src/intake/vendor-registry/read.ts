// What a registry of vendors says, or every reason why it cannot be used, each with its line.

import { parseDateSpan } from '#base/date-span.ts'
import { parseRational } from '#base/rational.ts'
import { type Fault, type FaultCode, quoteForFault } from '#model/fault.ts'
import { AliasDetails, VendorFile } from '#model/vendor.ts'
import { checkShape } from '../yaml/check-shape.ts'
import { lineOfColumn } from '../yaml/line-of-column.ts'
import {
  formatYamlPath,
  parseYaml,
  type YamlDocument,
  type YamlParser,
  type YamlPath,
  type YamlValue,
} from '../yaml/parse.ts'

export interface RegistryReading {
  /** Only where no fault is an error. */
  readonly file?: VendorFile
  readonly faults: Fault[]
  /** The line of what a fault of the values calls `vendors.<id>.ownership[0]`. */
  readonly lineOf?: (column: string) => number
}

/** `name` is the file as the user named it. */
export function readVendorRegistry(name: string, text: string, parse: YamlParser = parseYaml): RegistryReading {
  const { document, faults: syntaxFaults } = parse(name, text)
  if (!document) return { faults: syntaxFaults }
  const faults = checkAliases(checkShape(VendorFile, document), document)
  const report = (code: FaultCode, path: YamlPath, value: string, problem: string, expected?: string): void => {
    const [line, column] = [document.lineOf(path), formatYamlPath(path)]
    const fault: Fault = { code, severity: 'error', file: name, line, column, text: quoteForFault(value), problem }
    faults.push(expected === undefined ? fault : { ...fault, expected })
  }
  checkMeaning(document.value, report)
  if (faults.length === 0) {
    const file = document.value as unknown as VendorFile
    return { file, faults, lineOf: (column) => lineOfColumn(document, column) }
  }
  return { faults: faults.toSorted((left, right) => (left.line ?? 0) - (right.line ?? 0)) }
}

type Report = (code: FaultCode, path: YamlPath, value: string, problem: string, expected?: string) => void

/** An alias may be text or a mapping; of a mapping, say what is wrong inside it. */
function checkAliases(shapeFaults: readonly Fault[], document: YamlDocument): Fault[] {
  const faults = new Map(shapeFaults.map((fault) => [fault, [fault]]))
  for (const path of aliasPaths(document.value)) {
    const column = formatYamlPath(path)
    const fault = shapeFaults.find((one) => one.column === column)
    const value = valueAt(document.value, path)
    if (fault === undefined || !isMapping(value)) continue
    const inside = checkShape(AliasDetails, {
      name: document.name,
      value,
      lineOf: (below) => document.lineOf([...path, ...below]),
      textOf: (below) => document.textOf([...path, ...below]),
      repeatedKeys: [],
    })
    faults.set(
      fault,
      inside.map((one) => ({ ...one, column: one.column === undefined ? column : `${column}.${one.column}` })),
    )
  }
  return [...faults.values()].flat()
}

function aliasPaths(root: YamlValue): readonly YamlPath[] {
  return itemsAt(root, ['vendors']).flatMap((vendor) => itemsAt(root, [...vendor, 'aliases']))
}

/** What the shape cannot say, looked for wherever it is text: dates that exist, shares that are shares, ids once. */
function checkMeaning(root: YamlValue, report: Report): void {
  const check = (
    path: YamlPath,
    fits: (text: string) => boolean,
    code: FaultCode,
    problem: string,
    expected?: string,
  ) => {
    const value = valueAt(root, path)
    if (typeof value === 'string' && value.trim() !== '' && !fits(value)) report(code, path, value, problem, expected)
  }
  const checkDate = (path: YamlPath): void =>
    check(path, (text) => parseDateSpan(text) !== undefined, 'impossible-date', 'not a date', DATE_EXAMPLES)
  const seen = new Set<string>()
  const isNew = (id: string): boolean => seen.size < seen.add(id).size
  for (const vendor of itemsAt(root, ['vendors'])) {
    check([...vendor, 'id'], isNew, 'duplicate-key', 'vendor listed twice')
    for (const link of itemsAt(root, [...vendor, 'ownership'])) {
      checkDate([...link, 'from'])
      checkDate([...link, 'until'])
      check([...link, 'share'], isShare, 'invalid-value', 'not a share', '`50 %` or `1/2`, at most the whole')
    }
    for (const line of itemsAt(root, [...vendor, 'products'])) checkDate([...line, 'from'])
  }
  for (const entry of itemsAt(root, ['ambiguous'])) {
    for (const line of itemsAt(root, [...entry, 'products'])) checkDate([...line, 'from'])
  }
}

const DATE_EXAMPLES = '`2021-03-15`, `2021-03`, `2021`, `2020..2021` or `unknown`'

function isShare(text: string): boolean {
  const share = parseRational(text)
  return share !== undefined && share.numerator <= share.denominator
}

/** The paths of the items of a list; none where there is no list. */
function itemsAt(root: YamlValue, path: YamlPath): readonly YamlPath[] {
  const list = valueAt(root, path)
  return Array.isArray(list) ? list.map((_, number) => [...path, number]) : []
}

function valueAt(root: YamlValue, path: YamlPath): YamlValue {
  let value = root
  for (const step of path) {
    if (Array.isArray(value)) value = value[Number(step)] ?? null
    else if (isMapping(value) && Object.hasOwn(value, step)) value = value[String(step)] ?? null
    else return null
  }
  return value
}

function isMapping(value: YamlValue): value is { [key: string]: YamlValue } {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
