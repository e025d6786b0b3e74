// A whole question from the little a test wants to say: rows as texts, and rules without their paperwork.

import { type CivilDay, parseDay } from '#base/calendar.ts'
import type { Edition, Rule, RuleExample, RulePack } from '#model/rule.ts'
import type { RulesQuestion } from '#model/rules-question.ts'
import type { VendorFile } from '#model/vendor.ts'
import { readTextTables, type TextTables } from './fact-row.ts'

export const OPERATOR = 'North'

const EXAMPLES: RuleExample[] = [{ name: 'none is asked', on: '2024-01-01', expect: { verdict: 'met' } }]

type WithoutPaperwork<One> = One extends Rule
  ? Omit<One, 'id' | 'title' | 'provenance' | 'sources' | 'examples'> & { readonly id?: string }
  : never
export type SmallRule = WithoutPaperwork<Rule>

export function makeRule(rule: SmallRule): Rule {
  return { id: 'R1', title: 'a rule', provenance: 'verified', sources: ['law'], examples: EXAMPLES, ...rule } as Rule
}

export type SmallEdition = Pick<Edition, 'edition' | 'announced' | 'effective'> & { readonly until?: string }

export interface SmallPack {
  readonly pack?: string
  readonly editions?: readonly SmallEdition[]
  readonly designations?: {
    readonly [list: string]: readonly {
      vendor: string
      announced?: string
      from?: string
      until?: string
      reach?: 'entity' | 'controlled'
    }[]
  }
  readonly functionSets?: { readonly [name: string]: readonly string[] }
  readonly rules: readonly SmallRule[]
}

export const LONG_STANDING: SmallEdition = { edition: '1', announced: '2000-01-01', effective: '2000-01-01' }

export function makePack({ pack = 'pack', editions = [LONG_STANDING], designations, functionSets, rules }: SmallPack) {
  const grounds = { provenance: 'verified' as const, sources: ['law'] }
  return {
    pack,
    version: '1.0.0',
    title: 'a pack',
    jurisdiction: 'NZ',
    timeZone: 'UTC',
    instrument: { name: 'an instrument', authority: 'an authority' },
    status: 'in-force',
    force: 'binding',
    summary: 'a pack made for a test',
    editions: editions.map((edition) => ({ ...edition, ...grounds })),
    sources: { law: { text: 'the law', kind: 'legal-text' } },
    ...(designations === undefined
      ? {}
      : {
          designations: Object.fromEntries(
            Object.entries(designations).map(([list, entries]) => [
              list,
              { title: list, entries: entries.map((entry) => ({ ...entry, ...grounds })) },
            ]),
          ),
        }),
    ...(functionSets === undefined
      ? {}
      : {
          functionSets: Object.fromEntries(
            Object.entries(functionSets).map(([name, functions]) => [
              name,
              { title: name, functions: [...functions], ...grounds },
            ]),
          ),
        }),
    rules: rules.map(makeRule),
  } satisfies RulePack
}

export interface SmallQuestion {
  readonly tables: TextTables
  readonly packs: readonly SmallPack[]
  readonly asOf?: string
  /** By default the as-of date. */
  readonly knownAt?: string
  /** By default the as-of date. */
  readonly inventoryDate?: string
  readonly historyKnownFrom?: string
  /** By default the as-of date alone. */
  readonly from?: string
  readonly to?: string
  readonly aliases?: readonly string[]
}

export function makeQuestion(small: SmallQuestion): RulesQuestion {
  const { tables, packs, asOf = '2024-06-01', knownAt = asOf, inventoryDate = asOf, from = asOf, to = asOf } = small
  return {
    facts: readTextTables(tables),
    packs: packs.map(makePack),
    operator: { name: OPERATOR, ...(small.aliases === undefined ? {} : { aliases: [...small.aliases] }) },
    inventoryDate: day(inventoryDate),
    asOf: day(asOf),
    knownAt: day(knownAt),
    ...(small.historyKnownFrom === undefined ? {} : { historyKnownFrom: day(small.historyKnownFrom) }),
    horizon: { from: day(from), to: day(to) },
  }
}

export function day(text: string): CivilDay {
  const parsed = parseDay(text)
  if (parsed === undefined) throw new Error(`no day: ${text}`)
  return parsed
}

/** Alpha bought Beta in January 2024 and holds half of Gamma; `Twin` may be Alpha or Delta; nobody knows `Nonesuch`. */
export const VENDORS: VendorFile = {
  vendors: [
    { id: 'alpha', name: 'Alpha' },
    { id: 'beta', name: 'Beta', ownership: [{ owner: 'alpha', share: '80 %', from: '2024-01-15' }] },
    { id: 'gamma', name: 'Gamma', ownership: [{ owner: 'alpha', share: '50 %' }] },
    { id: 'delta', name: 'Delta' },
  ],
  ambiguous: [{ name: 'Twin', candidates: ['alpha', 'delta'] }],
  nobody: ['Generic'],
}
