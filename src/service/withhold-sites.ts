// Keeps the names of sensitive sites, and of what stands on them, out of reports: counted, not named.

import { splitList } from '#model/column.ts'
import { type FactTable, textAt } from '#model/fact-table.ts'
import type { MatterEntry, RuleResult } from '#model/verdict.ts'

export const WITHHELD = 'withheld'

export function withholdSites(
  rules: readonly RuleResult[],
  facts: readonly FactTable[],
  tags: readonly string[],
  showsWithheld: boolean,
): RuleResult[] {
  const sites = showsWithheld ? new Set<string>() : sitesTagged(facts, tags)
  if (sites.size === 0) return [...rules]
  return rules.map((rule) => ({
    ...rule,
    matter: { ...rule.matter, entries: rule.matter.entries.map((entry) => withhold(entry, sites)) },
  }))
}

function sitesTagged(facts: readonly FactTable[], tags: readonly string[]): Set<string> {
  const sites = new Set<string>()
  for (const table of facts.filter(({ schema }) => schema.name === 'sites')) {
    for (let row = 0; row < table.rowCount; row++) {
      if (splitList(textAt(table, 'tags', row)).some((tag) => tags.includes(tag))) sites.add(textAt(table, 'site', row))
    }
  }
  return sites
}

function withhold(entry: MatterEntry, sites: ReadonlySet<string>): MatterEntry {
  const site = entry.subject === 'site' ? entry.identifier : entry.site
  if (site === undefined || !sites.has(site)) return entry
  const { file: _file, line: _line, site: _site, ...rest } = entry
  return { ...rest, identifier: WITHHELD }
}
