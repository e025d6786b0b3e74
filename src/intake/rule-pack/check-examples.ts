// Whether the examples of a rule can be run: rows of the workspace tables, and an outcome the rule's kind can have.

import { nearestName } from '#base/near-name.ts'
import { type CellProblem, type Column, readAmount, readDate, readNumber, readText } from '#model/column.ts'
import { storageOf } from '#model/fact-table.ts'
import type { Rule, RuleExample } from '#model/rule.ts'
import { findTable } from '#model/tables.ts'
import type { YamlPath } from '../yaml/parse.ts'
import { type ReportAt, suggestName } from './pack-names.ts'
import { entriesIn, type Sound } from '../yaml/sound-part.ts'

const EXAMPLE_TABLES = [
  'sites',
  'elements',
  'contracts',
  'units',
  'parts',
  'plan',
  'weights',
  'totals',
  'waivers',
  'authorisations',
] as const

/** Rows of these tables are given a name when the example is run, where they state none. */
const NAMED_ON_RUNNING: { readonly [table: string]: string } = { elements: 'element', contracts: 'contract' }

type Row = { readonly [column: string]: string | number | undefined }

/** Copies made by `count: n`: enough for any share, small enough to run in no time. */
const MOST_COPIES = 100_000

export function checkExamples(rule: Sound<Rule>, rulePath: YamlPath, report: ReportAt): void {
  const seen = new Set<string>()
  for (const [index, example] of entriesIn(rule.examples)) {
    const path = [...rulePath, 'examples', index]
    const { name } = example
    if (name !== undefined && seen.has(name))
      report('duplicate-key', [...path, 'name'], 'example stands twice', { expected: 'a name of its own in the rule' })
    if (name !== undefined) seen.add(name)
    for (const table of EXAMPLE_TABLES)
      for (const [row, cells] of entriesIn(example[table])) checkRow(table, cells, [...path, table, row], report)
    checkReferences(example, path, report)
    checkOutcome(rule, example, path, report)
  }
}

function checkRow(tableName: string, row: Row, path: YamlPath, report: ReportAt): void {
  const table = findTable(tableName)!
  const isCopied = tableName === 'elements' && Object.hasOwn(row, 'count')
  // Copies are given identifiers of their own.
  for (const column of table.columns)
    if (column.required && !Object.hasOwn(row, column.name) && NAMED_ON_RUNNING[tableName] !== column.name)
      report('missing-value', [...path, column.name], 'missing value', { expected: `such as \`${column.example}\`` })
  for (const [name, value] of Object.entries(row)) {
    const at = [...path, name]
    if (isCopied && name === 'count') {
      if (typeof value !== 'number' || !Number.isInteger(value) || value < 1 || value > MOST_COPIES)
        report('invalid-value', at, 'not a count', { expected: `a whole number from 1 to ${MOST_COPIES}` })
      continue
    }
    const column = table.columns.find((candidate) => candidate.name === name)
    if (!column) {
      const nearest = nearestName(
        name,
        table.columns.map((candidate) => candidate.name),
      )
      report('unknown-column', at, `unknown column of ${tableName}`, {
        text: name,
        expected: table.columns.map((candidate) => candidate.name).join(', '),
        ...(nearest === undefined ? {} : { didYouMean: nearest }),
      })
      continue
    }
    const problem = readCell(column, String(value).trim())
    if (problem) {
      const { code, ...rest } = problem
      report(code, at, rest.problem, rest)
    }
  }
}

function readCell(column: Column, text: string): CellProblem | undefined {
  if (text === '') return undefined
  const storage = storageOf(column)
  const reading =
    storage === 'date'
      ? readDate(column, text)
      : storage === 'amount'
        ? readAmount(column, text)
        : storage === 'number'
          ? readNumber(column, text)
          : readText(column, text)
  return 'problem' in reading ? reading.problem : undefined
}

/** Where an example lists its sites or parts, it means those. */
function checkReferences(example: Sound<RuleExample>, path: YamlPath, report: ReportAt): void {
  const known = (table: 'sites' | 'parts' | 'elements', key: string): ReadonlySet<string> | undefined => {
    const rows = example[table]
    // Rows that get their names when the example is run cannot be referred to by a name known here.
    if (rows?.every((row) => row && Object.hasOwn(row, key) && !Object.hasOwn(row, 'count')) !== true) return undefined
    return new Set(rows.map((row) => String(row![key])))
  }
  const check = (
    table: 'elements' | 'units' | 'plan',
    column: string,
    among: ReadonlySet<string> | undefined,
  ): void => {
    if (!among) return
    const names = [...among]
    for (const [index, row] of entriesIn(example[table])) {
      const value = row[column]
      if (value === undefined || among.has(String(value))) continue
      const nearest = suggestName(String(value), names)
      report('unknown-reference', [...path, table, index, column], `unknown ${column}`, {
        expected: names.slice(0, 12).join(', '),
        ...(nearest === undefined ? {} : { didYouMean: nearest }),
      })
    }
  }
  check('elements', 'site', known('sites', 'site'))
  check('plan', 'site', known('sites', 'site'))
  check('units', 'part', known('parts', 'part'))
  check('units', 'element', known('elements', 'element'))
}

const NEVER_COMPUTED = new Set<Rule['kind']>(['stockCover', 'patchDeadline', 'record'])
const SHARE = /^(\d{1,3}(\.\d+)? – )?\d{1,3}(\.\d+)? %$/
const COUNT = /^(\d+ – )?\d+$/

function checkOutcome({ kind }: Sound<Rule>, example: Sound<RuleExample>, path: YamlPath, report: ReportAt): void {
  const { verdict, value, firstBreach, firstPossibleBreach } = example.expect ?? {}
  const at = [...path, 'expect']
  const isNeverComputed = kind !== undefined && NEVER_COMPUTED.has(kind)
  if (isNeverComputed && verdict !== undefined && verdict !== 'not evaluated' && verdict !== 'not applicable')
    report('contradiction', [...at, 'verdict'], `rules of kind ${kind} are not computed`, {
      expected: '`not evaluated`, or `not applicable` where they do not bind',
    })
  if (value !== undefined && isNeverComputed)
    report('contradiction', [...at, 'value'], `rules of kind ${kind} are not computed`, { expected: 'no `value`' })
  else if (value !== undefined && kind !== undefined && !(kind === 'cap' ? SHARE : COUNT).test(value))
    report('invalid-value', [...at, 'value'], kind === 'cap' ? 'not a share' : 'not a count', {
      expected: kind === 'cap' ? '`38.4 %` or `31 – 38.4 %`' : '`3` or `2 – 5`, in quotes',
    })
  if (firstBreach !== undefined && firstPossibleBreach !== undefined && firstPossibleBreach > firstBreach)
    report('contradiction', [...at, 'firstPossibleBreach'], 'first possible breach after the first breach', {
      expected: `${firstBreach} or earlier`,
    })
}
