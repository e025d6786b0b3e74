// What the rules analysis answers: for every rule a verdict, its exact intervals, its figures and what they rest on.
//
// These schemas are the published shape of `mainstay check --format json`. Dates are civil, `YYYY-MM-DD`; intervals
// include both ends; weights are whole numbers of the metric's unit. `docs/models/rules.md` says how each is reckoned.

import Type from 'typebox'
import { FaultSchema } from './fault-schema.ts'
import { Provenance } from './provenance.ts'
import { VERDICT_WORDS } from './rule.ts'

const closed = { additionalProperties: false } as const
const Day = Type.String({ pattern: '^(\\d{4}-\\d{2}-\\d{2}|always|never)$' })

function oneOf<const Values extends readonly string[]>(values: Values, description?: string) {
  return Type.Enum(
    values as unknown as string[],
    description === undefined ? {} : { description },
  ) as unknown as Type.TUnsafe<Values[number]>
}

export const RULE_STATES = [
  'not yet due',
  'met',
  'not met',
  'cannot be shown',
  'not applicable',
  'not evaluated',
] as const
export type RuleState = (typeof RULE_STATES)[number]

/** One stretch of days with one state; `waived` where a waiver covers every breach in it. */
export const StateInterval = Type.Object(
  {
    from: Day,
    to: Day,
    state: oneOf(RULE_STATES),
    waived: Type.Optional(Type.Boolean()),
    why: Type.Optional(Type.String()),
  },
  closed,
)
export type StateInterval = Type.Static<typeof StateInterval>

/** A share, or a count, from `from` until the next step. `high` of a count without bound is null. */
export const Step = Type.Object(
  { from: Day, low: Type.Union([Type.Number(), Type.Null()]), high: Type.Union([Type.Number(), Type.Null()]) },
  closed,
)
export type Step = Type.Static<typeof Step>

/** How far one metric is from the limit on the as-of date; null where it does not apply. */
export const Headroom = Type.Object(
  {
    unit: Type.String(),
    /** Swaps to the vendor still possible within the cap (negative: swaps away needed). */
    swaps: Type.Union([Type.Integer(), Type.Null()]),
    /** New builds with the vendor still possible within the cap (negative: builds with others needed). */
    newBuilds: Type.Union([Type.Integer(), Type.Null()]),
    reckonedWith: oneOf(['low', 'high'], 'the end of the interval it is reckoned with: the cautious one'),
  },
  closed,
)
export type Headroom = Type.Static<typeof Headroom>

export const MetricResult = Type.Object(
  {
    name: Type.String(),
    /** `share` in 0 to 1 against `limit`; `count` of subjects in breach, or of different vendors, against `limit`. */
    kind: oneOf(['share', 'count']),
    unit: Type.String({
      description:
        'what numerator and denominator count: sites, elements, kbit/s, premises, subscribers, vendors ...; before it `thousandths of ` where shared or split subjects are summed, `millionths of ` where they are both',
    }),
    limit: Type.Number(),
    comparison: oneOf(['atMost', 'atLeast']),
    /** On the as-of date; null low and high: not applicable or unknown that day. */
    low: Type.Union([Type.Number(), Type.Null()]),
    high: Type.Union([Type.Number(), Type.Null()]),
    numerator: Type.Object({ low: Type.Number(), high: Type.Number() }, closed),
    denominator: Type.Object({ low: Type.Number(), high: Type.Number() }, closed),
    /** Subjects whose weight is not known, on the as-of date. */
    unknownWeights: Type.Number(),
    attribution: Type.Optional(Type.String()),
    sharedSites: Type.Optional(Type.String()),
    headroom: Type.Optional(Headroom),
    /** The whole horizon, step by step. */
    steps: Type.Array(Step),
  },
  closed,
)
export type MetricResult = Type.Static<typeof MetricResult>

/** A subject that makes the figure what it is. */
export const MatterEntry = Type.Object(
  {
    subject: oneOf(['element', 'unit', 'contract', 'site', 'change']),
    identifier: Type.String(),
    site: Type.Optional(Type.String()),
    vendor: Type.Optional(Type.String()),
    function: Type.Optional(Type.String()),
    product: Type.Optional(Type.String()),
    weight: Type.Number({ description: 'in the unit of `matter.metric`, never in thousandths of it; 0 if not known' }),
    answer: oneOf(['yes', 'maybe']),
    why: Type.Optional(Type.String({ description: 'what is not known: of a maybe, or of a weight' })),
    from: Type.Optional(Day),
    to: Type.Optional(Day),
    file: Type.Optional(Type.String()),
    line: Type.Optional(Type.Integer()),
  },
  closed,
)
export type MatterEntry = Type.Static<typeof MatterEntry>

/** How much of what the rule speaks of was really known, on the day told. */
export const Coverage = Type.Object(
  {
    on: Day,
    known: Type.Integer({ description: 'subjects for which every condition was answered' }),
    uncertain: Type.Integer({ description: 'subjects that may be in scope, or may matter, for all that is known' }),
    reasons: Type.Array(Type.Object({ what: Type.String(), count: Type.Integer() }, closed)),
  },
  closed,
)
export type Coverage = Type.Static<typeof Coverage>

