// The first page: are we within the rules, what breaks next, how long will we last, what must be bought, how sure are we.

import Type from 'typebox'
import { oneOf } from '#model/one-of.ts'
import { VERDICT_WORDS } from '#model/rule.ts'
import type { Problem } from './problem.ts'
import { Day, Digest, Identifier } from './kinds.ts'

export const RULES_ANSWERS = [
  'no',
  'no, on assumed facts',
  'waived',
  'cannot be shown',
  'yes',
  'nothing judged',
  'nothing to judge',
] as const
export const SPARES_ANSWERS = ['no', 'yes', 'not all known', 'nothing known', 'nothing to reckon'] as const

const closed = { additionalProperties: false } as const
const Count = Type.Integer({ minimum: 0 })

const AnsweredBy = {
  analysis: Identifier,
  snapshot: Digest,
  isOfHead: Type.Boolean({ description: 'false: of a snapshot before the one asked about' }),
  headline: Type.String({ description: 'the answer in a sentence or two' }),
}

const reservationsOn = <const Word extends string>(words: readonly Word[]) =>
  Type.Array(Type.Object({ about: oneOf(words), text: Type.String() }, closed), {
    description: 'what stands against taking it for the whole truth',
  })

export const RULES_RESERVATIONS = [
  'unasked',
  'leftToSpares',
  'packs',
  'missing',
  'input',
  'leftOut',
  'vendors',
  'reconciled',
  'assumed',
] as const
export const SPARES_RESERVATIONS = ['noRate', 'classRate', 'noPrice', 'perhapsCutOff', 'joint', 'basis'] as const

export const RulesOverview = Type.Object(
  {
    ...AnsweredBy,
    answer: oneOf(RULES_ANSWERS),
    reservations: reservationsOn(RULES_RESERVATIONS),
    isUnreserved: Type.Boolean({
      description: 'it is yes, and nothing stands against it: no assumed fact, no later breach, nothing left unjudged',
    }),
    asOf: Day,
    verdicts: Type.Array(
      Type.Object(
        {
          verdict: oneOf(VERDICT_WORDS),
          binds: Type.Boolean({
            description:
              'true: the answer is of these; false: of advice, policy and proposals, and of what was revoked',
          }),
          onAssumedFacts: Type.Boolean({ description: 'the verdict holds if what is assumed is so' }),
          rules: Count,
        },
        closed,
      ),
    ),
    next: Type.Array(
      Type.Object(
        {
          pack: Type.String(),
          rule: Type.String(),
          title: Type.String(),
          on: Day,
          isCertain: Type.Boolean({ description: 'false: the day of the first possible breach' }),
          sentence: Type.String(),
        },
        closed,
      ),
      { description: 'what breaks next, the earliest first' },
    ),
    due: Type.Array(
      Type.Object(
        {
          pack: Type.String(),
          rule: Type.String(),
          title: Type.String(),
          on: Day,
          verdict: oneOf(VERDICT_WORDS),
          onAssumedFacts: Type.Boolean(),
        },
        closed,
      ),
      { description: 'what falls due next, the earliest first, and whether the plan meets it' },
    ),
    until: Day,
    coverage: Type.Object(
      {
        elements: Type.Integer({ minimum: 0, description: 'planned ones included' }),
        vendorKnown: Type.Integer({ minimum: 0, description: 'of these, of whom the vendor is known' }),
        vendorNotStated: Type.Integer({ minimum: 0, description: 'elements, units and contracts' }),
        vendorNotResolved: Type.Integer({ minimum: 0, description: 'elements, units and contracts' }),
        rules: Type.Integer({ minimum: 0, description: 'judged, whether they bind or not' }),
        notEvaluated: Count,
        onAssumedFacts: Type.Integer({ minimum: 0, description: 'rules whose verdict holds if what is assumed is so' }),
        uncertain: Type.Integer({
          minimum: 0,
          description: 'rules that speak of what is not certain on the day judged: who, since when, or how much',
        }),
        unweighed: Type.Integer({ minimum: 0, description: 'rules that weigh something whose weight is not known' }),
      },
      closed,
    ),
  },
  closed,
)
export type RulesOverview = Type.Static<typeof RulesOverview>

