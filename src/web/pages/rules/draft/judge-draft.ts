// Judges the text of a draft, and the pack it was begun from beside it, by what the server sent of the network.

import { parse } from 'yaml'
import { formatDay } from '#base/calendar.ts'
import { KitJudge, type SentKit } from '#engine/rules/index.ts'
import type { RulePack } from '#model/rule.ts'
import { compareRules, findOriginal, type RuleComparison } from './compare-rules.ts'

export interface DraftJudgement {
  readonly asOf: string
  readonly horizon: { readonly from: string; readonly to: string }
  /** What the rules are held against; undefined where no pack at hand has one of them. */
  readonly original: { readonly pack: string; readonly title: string; readonly isJudged: boolean } | undefined
  readonly comparisons: readonly RuleComparison[]
}

type OfKit<Kind extends SentKit['kind']> = Extract<SentKit, { readonly kind: Kind }>

export class DraftJudge {
  readonly #judge: KitJudge
  readonly #packs: OfKit<'kit'>['packs']
  readonly #asOf: string

  constructor({ kit, packs }: OfKit<'kit'>) {
    this.#judge = new KitJudge(kit)
    this.#packs = packs
    this.#asOf = formatDay(kit.frame.asOf)
  }

  /** Of a text without faults. Both are judged in one go: what they measure alike is measured once. */
  judge(text: string): DraftJudgement {
    const draft = parse(text, { version: '1.2', schema: 'core', merge: false }) as RulePack
    const original = findOriginal(
      draft.rules.map(({ id }) => id),
      this.#packs
        .filter(({ pack }) => pack.pack !== draft.pack)
        .map((one) => ({ ...one, packed: one.pack, pack: one.pack.pack, rules: one.pack.rules.map(({ id }) => id) })),
    )
    const { rules, horizon } = this.#judge.judge([...(original ? [original.packed] : []), draft])
    const drafted = rules.filter(({ pack }) => pack === draft.pack)
    const standing = rules.filter(({ pack }) => pack !== draft.pack)
    return {
      asOf: this.#asOf,
      horizon: { from: formatDay(horizon.from), to: formatDay(horizon.to) },
      original: original && { pack: original.pack, title: original.packed.title, isJudged: original.isJudged },
      comparisons: compareRules(drafted, standing),
    }
  }
}
