// Which rule packs are shipped, how surely are they known, and what do they lack? Writes the answer into docs/packs.md.
//
// `node tools/write-pack-table.mjs` rewrites what stands between the markers; with `--check` it only says whether that
// is out of date.

import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { parse } from 'yaml'

const RULES = new URL('../rules/', import.meta.url)
const PAGE = new URL('../docs/packs.md', import.meta.url)
const BEGIN = '<!-- packs: written by tools/write-pack-table.mjs -->'
const END = '<!-- end of packs -->'
const STRENGTHS = ['assumed', 'reported', 'verified']

function weakest(provenances) {
  return STRENGTHS.find((strength) => provenances.includes(strength)) ?? 'verified'
}

/** Everything a predicate refers to, at any depth: function sets and designations of the pack. */
function gatherReferences(value, found = { functionSets: new Set(), designations: new Set() }) {
  if (Array.isArray(value)) for (const entry of value) gatherReferences(entry, found)
  else if (typeof value === 'object' && value !== null)
    for (const [key, entry] of Object.entries(value)) {
      if (key === 'designated') found.designations.add(entry)
      if (key === 'function') for (const name of entry) if (name.startsWith('@')) found.functionSets.add(name.slice(1))
      gatherReferences(entry, found)
    }
  return found
}

/** The weakest of a rule, what it assumes, and the editions, function sets and designations it rests on. */
function provenanceOf(rule, pack) {
  const { examples: _examples, ...duty } = rule
  const { functionSets, designations } = gatherReferences(duty)
  const editions = pack.editions.filter(({ edition }) => rule.editions?.includes(edition) ?? true)
  const assumptions = [...(rule.assumes ?? []), ...(rule.metrics ?? []).flatMap((metric) => metric.assumes ?? [])]
  return weakest([
    rule.provenance,
    ...assumptions.map(({ provenance }) => provenance ?? 'assumed'),
    ...editions.map(({ provenance }) => provenance),
    ...[...functionSets].map((name) => pack.functionSets[name].provenance),
    ...[...designations].flatMap((name) => pack.designations[name].entries.map(({ provenance }) => provenance)),
  ])
}

function countBy(provenances) {
  return STRENGTHS.toReversed()
    .map((strength) => [strength, provenances.filter((one) => one === strength).length])
    .filter(([, count]) => count > 0)
    .map(([strength, count]) => `${count} ${strength}`)
    .join(', ')
}

function describeContent(pack) {
  const rules = pack.rules.length === 1 ? '1 rule' : `${pack.rules.length} rules`
  const events = pack.disruptions?.length ?? 0
  return events === 0 ? rules : `${rules}, ${events} supply events`
}

function writeRow(pack) {
  const kept = pack.rules.map((rule) => provenanceOf(rule, pack))
  const stated = kept.length > 0 ? kept : (pack.disruptions ?? []).map(({ provenance }) => provenance)
  const cells = [
    `\`${pack.pack}\``,
    pack.jurisdiction,
    pack.instrument.name.replaceAll('|', '\\|'),
    `${pack.status}, ${pack.force}`,
    pack.editions.map(({ edition }) => edition).join(', '),
    describeContent(pack),
    weakest(stated),
    countBy(stated),
  ]
  return `| ${cells.join(' | ')} |`
}

function writeMissing(pack) {
  if (!pack.missing?.length) return `- \`${pack.pack}\`: nothing stated`
  return [`- \`${pack.pack}\``, ...pack.missing.map(({ what, why }) => `  - ${what}. ${why.trim()}`)].join('\n')
}

const packs = readdirSync(RULES)
  .filter((name) => name.endsWith('.yaml'))
  .map((name) => parse(readFileSync(new URL(name, RULES), 'utf8')))
  .sort((left, right) => (left.pack < right.pack ? -1 : 1))

const written = [
  BEGIN,
  '',
  '| Pack | Where | Instrument | Status, force | Editions | Holds | Weakest | Rules by provenance |',
  '|---|---|---|---|---|---|---|---|',
  ...packs.map(writeRow),
  '',
  '## What they lack',
  '',
  ...packs.map(writeMissing),
  '',
  END,
].join('\n')

const page = readFileSync(PAGE, 'utf8')
const start = page.indexOf(BEGIN)
const end = page.indexOf(END)
if (start < 0 || end < start) throw new Error(`docs/packs.md lacks the markers ${BEGIN} and ${END}`)
const renewed = page.slice(0, start) + written + page.slice(end + END.length)

if (process.argv.includes('--check')) {
  if (renewed !== page) {
    process.stderr.write('docs/packs.md is out of date: run `node tools/write-pack-table.mjs`\n')
    process.exitCode = 1
  }
} else if (renewed !== page) writeFileSync(PAGE, renewed)