export const SparesOverview = Type.Object(
  {
    ...AnsweredBy,
    answer: oneOf(SPARES_ANSWERS),
    reservations: reservationsOn(SPARES_RESERVATIONS),
    isReached: Type.Union([Type.Boolean(), Type.Null()], {
      description: 'what is asked is met by what is to be bought; null: not known',
    }),
    scenario: Type.String(),
    title: Type.String(),
    from: Day,
    until: Day,
    survivalAtEnd: Type.Union([Type.Number({ minimum: 0, maximum: 1 }), Type.Null()], {
      description: 'of all parts together; null: not known, for of no unit in service anybody says how often it fails',
    }),
    lastsUntil: Type.Union([Day, Type.Null()]),
    lastsToEnd: Type.Boolean({ description: 'false where it is not known' }),
    currency: Type.String(),
    toBuyHundredths: Type.Integer({ minimum: 0, description: 'of the currency' }),
    toBuyUnits: Count,
    notObtainable: Count,
    parts: Count,
    partsReckoned: Type.Integer({ minimum: 0, description: 'in service in these days, and of a known failure rate' }),
    partsNotReckoned: Type.Integer({ minimum: 0, description: 'of no known failure rate' }),
    partsWithClassRate: Type.Integer({ minimum: 0, description: 'reckoned at the failure rate of their class' }),
    partsWithoutPrice: Count,
    sites: Type.Integer({ minimum: 0, description: 'with units in service in these days' }),
    sitesWithoutWeight: Count,
    weakest: Type.Array(
      Type.Object(
        {
          part: Type.String(),
          manufacturer: Type.String(),
          survivalAtEnd: Type.Number(),
          lastsUntil: Type.Union([Day, Type.Null()]),
        },
        closed,
      ),
    ),
  },
  closed,
)
export type SparesOverview = Type.Static<typeof SparesOverview>

export const Overview = Type.Object(
  {
    snapshot: Digest,
    tables: Type.Array(Type.Object({ table: Type.String(), rows: Count }, closed)),
    rules: Type.Optional(RulesOverview),
    spares: Type.Array(SparesOverview),
    ofDrafts: Type.Array(SparesOverview, {
      description:
        'where no scenario of the snapshot is answered: what was answered of this snapshot under scenarios that are drafts, by their names',
    }),
    pending: Type.Array(
      Type.Object(
        {
          analysis: Identifier,
          kind: Type.Enum(['rules', 'spares']),
          scenario: Type.Optional(Type.String()),
          job: Type.Optional(Identifier),
        },
        closed,
      ),
    ),
    failed: Type.Array(
      Type.Object(
        {
          analysis: Identifier,
          kind: Type.Enum(['rules', 'spares']),
          scenario: Type.Optional(Type.String()),
          problem: Type.Optional(Type.Ref('Problem')),
        },
        closed,
      ),
      { description: 'what was asked of this snapshot, failed, and was not asked again since' },
    ),
    notAsked: Type.Array(
      Type.Object(
        {
          what: Type.String(),
          scenario: Type.Optional(Type.String()),
          isOutdated: Type.Optional(
            Type.Boolean({ description: 'answered by an earlier version of Mainstay, in a form of its own: ask anew' }),
          ),
        },
        closed,
      ),
      { description: 'what could be answered and was not asked yet' },
    ),
  },
  { $id: 'Overview', ...closed },
)
type Told = Type.Static<typeof Overview>
type FailedQuestion = Omit<Told['failed'][number], 'problem'> & { problem?: Problem }
export type Overview = Omit<Told, 'failed'> & { failed: FailedQuestion[] }
