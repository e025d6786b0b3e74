// What rules are judged by, apart from the tables: enough to judge any other rules of the same network somewhere else.

import type { Estate } from '#model/estate.ts'
import type { RulePack } from '#model/rule.ts'
import type { RulesQuestion } from '#model/rules-question.ts'
import type { RuleResult } from '#model/verdict.ts'
import { estateOf, SelectorMatcher, type UnnamedEstate, unnameEstate } from '../estate/index.ts'
import { buildVendorBook, type VendorBook } from '../vendors/index.ts'
import { horizonOf, judgePlan, planMeasures } from './judge-rules.ts'
import { resultOf } from './rule-result.ts'
import { type RecordedOfSubjects, readSubjectRecords, SubjectRecords, type WaiverRecord } from './subject-records.ts'

type Frame = Omit<RulesQuestion, 'facts' | 'packs' | 'matterPerRule' | 'matterOn'>

/** Plain data. */
export interface JudgingKit {
  readonly frame: Frame
  readonly estate: UnnamedEstate
  readonly recorded: RecordedOfSubjects
  /** Of a vendor book what tells whose a vendor is; names are resolved already. */
  readonly vendors: Pick<VendorBook, 'vendors' | 'ownership'>
}

/** What is sent to whoever judges drafts of rules as they are typed: `packs` are all at hand. */
export type SentKit =
  | { readonly kind: 'kit'; readonly kit: JudgingKit; readonly packs: readonly PackAtHand[] }
  | { readonly kind: 'too large'; readonly subjects: number; readonly most: number }

export interface PackAtHand {
  readonly pack: RulePack
  /** Among those the network is judged by. */
  readonly isJudged: boolean
}

export function packKit(question: RulesQuestion, estate: Estate, book: VendorBook): JudgingKit {
  const { facts, packs: _packs, matterPerRule: _most, matterOn: _on, ...frame } = question
  const { recorded } = readSubjectRecords(facts, new SelectorMatcher(estate, book))
  const { estate: unnamed, numberOf } = unnameEstate(estate)
  const renumber = <Value>(by: ReadonlyMap<string, ReadonlyMap<number, Value>>) =>
    new Map(
      Array.from(by, ([name, ofEntity]) => [
        name,
        new Map(
          [...ofEntity].flatMap(([entity, value]) => {
            const number = numberOf(entity)
            return number === undefined ? [] : [[number, value] as const]
          }),
        ),
      ]),
    )
  return {
    frame,
    estate: unnamed,
    recorded: {
      waivers: recorded.waivers.map(unnameWaiver),
      withoutAuthorisation: renumber(recorded.withoutAuthorisation),
      waived: renumber(recorded.waived),
    },
    vendors: { vendors: book.vendors, ownership: book.ownership },
  }
}

/** Which rule it waives when, and whether as a whole: whom it speaks of, elements know. */
function unnameWaiver({ rule, scope, from, until }: WaiverRecord): WaiverRecord {
  return { rule, scope: scope === '*' ? scope : '', from, until, approver: '', reference: '', place: { file: '' } }
}

/** Judges any packs by what is in a kit, again and again: a rule that states what it stated last is not judged anew. */
export class KitJudge {
  readonly #frame: Frame
  readonly #estate: Estate
  readonly #records: SubjectRecords
  readonly #book: VendorBook
  /** By all that the result of a rule depends on; of the packs judged last. */
  #results: ReadonlyMap<string, RuleResult> = new Map()

  constructor({ frame, estate, recorded, vendors }: JudgingKit) {
    this.#frame = frame
    this.#estate = estateOf(estate)
    this.#records = new SubjectRecords(recorded)
    this.#book = { ...buildVendorBook([]), ...vendors }
  }

  /**
   * What {@link judgeRules} says of the same question, but for what takes names: what matters to a rule is empty, and so are the
   * coverage, what its waivers say, and the links of ownership that nobody sourced.
   */
  judge(packs: readonly RulePack[]): {
    readonly rules: readonly RuleResult[]
    readonly horizon: RulesQuestion['horizon']
  } {
    const horizon = horizonOf({ ...this.#frame, facts: [], packs }, this.#book)
    const asked = packs.map((pack) => ({ pack, keyOf: keysOf(pack, horizon) }))
    const changed = asked.flatMap(({ pack, keyOf }) => {
      const rules = pack.rules.filter(({ id }) => !this.#results.has(keyOf.get(id)!))
      return rules.length === 0 ? [] : [{ pack: { ...pack, rules }, keyOf }]
    })
    const anew = this.#judgeAnew(
      changed.map(({ pack }) => pack),
      horizon,
    )
    const judged = new Map(this.#results)
    for (const result of anew)
      judged.set(changed.find(({ pack }) => pack.pack === result.pack)!.keyOf.get(result.rule)!, result)
    const keys = asked.flatMap(({ keyOf }) => [...keyOf.values()])
    this.#results = new Map(keys.map((key) => [key, judged.get(key)!]))
    return { rules: keys.map((key) => judged.get(key)!), horizon }
  }

  #judgeAnew(packs: readonly RulePack[], horizon: RulesQuestion['horizon']): readonly RuleResult[] {
    const question: RulesQuestion = { ...this.#frame, horizon, facts: [], packs, matterPerRule: 0 }
    const plan = planMeasures(this.#estate, question, this.#book, this.#records)
    const unexplained = { own: undefined, onAsOf: undefined }
    return judgePlan(plan, this.#estate, question).map((one) =>
      resultOf(one, unexplained, this.#records, new Set(), [], this.#estate, question),
    )
  }
}

/** Of each rule, by its identifier, all that its result depends on but the network: what its pack states, and what it states itself. */
function keysOf({ rules, ...head }: RulePack, horizon: RulesQuestion['horizon']): ReadonlyMap<string, string> {
  const shared = JSON.stringify([horizon, head])
  const ids = new Set(rules.map(({ id }) => id))
  return new Map(Array.from(ids, (id) => [id, shared + JSON.stringify(rules.filter((rule) => rule.id === id))]))
}
