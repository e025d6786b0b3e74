// The rules of a report under their packs: every pack, also without rules, and every rule exactly once.

import type { PackResult, RuleResult, RulesReport } from '#model/verdict.ts'
import { groupBy } from '../group-by.ts'

export interface PackSection {
  readonly name: string
  /** Absent where rules name a pack the report does not describe. */
  readonly pack?: PackResult
  readonly rules: readonly RuleResult[]
}

/** In the order of the report. Where two packs have one name the rules stand under the first. */
export function listPackSections(report: RulesReport): readonly PackSection[] {
  const byPack = groupBy(report.rules, (rule) => rule.pack)
  const sections: PackSection[] = report.packs.map((pack) => {
    const rules = byPack.get(pack.pack) ?? []
    byPack.delete(pack.pack)
    return { name: pack.pack, pack, rules }
  })
  for (const [name, rules] of byPack) sections.push({ name, rules })
  return sections
}