export const RuleResult = Type.Object(
  {
    pack: Type.String(),
    rule: Type.String(),
    title: Type.String(),
    kind: Type.String(),
    clause: Type.Optional(Type.String()),
    instrument: Type.String(),
    jurisdiction: Type.String(),
    force: Type.String(),
    status: Type.String(),
    provenance: Provenance,
    sources: Type.Array(Type.String()),
    assumes: Type.Array(Type.String()),
    target: Type.Optional(Day),
    deadline: Type.Optional(Day),
    dueFrom: Type.Optional(Day),
    verdict: oneOf(VERDICT_WORDS),
    /** The verdict rests on facts nobody has stated: it is never a plain met or not met. */
    onAssumedFacts: Type.Boolean(),
    waivedUntil: Type.Optional(Day),
    waivers: Type.Array(
      Type.Object(
        {
          scope: Type.String(),
          approver: Type.String(),
          from: Day,
          until: Day,
          reference: Type.Optional(Type.String()),
        },
        closed,
      ),
    ),
    why: Type.Optional(Type.String({ description: 'of not evaluated and not applicable' })),
    /** One plain sentence with the clause. */
    sentence: Type.String(),
    firstBreach: Type.Optional(Day),
    firstBreachOrEarlier: Type.Optional(
      Type.Boolean({ description: 'true: firstBreach is only the first day looked at; the breach may be older' }),
    ),
    firstPossibleBreach: Type.Optional(Day),
    firstPossibleBreachOrEarlier: Type.Optional(Type.Boolean({ description: 'the same of firstPossibleBreach' })),
    /** First day after the as-of date on which a new breach begins. */
    nextBreach: Type.Optional(Day),
    nextPossibleBreach: Type.Optional(Day),
    timeline: Type.Array(StateInterval),
    metrics: Type.Array(MetricResult),
    bindingMetric: Type.Optional(
      Type.String({
        description:
          'on the as-of date the metric furthest over the limit, else one not known, else the one nearest to the limit',
      }),
    ),
    /** The limit, or the deadline, at which the rule would start to bite on this estate and plan. */
    bite: Type.Optional(
      Type.Object(
        {
          /**
           * Largest share on the days the rule is due: below this limit it is missed (low: surely, high: possibly). A
           * null high: some share is not known, on the day told.
           */
          limit: Type.Optional(
            Type.Object({ low: Type.Number(), high: Type.Union([Type.Number(), Type.Null()]), on: Day }, closed),
          ),
          /** Earliest deadline the plan would still meet; null: none within the horizon. */
          earliestDeadline: Type.Optional(Type.Union([Day, Type.Null()])),
        },
        closed,
      ),
    ),
    matter: Type.Object(
      {
        on: Day,
        metric: Type.Optional(
          Type.String({ description: 'the metric that binds on that day, in whose unit the weights are' }),
        ),
        total: Type.Integer(),
        entries: Type.Array(MatterEntry),
      },
      closed,
    ),
    coverage: Type.Optional(Coverage),
  },
  closed,
)
export type RuleResult = Type.Static<typeof RuleResult>

export const PackResult = Type.Object(
  {
    pack: Type.String(),
    version: Type.String(),
    title: Type.String(),
    jurisdiction: Type.String(),
    instrument: Type.String(),
    status: Type.String(),
    force: Type.String(),
    /** Edition that judges the as-of date; absent where none was known or effective. */
    edition: Type.Optional(Type.String()),
    missing: Type.Array(Type.Object({ what: Type.String(), why: Type.String() }, closed)),
    why: Type.Optional(Type.String({ description: 'why no rule of it was judged' })),
  },
  closed,
)
export type PackResult = Type.Static<typeof PackResult>

export const UnresolvedVendor = Type.Object(
  {
    name: Type.String(),
    kind: oneOf(['unresolved', 'ambiguous', 'nobody']),
    subjects: Type.Integer(),
    suggestions: Type.Array(Type.String()),
  },
  closed,
)
export type UnresolvedVendor = Type.Static<typeof UnresolvedVendor>

export const Reconciliation = Type.Object(
  {
    against: Type.String({ description: 'file and line, or list, reconciled with' }),
    what: Type.String(),
    stated: Type.Integer(),
    found: Type.Object({ low: Type.Integer(), high: Type.Integer() }, closed),
    shortfall: Type.Integer({ description: 'stated but not in the inventory; widens the intervals' }),
    excess: Type.Integer({ description: 'in the inventory but not stated' }),
    examples: Type.Array(Type.String()),
  },
  closed,
)
export type Reconciliation = Type.Static<typeof Reconciliation>

export const RulesReport = Type.Object(
  {
    schema: Type.Literal('mainstay.rules-report/1'),
    product: Type.Object({ name: Type.Literal('mainstay'), version: Type.String() }, closed),
    title: Type.String(),
    operator: Type.String(),
    asOf: Day,
    knownAt: Day,
    inventoryDate: Day,
    historyKnownFrom: Type.Optional(Day),
    horizon: Type.Object({ from: Day, to: Day }, closed),
    /** sha256 of everything the result was computed from: the same inputs give the same bytes. */
    inputs: Type.Array(Type.Object({ name: Type.String(), sha256: Type.String() }, closed)),
    estate: Type.Object(
      {
        sites: Type.Integer(),
        elements: Type.Integer(),
        units: Type.Integer(),
        contracts: Type.Integer(),
        plannedChanges: Type.Integer(),
        /** Elements by vendor, those the plan makes included; largest first. */
        vendors: Type.Array(
          Type.Object({ vendor: Type.String(), name: Type.String(), elements: Type.Integer() }, closed),
        ),
      },
      closed,
    ),
    packs: Type.Array(PackResult),
    rules: Type.Array(RuleResult),
    unresolvedVendors: Type.Array(UnresolvedVendor),
    reconciliations: Type.Array(Reconciliation),
    faults: Type.Object({ errors: Type.Integer(), warnings: Type.Integer(), shown: Type.Array(FaultSchema) }, closed),
  },
  closed,
)
export type RulesReport = Type.Static<typeof RulesReport>
