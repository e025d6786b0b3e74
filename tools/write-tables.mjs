// Which files does a workspace hold, what stands in each column of it and of the reports, and what can a check fail on?
// Writes the answers into the pages below, from the same lists the readers and writers use. Run it after `npm run build`.
//
// `node tools/write-tables.mjs` rewrites what stands between the markers; with `--check` it only says whether that is
// out of date.

import { readFileSync, writeFileSync } from 'node:fs'
import { NETWORK_FUNCTIONS } from '../dist/model/network-function.js'
import { SELECTOR_KEYS } from '../dist/model/selector.js'
import { Scenario } from '../dist/model/scenario.js'
import { TABLES } from '../dist/model/tables.js'
import { Manifest } from '../dist/model/workspace.js'
import { MATTER_CSV_COLUMNS, RULES_CSV_COLUMNS } from '../dist/report/rules/csv.js'
import { ASSUMPTIONS_TABLE } from '../dist/report/spares/assumptions-table.js'
import { BARS_TABLE } from '../dist/report/spares/bars-table.js'
import { COVER_TABLE } from '../dist/report/spares/cover-table.js'
import { MOVES_TABLE } from '../dist/report/spares/moves-table.js'
import { PARTS_TABLE } from '../dist/report/spares/parts-table.js'
import { PURCHASE_TABLE, UNOBTAINABLE_TABLE } from '../dist/report/spares/purchase-table.js'
import { STEADY_TABLE } from '../dist/report/spares/steady-table.js'
import { MISS_LEVELS } from '../dist/service/find-missed.js'

const code = (texts) => texts.map((text) => `\`${text}\``).join(', ')
const cell = (text) => text.replaceAll('|', '\\|')
const row = (cells) => `| ${cells.map(cell).join(' | ')} |`

const describeReferences = (references) =>
  typeof references === 'string'
    ? code([references])
    : `${Object.values(references.tables)
        .map((table) => code([table]))
        .join(' or ')}, as \`${references.column}\` says`

/** `10^12` rather than a row of zeros. */
function sayBound(bound) {
  const digits = Math.log10(bound)
  return bound >= 1e6 && Number.isInteger(digits) ? `10^${digits}` : bound
}

/** What a cell of the column may hold, in a few words. */
function describeKind({ kind, choices, references, unit, decimals, minimum, maximum, isExact }) {
  switch (kind) {
    case 'identifier':
      return references === undefined ? 'identifier' : `identifier of ${describeReferences(references)}`
    case 'choice':
      return `one of ${code(choices)}`
    case 'choices':
      return `any of ${code(choices)}`
    case 'amount':
      return [
        decimals === undefined ? 'whole number' : `number with at most ${decimals} decimals`,
        unit === undefined ? '' : ` of ${unit}`,
      ].join('')
    case 'date':
      return isExact ? 'exact day' : kind
    case 'number':
      return `number from ${sayBound(minimum)} to ${sayBound(maximum)}${unit === undefined ? '' : `, ${unit}`}`
    default:
      return kind
  }
}

function writeTable({ name, about, key, columns }) {
  return [
    `### ${name}.csv`,
    '',
    `${about[0].toUpperCase()}${about.slice(1)}. A row is named by ${code(key)}.`,
    '',
    '| Column | Holds | Says | Example |',
    '|---|---|---|---|',
    ...columns.map((column) =>
      row([
        `\`${column.name}\`${column.required ? ' **required**' : ''}`,
        describeKind(column),
        column.about,
        `\`${column.example}\``,
      ]),
    ),
  ].join('\n')
}

/** The keys of a schema with those inside them: `operator.tier`, `disruptions[].stops`, `exchangeRates.*.rate`. */
function keysOf(schema, prefix = '') {
  return Object.entries(schema.properties).flatMap(([name, value]) => {
    const [entry] = Object.values(value.patternProperties ?? {})
    return [
      { name: prefix + name, value, isRequired: schema.required?.includes(name) ?? false },
      ...(value.properties ? keysOf(value, `${prefix}${name}.`) : []),
      ...(value.items?.properties ? keysOf(value.items, `${prefix}${name}[].`) : []),
      ...(entry?.properties ? keysOf(entry, `${prefix}${name}.*.`) : []),
    ]
  })
}

function describeValue(value) {
  if (value.const !== undefined) return `\`${value.const}\``
  if (value.enum !== undefined) return `one of ${code(value.enum)}`
  if (value.type === 'object') return 'keys'
  if (value.type === 'array') return `list of ${PLURALS[value.items.type]}`
  if (value.type === 'integer') return `whole number${describeRange(value)}`
  if (value.type === 'number') return `number${describeRange(value)}`
  return value.pattern?.startsWith('^\\d{4}-') ? 'date' : 'text'
}

