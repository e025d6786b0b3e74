// Whether a pack spells a region, tag, product or band as the network does.
//
// Packs are shared: that nothing in a network has a name says nothing against the pack. A name that differs from one of
// the network by a slip of the pen is told, for its rule would pass over what is meant.

import { distance } from 'fastest-levenshtein'
import type { FactTable } from '#model/fact-table.ts'
import { type Fault, quoteForFault } from '#model/fault.ts'
import type { Rule, RulePack } from '#model/rule.ts'
import { StatedNames } from '../estate/index.ts'

const CONDITIONS = { region: 'region', siteTag: 'site tag', tag: 'tag', product: 'product', band: 'band' } as const
type Condition = keyof typeof CONDITIONS

/** One warning for each name of a rule that is nearly one of the network. */
export function checkPackNames(
  packs: readonly { readonly pack: RulePack; readonly place: Pick<Fault, 'file' | 'origin'> }[],
  facts: readonly FactTable[],
  report: (fault: Fault) => void,
): void {
  const stated = new StatedNames(facts)
  for (const { pack, place } of packs) {
    const named = new Set(
      pack.rules.flatMap((rule) => namesIn(rule)).map(([condition, name]) => `${condition} ${name}`),
    )
    for (const id of new Set(pack.rules.map((rule) => rule.id))) {
      for (const [condition, name] of namesInStatements(pack.rules.filter((rule) => rule.id === id))) {
        if (stated.has(condition, name)) continue
        // Names that the pack tells apart, such as `affected` and `unaffected`, are no slips of one another.
        const others = [...stated.of(condition)].filter((other) => !named.has(`${condition} ${other}`))
        const nearest = findMisspelt(name, others)
        if (nearest === undefined) continue
        report({
          code: 'unknown-reference',
          severity: 'warning',
          ...place,
          column: `rules.${id}`,
          text: quoteForFault(name),
          problem: `nothing in the network has the ${CONDITIONS[condition]}`,
          expected: 'it spelled in the pack as in the tables, if the same is meant',
          didYouMean: quoteForFault(nearest),
        })
      }
    }
  }
}

/** Of a rule that editions state differently, each name once. */
function namesInStatements(rules: readonly Rule[]): Iterable<[Condition, string]> {
  const names = rules.flatMap((rule) => namesIn(rule))
  return new Map(names.map((name) => [name.join(' '), name])).values()
}

/** Every name that a predicate anywhere in a rule asks for, once; its examples are networks of their own. */
function namesIn(rule: Rule): [Condition, string][] {
  const names = new Map<string, [Condition, string]>()
  const visit = (part: unknown): void => {
    if (typeof part !== 'object' || part === null) return
    for (const [key, content] of Object.entries(part)) {
      if (!Object.hasOwn(CONDITIONS, key) || !Array.isArray(content)) visit(content)
      else for (const name of content) names.set(`${key} ${name}`, [key as Condition, String(name)])
    }
  }
  visit({ ...rule, examples: [] })
  return [...names.values()]
}

/** The first known name that is `name` but for case, spacing and a letter or two. */
function findMisspelt(name: string, known: readonly string[]): string | undefined {
  const isBeginning = name.endsWith('*')
  const wanted = squash(name)
  for (const candidate of known) {
    const whole = squash(candidate)
    if (isSlip(wanted, isBeginning ? whole.slice(0, wanted.length) : whole)) return candidate
  }
  return undefined
}

function squash(text: string): string {
  return text.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '')
}

/** Numbers tell bands and products apart: `3.4GHz` is not `3.5GHz` misspelt. Short words are too near to one another. */
function isSlip(wanted: string, found: string): boolean {
  if (wanted === found) return true
  const limit = wanted.length < 5 ? 0 : wanted.length < 8 ? 1 : 2
  if (Math.abs(wanted.length - found.length) > limit) return false
  return wanted.replaceAll(/\D/g, '') === found.replaceAll(/\D/g, '') && distance(wanted, found) <= limit
}
