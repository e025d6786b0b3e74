// How surely is known what a rule, or a pack, rests on, and what it takes for granted?

import { type Provenance, weakestProvenance } from '#model/provenance.ts'
import type { Rule, RulePack } from '#model/rule.ts'

/** What a rule takes for granted: what it says so itself, and each list and set it reads that no source states. */
export function assumptionsOf(pack: RulePack, rule: Rule): string[] {
  const unsourced = factsReadBy(pack, rule)
    .filter(({ provenance }) => provenance === 'assumed')
    .map(({ what }) => what)
  return [...statedAssumptions(rule).map(({ what }) => what), ...new Set(unsourced)]
}

/** The weakest provenance of all facts a rule rests on: its own, its assumptions, its editions, its lists and sets. */
export function provenanceOf(pack: RulePack, rule: Rule): Provenance {
  const editions = pack.editions.filter(({ edition }) => rule.editions?.includes(edition) ?? true)
  return weakestProvenance([
    rule.provenance,
    ...editions.map(({ provenance }) => provenance),
    ...statedAssumptions(rule).map(({ provenance }) => provenance ?? 'assumed'),
    ...factsReadBy(pack, rule).map(({ provenance }) => provenance),
  ])
}

/** The weakest of all its rules; of a pack that only tells of disruptions, the weakest of these. */
export function provenanceOfPack(pack: RulePack): Provenance {
  const rules = pack.rules.map((rule) => provenanceOf(pack, rule))
  return weakestProvenance(rules.length > 0 ? rules : (pack.disruptions ?? []).map(({ provenance }) => provenance))
}

function statedAssumptions(rule: Rule): NonNullable<Rule['assumes']> {
  const metrics = rule.kind === 'cap' ? rule.metrics : []
  return [...(rule.assumes ?? []), ...metrics.flatMap((metric) => metric.assumes ?? [])]
}

/** The lists and sets of the pack that the rule names, each entry with its provenance. */
function factsReadBy(pack: RulePack, rule: Rule): { what: string; provenance: Provenance }[] {
  const metrics = rule.kind === 'cap' ? rule.metrics : []
  const text = JSON.stringify([rule.scope, metrics, rule.exceptions, rule.when])
  const lists = Object.entries(pack.designations ?? {})
    .filter(([name]) => text.includes(`"designated":${JSON.stringify(name)}`))
    .flatMap(([name, list]) =>
      list.entries.map(({ provenance }) => ({ what: `who is on the list ${name}, and since when`, provenance })),
    )
  const sets = Object.entries(pack.functionSets ?? {})
    .filter(([name]) => text.includes(JSON.stringify(`@${name}`)))
    .map(([name, { provenance }]) => ({ what: `which functions ${name} are`, provenance }))
  return [...lists, ...sets]
}
