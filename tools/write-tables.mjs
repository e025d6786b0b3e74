// Which files does a workspace hold, and what stands in each column? Writes the answer into docs/formats/workspace.md,
// from the same lists the readers use. Run it after `npm run build`.
//
// `node tools/write-tables.mjs` rewrites what stands between the markers; with `--check` it only says whether that is
// out of date.

import { readFileSync, writeFileSync } from 'node:fs'
import { NETWORK_FUNCTIONS } from '../dist/model/network-function.js'
import { SELECTOR_KEYS } from '../dist/model/selector.js'
import { TABLES } from '../dist/model/tables.js'
import { Manifest } from '../dist/model/workspace.js'

const PAGE = new URL('../docs/formats/workspace.md', import.meta.url)

const code = (texts) => texts.map((text) => `\`${text}\``).join(', ')
const cell = (text) => text.replaceAll('|', '\\|')
const row = (cells) => `| ${cells.map(cell).join(' | ')} |`

/** What a cell of the column may hold, in a few words. */
function describeKind({ kind, choices, references, unit, decimals, minimum, maximum }) {
  switch (kind) {
    case 'identifier':
      return references === undefined ? 'identifier' : `identifier of \`${references}\``
    case 'choice':
      return `one of ${code(choices)}`
    case 'choices':
      return `any of ${code(choices)}`
    case 'amount':
      return [
        decimals === undefined ? 'whole number' : `number with at most ${decimals} decimals`,
        unit === undefined ? '' : ` of ${unit}`,
      ].join('')
    case 'number':
      return `number from ${minimum} to ${maximum}${unit === undefined ? '' : `, ${unit}`}`
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

/** The keys of a schema with those inside them: `operator.tier`. */
function keysOf(schema, prefix = '') {
  return Object.entries(schema.properties).flatMap(([name, value]) => [
    { name: prefix + name, value, isRequired: schema.required?.includes(name) ?? false },
    ...(value.properties ? keysOf(value, `${prefix}${name}.`) : []),
  ])
}

function describeValue(value) {
  if (value.const !== undefined) return `\`${value.const}\``
  if (value.type === 'object') return 'keys'
  if (value.type === 'array') return `list of ${value.items.type}s`.replace('strings', 'texts')
  if (value.type === 'integer') return 'whole number'
  return value.pattern?.startsWith('^\\d{4}-') ? 'date' : 'text'
}

function writeManifest() {
  return [
    '| Key | Holds | Says |',
    '|---|---|---|',
    ...keysOf(Manifest).map(({ name, value, isRequired }) =>
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

const SECTIONS = {
  manifest: writeManifest(),
  tables: TABLES.map(writeTable).join('\n\n'),
  selectors: `Keys: ${code(SELECTOR_KEYS)}.`,
  functions: writeFunctions(),
}

function renew(page, name, text) {
  const begin = `<!-- ${name}: written by tools/write-tables.mjs -->`
  const end = `<!-- end of ${name} -->`
  const start = page.indexOf(begin)
  const stop = page.indexOf(end)
  if (start < 0 || stop < start) throw new Error(`docs/formats/workspace.md lacks the markers ${begin} and ${end}`)
  return `${page.slice(0, start)}${begin}\n\n${text}\n\n${page.slice(stop)}`
}

const page = readFileSync(PAGE, 'utf8')
const renewed = Object.entries(SECTIONS).reduce((text, [name, section]) => renew(text, name, section), page)

if (process.argv.includes('--check')) {
  if (renewed !== page) {
    process.stderr.write('docs/formats/workspace.md is out of date: run `node tools/write-tables.mjs`\n')
    process.exitCode = 1
  }
} else if (renewed !== page) writeFileSync(PAGE, renewed)
