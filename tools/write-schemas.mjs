// Writes the published JSON Schemas from the schemas that type and validate; `--check` fails when a file is stale.

import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { RULES_REPORT_SCHEMA } from '../dist/contract/rules-report.js'
import { SPARES_REPORT_SCHEMA } from '../dist/contract/spares-report.js'
import { RulePack } from '../dist/model/rule.js'
import { Scenario } from '../dist/model/scenario.js'
import { Manifest } from '../dist/model/workspace.js'

const draft = 'https://json-schema.org/draft/2020-12/schema'
const schemas = {
  'rules-report-1.json': RULES_REPORT_SCHEMA,
  'spares-report-1.json': SPARES_REPORT_SCHEMA,
  'rule-pack.json': { $schema: draft, $id: 'mainstay.rule-pack/1', ...RulePack },
  'scenario.json': { $schema: draft, $id: 'mainstay.scenario/1', ...Scenario },
  'manifest.json': { $schema: draft, $id: 'mainstay.manifest/1', ...Manifest },
}
const isCheck = process.argv.includes('--check')
mkdirSync(new URL('../schemas/', import.meta.url), { recursive: true })
for (const [name, schema] of Object.entries(schemas)) {
  const file = new URL(`../schemas/${name}`, import.meta.url)
  // The schema of packs repeats its predicates in every kind of rule: without indentation it stays readable to programs.
  const text = `${JSON.stringify(schema, undefined, name === 'rule-pack.json' ? 0 : 2)}\n`
  if (!isCheck) writeFileSync(file, text)
  else if (readFileSync(file, 'utf8') !== text) {
    console.error(`schemas/${name} is stale: npm run build && node tools/write-schemas.mjs`)
    process.exitCode = 1
  }
}