const PLURALS = { string: 'texts', object: 'keys', array: 'lists' }

function describeRange({ minimum, exclusiveMinimum, maximum }) {
  if (minimum !== undefined && maximum !== undefined && maximum < Number.MAX_SAFE_INTEGER)
    return ` from ${sayBound(minimum)} to ${sayBound(maximum)}`
  return [
    exclusiveMinimum === undefined ? '' : ` above ${exclusiveMinimum}`,
    minimum === undefined ? '' : `, at least ${minimum}`,
    maximum === undefined || maximum === Number.MAX_SAFE_INTEGER ? '' : `, at most ${maximum}`,
  ].join('')
}

function writeKeys(schema) {
  return [
    '| Key | Holds | Says |',
    '|---|---|---|',
    ...keysOf(schema).map(({ name, value, isRequired }) =>
      row([`\`${name}\`${isRequired ? ' **required**' : ''}`, describeValue(value), value.description ?? '']),
    ),
  ].join('\n')
}

/** One line for each branch of the tree, with what hangs directly on it. */
function writeFunctions() {
  const childrenOf = (id) =>
    NETWORK_FUNCTIONS.filter((node) => node.id.startsWith(`${id}.`) && !node.id.slice(id.length + 1).includes('.'))
  const say = ({ id, label, technology }, above) =>
    `\`${id}\` ${label}${technology === above ? '' : ` (${technology})`}`
  return NETWORK_FUNCTIONS.filter(({ id }) => !id.includes('.') || childrenOf(id).length > 0)
    .map((node) => {
      const children = childrenOf(node.id).filter((child) => childrenOf(child.id).length === 0)
      const indent = '  '.repeat(node.id.split('.').length - 1)
      return `${indent}- ${say(node)}${children.length === 0 ? '' : `: ${children.map((child) => say(child, node.technology)).join('; ')}`}`
    })
    .join('\n')
}

/** Names with what each means. */
function writeMeanings(heading, entries) {
  return [`| ${heading} | Says |`, '|---|---|', ...entries.map(({ name, about }) => row([`\`${name}\``, about]))].join(
    '\n',
  )
}

const PAGES = {
  'docs/formats/workspace.md': {
    manifest: writeKeys(Manifest),
    tables: TABLES.map(writeTable).join('\n\n'),
    selectors: `Keys: ${code(SELECTOR_KEYS)}.`,
    functions: writeFunctions(),
  },
  'docs/formats/scenario.md': {
    keys: writeKeys(Scenario),
  },
  'docs/formats/rules-report.md': {
    rules: writeMeanings('Column', RULES_CSV_COLUMNS),
    matter: writeMeanings('Column', MATTER_CSV_COLUMNS),
  },
  'docs/formats/spares-report.md': {
    purchase: writeMeanings('Column', PURCHASE_TABLE.columns),
    parts: writeMeanings('Column', PARTS_TABLE.columns),
    moves: writeMeanings('Column', MOVES_TABLE.columns),
    'cannot-be-had': writeMeanings('Column', UNOBTAINABLE_TABLE.columns),
    barred: writeMeanings('Column', BARS_TABLE.columns),
    cover: writeMeanings('Column', COVER_TABLE.columns),
    steady: writeMeanings('Column', STEADY_TABLE.columns),
    assumptions: writeMeanings('Column', ASSUMPTIONS_TABLE.columns),
  },
  'docs/command-line.md': {
    levels: writeMeanings('`--fail-on`', MISS_LEVELS),
  },
}

function renew(page, text, name, section) {
  const begin = `<!-- ${name}: written by tools/write-tables.mjs -->`
  const end = `<!-- end of ${name} -->`
  const start = text.indexOf(begin)
  const stop = text.indexOf(end)
  if (start < 0 || stop < start) throw new Error(`${page} lacks the markers ${begin} and ${end}`)
  return `${text.slice(0, start)}${begin}\n\n${section}\n\n${text.slice(stop)}`
}

for (const [page, sections] of Object.entries(PAGES)) {
  const file = new URL(`../${page}`, import.meta.url)
  const text = readFileSync(file, 'utf8')
  const renewed = Object.entries(sections).reduce((so, [name, section]) => renew(page, so, name, section), text)
  if (renewed === text) continue
  if (process.argv.includes('--check')) {
    process.stderr.write(`${page} is out of date: run \`node tools/write-tables.mjs\`\n`)
    process.exitCode = 1
  } else writeFileSync(file, renewed)
}
