// Runs the examples of a rule pack: small estates with the verdict they must get. They are the pack's tests.

import { type CivilDay, parseDay } from '#base/calendar.ts'
import { formatShare } from '#base/rational.ts'
import { type FactTable, FactTableBuilder } from '#model/fact-table.ts'
import { describeFault, type Fault } from '#model/fault.ts'
import type { Rule, RuleExample, RulePack } from '#model/rule.ts'
import { findTable } from '#model/tables.ts'
import type { MetricResult, RuleResult } from '#model/verdict.ts'
import type { VendorBook } from '../vendors/index.ts'
import { judgeRules } from './judge-rules.ts'

export interface ExampleOutcome {
  readonly pack: string
  readonly rule: string
  readonly example: string
  readonly passed: boolean
  /** What differs, or what is wrong with the example itself. */
  readonly problems: readonly string[]
  /** What the engine says. */
  readonly sentence: string
}

/** Runs every example of every rule of the pack; of a rule that stands in several editions, by its id. */
export function runExamples(pack: RulePack, book: VendorBook): ExampleOutcome[] {
  return pack.rules.flatMap((rule) => rule.examples.map((example) => runExample(pack, rule, example, book)))
}

function runExample(pack: RulePack, rule: Rule, example: RuleExample, book: VendorBook): ExampleOutcome {
  const faults: Fault[] = []
  const report = (fault: Fault): void => {
    faults.push(fault)
  }
  const facts = factsOf(example, report)
  const on = parseDay(example.on)!
  const operator = example.operator ?? {}
  const answer = judgeRules(
    {
      facts,
      packs: [{ ...pack, rules: pack.rules.filter((one) => one.id === rule.id) }],
      operator: {
        name: operator.name ?? 'the operator',
        tier: operator.tier ?? 1,
        ...(operator.licences === undefined ? { licences: licencesOf(pack, rule) } : { licences: operator.licences }),
        addressedBy: operator.addressed === false ? [] : [pack.pack],
      },
      inventoryDate: inventoryDateOf(facts, on),
      asOf: on,
      knownAt: example.knownAt === undefined ? on : parseDay(example.knownAt)!,
      horizon: { from: Math.min(on, ...pack.editions.map((edition) => parseDay(edition.effective)!)), to: on },
    },
    book,
  )
  const [result] = answer.rules
  const problems = [...[...faults, ...answer.faults].map(describeFault), ...differences(example, result!)]
  return {
    pack: pack.pack,
    rule: rule.id,
    example: example.name,
    passed: problems.length === 0,
    problems,
    sentence: result!.sentence,
  }
}

/** Elements stand in an example as they were before its plan: what the plan did by the day asked is no contradiction. */
function inventoryDateOf(facts: readonly FactTable[], on: CivilDay): CivilDay {
  let day = on
  for (const { schema, columns } of facts) {
    const dates = schema.name === 'plan' ? columns.get('date') : undefined
    if (dates?.kind === 'date') day = dates.latest.reduce((earliest, latest) => Math.min(earliest, latest), day)
  }
  return day
}

/** An example that says nothing of licences is of a holder of those the rule asks for. */
function licencesOf(pack: RulePack, rule: Rule): string[] {
  return [...(pack.addressees?.licences ?? []), ...(rule.addressees?.licences ?? [])]
}

function differences(example: RuleExample, result: RuleResult): string[] {
  const { expect } = example
  const found: string[] = []
  const compare = (what: string, expected: string | undefined, actual: string | undefined): void => {
    if (expected !== undefined && expected !== actual)
      found.push(`${what}: expected \`${expected}\`, found \`${actual ?? 'none'}\``)
  }
  compare('verdict', expect.verdict, result.verdict)
  compare('firstBreach', expect.firstBreach, result.firstBreach)
  compare('firstPossibleBreach', expect.firstPossibleBreach, result.firstPossibleBreach)
  const binding = result.metrics.find((metric) => metric.name === result.bindingMetric)
  compare('value', expect.value, binding && sayValue(binding))
  return found
}

/** `38.4 %`, `31 – 38.4 %`, `3`, `2 – 5`: a figure as examples state it. */
export function sayValue(metric: MetricResult): string {
  const { low, high } = metric
  if (low === null || high === null) return metric.kind === 'count' && low !== null ? `${low} or more` : 'unknown'
  if (metric.kind === 'count') return low === high ? `${low}` : `${low} – ${high}`
  const [from, to] = [formatShare(low, metric.limit), formatShare(high, metric.limit)]
  return low === high ? from : `${from.replace(' %', '')} – ${to}`
}

type Row = Readonly<Record<string, string | number>>

function factsOf(example: RuleExample, report: (fault: Fault) => void): FactTable[] {
  const elements = multiply(example.elements ?? [])
  const stated = new Set((example.sites ?? []).map((row) => String(row.site)))
  const impliedSites = [...new Set([...elements, ...(example.plan ?? [])].map((row) => String(row.site ?? '')))].filter(
    (site) => site !== '' && !stated.has(site),
  )
  const rows: Record<string, readonly Row[]> = {
    sites: [...(example.sites ?? []), ...impliedSites.map((site) => ({ site }))],
    elements,
    contracts: number(example.contracts, 'contract'),
    units: example.units ?? [],
    parts: example.parts ?? [],
    plan: example.plan ?? [],
    weights: example.weights ?? [],
    totals: example.totals ?? [],
    waivers: example.waivers ?? [],
    authorisations: example.authorisations ?? [],
  }
  return Object.entries(rows)
    .filter(([, tableRows]) => tableRows.length > 0)
    .map(([name, tableRows]) => tableOf(name, tableRows, example.name, report))
}

/** `count: n` makes n elements, each on a site of its own unless `site` is given; names are made where not given. */
function multiply(rows: readonly Row[]): Row[] {
  return rows.flatMap((row, rowIndex) => {
    const { count, ...columns } = row
    const copies = count === undefined ? 1 : Number(count)
    return Array.from({ length: copies }, (_, copy): Row => {
      const made = `E${rowIndex + 1}${copies > 1 ? `-${copy + 1}` : ''}`
      const element =
        columns.element === undefined ? made : copies > 1 ? `${columns.element}-${copy + 1}` : columns.element
      const site =
        columns.site ?? (columns.hostedOn === undefined && columns.kind !== 'virtual' ? `site of ${element}` : '')
      return { ...columns, element, ...(site === '' ? {} : { site }) }
    })
  })
}

function number(rows: readonly Row[] | undefined, key: string): Row[] {
  return (rows ?? []).map((row, index) => ({ [key]: `${key} ${index + 1}`, ...row }))
}

function tableOf(name: string, rows: readonly Row[], file: string, report: (fault: Fault) => void): FactTable {
  const schema = findTable(name)!
  const known = new Set(schema.columns.map((column) => column.name))
  const used = [...new Set(rows.flatMap((row) => Object.keys(row)))]
  for (const column of used.filter((one) => !known.has(one))) {
    report({ code: 'unknown-column', severity: 'error', file, column, problem: `${name} has no such column` })
  }
  const columns = used.filter((column) => known.has(column))
  const builder = new FactTableBuilder(schema, file, columns)
  for (const [index, row] of rows.entries()) {
    builder.addRow(
      columns.map((column) => (row[column] === undefined ? '' : String(row[column]).trim())),
      index + 1,
      report,
    )
  }
  return builder.finish()
}
