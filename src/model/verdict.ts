// What the rules analysis answers: for every rule a verdict, its exact intervals, its figures and what they rest on.
//
// These schemas are the published shape of `mainstay check --format json`. Dates are civil, `YYYY-MM-DD`; intervals
// include both ends; sums of weights are whole numbers of the metric's unit. `docs/models/rules.md` says how each is reckoned.

import Type from 'typebox'
import { oneOf } from './one-of.ts'
import { FaultSchema } from './fault-schema.ts'
import { PLACE_FIELDS, Place } from './place.ts'
import { Provenance } from './provenance.ts'
import { VERDICT_WORDS } from './rule.ts'

const closed = { additionalProperties: false } as const
const DAY_PATTERN = '^(\\d{4}-\\d{2}-\\d{2}|always|never)$'
const Day = Type.String({ pattern: DAY_PATTERN })

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
const BeyondWaiver = Type.Optional(
  Type.Literal('cannot be shown', {
    description: 'of what is waived: something else, which no waiver covers, may be in breach as well',
  }),
)

export const StateInterval = Type.Object(
  {
    from: Day,
    to: Day,
    state: oneOf(RULE_STATES),
    waived: Type.Optional(Type.Boolean({ description: 'waivers cover all that is in breach for certain' })),
    beyondWaiver: BeyondWaiver,
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

/** The limit of the editions that judge these days, both included. */
export const LimitInterval = Type.Object({ from: Day, to: Day, limit: Type.Number() }, closed)
export type LimitInterval = Type.Static<typeof LimitInterval>

export const MetricResult = Type.Object(
  {
    name: Type.String(),
    /** `share` in 0 to 1 against `limit`; `count` of subjects in breach, or of different vendors, against `limit`. */
    kind: oneOf(['share', 'count']),
    unit: Type.String({
      description:
        'what numerator and denominator count: sites, elements, kbit/s, premises, subscribers, vendors ...; before it `thousandths of ` where shared or split subjects are summed, `millionths of ` where they are both',
    }),
    limit: Type.Number({ description: 'of the edition that judges the as-of date, or the next one that will' }),
    limits: Type.Optional(
      Type.Array(LimitInterval, {
        description:
          'the limit by interval of the horizon, where editions state different ones; on other days no edition states the rule. Absent: it is `limit` throughout',
      }),
    ),
    comparison: oneOf(['atMost', 'atLeast']),
    /** On the as-of date; null low and high: not applicable or unknown that day. */
    low: Type.Union([Type.Number(), Type.Null()]),
    high: Type.Union([Type.Number(), Type.Null()]),
    /** Absent, as the denominator, where history is not known on the as-of date. */
    numerator: Type.Optional(Type.Object({ low: Type.Number(), high: Type.Number() }, closed)),
    denominator: Type.Optional(Type.Object({ low: Type.Number(), high: Type.Number() }, closed)),
    lookedAt: Type.Optional(
      Type.Object(
        { low: Type.Number(), high: Type.Union([Type.Number(), Type.Null()]) },
        {
          ...closed,
          description:
            'of a count in breach: how many the rule looks at on the as-of date, those that meet its scope but for their vendor; 0: there was nothing to look at; a null high: without bound',
        },
      ),
    ),
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

/** What is told of whatever matters. */
const named = {
  identifier: Type.String(),
  vendor: Type.Optional(Type.String({ description: 'its vendors, as the source names them' })),
  resolved: Type.Optional(
    Type.String({
      description:
        'identifiers of the vendors these names stand for on that day; absent where they stand for nobody known',
    }),
  ),
  function: Type.Optional(Type.String()),
  product: Type.Optional(Type.String()),
  answer: oneOf(['yes', 'maybe'], 'yes: it matters for certain; maybe: for all that is known'),
  why: Type.Optional(Type.String({ description: 'what is not known: of a maybe, or of a weight' })),
  file: Type.Optional(Type.String()),
  ...PLACE_FIELDS,
  imported: Type.Optional({
    ...Place,
    description: 'where it stands in the workspace, if `file` is what it was imported from',
  }),
}

/** What stands on a site and puts it among the sites that matter, or may. */
export const SiteSubject = Type.Object({ subject: oneOf(['element', 'unit', 'contract']), ...named }, closed)
export type SiteSubject = Type.Static<typeof SiteSubject>

/** A subject that makes the figure what it is. */
export const MatterEntry = Type.Object(
  {
    subject: oneOf(['element', 'unit', 'contract', 'site', 'change']),
    ...named,
    site: Type.Optional(
      Type.String({ description: 'site it stands on; absent too where it stands nobody knows where' }),
    ),
    weight: Type.Number({
      description:
        'what of its weight counts, or may, in the numerator of `matter.metric`: of what is split or shared the part, of a range the high end, 0 if not known; in whole ones of the unit of that metric, never in thousandths of them',
    }),
    from: Type.Optional(Day),
    to: Type.Optional(Day),
    /** Of a site: what on it puts it there, what does so for certain first. */
    onSite: Type.Optional(
      Type.Object(
        {
          total: Type.Integer({ description: 'how many do; more than `entries` where there are very many' }),
          entries: Type.Array(SiteSubject),
        },
        closed,
      ),
    ),
  },
  closed,
)
export type MatterEntry = Type.Static<typeof MatterEntry>

/** How much of the weight that the rule speaks of on a day is certain on that day. */
export const Coverage = Type.Object(
  {
    on: Day,
    metric: Type.Optional(Type.String({ description: 'of a cap the metric that binds on the day' })),
    unit: Type.String({ description: 'what `known` and `uncertain` are amounts of, as in a metric' }),
    known: Type.Number({ description: 'weight that is certain, in the denominator and in or out of the numerator' }),
    uncertain: Type.Union([Type.Number(), Type.Null()], {
      description: 'weight that may be there besides, or elsewhere; null: without bound, for some weight is not known',
    }),
    reasons: Type.Optional(
      Type.Array(Type.Object({ what: Type.String(), count: Type.Integer() }, closed), {
        description: 'why, each with the number of subjects; of the day of `matter`',
      }),
    ),
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
    beyondWaiver: BeyondWaiver,
    waivers: Type.Array(
      Type.Object(
        {
          scope: Type.String(),
          approver: Type.String(),
          from: Day,
          until: Day,
          reference: Type.Optional(Type.String()),
          idle: Type.Optional(
            Type.Boolean({
              description:
                'true: it waives nothing: on its days nothing it selects is in breach, or may be; or only `*` waives the rule',
            }),
          ),
        },
        closed,
      ),
    ),
    why: Type.Optional(Type.String({ description: 'of not evaluated and not applicable' })),
    answeredBy: Type.Optional(
      Type.Object(
        {
          command: Type.Literal('mainstay spares'),
          scenarios: Type.Array(Type.String(), {
            description: 'of the workspace, each with an answer of its own; none: one must be written first',
          }),
        },
        {
          ...closed,
          description: 'the command that judges a rule which this one does not; its verdict here is not evaluated',
        },
      ),
    ),
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
    coverage: Type.Array(Coverage, {
      description: 'on each day told of: the as-of date, that of `matter`, of the next breach and next possible breach',
    }),
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
    effectiveFrom: Type.Optional(
      Type.String({
        pattern: DAY_PATTERN,
        description: 'where no edition judges the as-of date and one is to come: its first day. Its rules are judged',
      }),
    ),
    missing: Type.Array(Type.Object({ what: Type.String(), why: Type.String() }, closed)),
    why: Type.Optional(Type.String({ description: 'why no rule of it was judged' })),
    addressedAs: Type.Optional(
      Type.String({
        description:
          'the pack under `basedOn` of which the workspace says that it addresses the operator, where this one is taken to do so for that alone',
      }),
    ),
  },
  closed,
)
export type PackResult = Type.Static<typeof PackResult>

export const UnresolvedVendor = Type.Object(
  {
    name: Type.String(),
    kind: oneOf(['unresolved', 'ambiguous', 'nobody']),
    subjects: Type.Integer({
      description: 'elements, units and contracts that carry the name, each once, planned ones included',
    }),
    suggestions: Type.Array(Type.String()),
  },
  closed,
)
export type UnresolvedVendor = Type.Static<typeof UnresolvedVendor>

export const Reconciliation = Type.Object(
  {
    against: Type.String({ description: 'file and line or row, or list, reconciled with' }),
    what: Type.String(),
    stated: Type.Integer(),
    found: Type.Object({ low: Type.Integer(), high: Type.Integer() }, closed),
    shortfall: Type.Integer({ description: 'stated but not in the inventory; widens the intervals' }),
    excess: Type.Integer({ description: 'in the inventory but not stated' }),
    examples: Type.Array(Type.String()),
    contradictions: Type.Object(
      {
        total: Type.Integer({ description: 'elements of which the list names another vendor than the inventory' }),
        examples: Type.Array(Type.String(), { description: 'a sentence each, of the first of them' }),
      },
      closed,
    ),
  },
  closed,
)
export type Reconciliation = Type.Static<typeof Reconciliation>

/** Rows of one imported source that were at fault, and that `--good-rows` left out. */
export const LeftOutOfImport = Type.Object(
  {
    source: Type.String(),
    rows: Type.Integer(),
    first: Type.Array(Type.String(), { description: 'where the first of them stand, such as `elements.csv line 4`' }),
  },
  closed,
)
export type LeftOutOfImport = Type.Static<typeof LeftOutOfImport>

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
    horizon: Type.Object(
      {
        from: Day,
        to: Day,
        asked: Type.Optional(
          Type.Object(
            { from: Day, to: Day },
            {
              ...closed,
              description:
                'the days asked for, where the timelines take in more: the as-of date, and a year after each rule falls due',
            },
          ),
        ),
      },
      closed,
    ),
    /** sha256 of everything the result was computed from: the same inputs give the same bytes. */
    inputs: Type.Array(
      Type.Object(
        {
          name: Type.String(),
          sha256: Type.String(),
          shipped: Type.Optional(
            Type.Boolean({ description: 'true: it came with the product, and is none of the workspace' }),
          ),
          given: Type.Optional(
            Type.Boolean({ description: 'true: its path was given with the command, and it is none of the workspace' }),
          ),
        },
        closed,
      ),
    ),
    estate: Type.Object(
      {
        sites: Type.Integer({ description: 'of the inventory' }),
        elements: Type.Integer(),
        units: Type.Integer(),
        contracts: Type.Integer(),
        plannedChanges: Type.Integer(),
        serving: Type.Integer({
          description:
            'elements, units and contracts that serve the operator, or may, each once, planned and missing ones included; 0: there is nothing to judge',
        }),
        vendorNotStated: Type.Integer({
          description:
            'elements, units and contracts, planned ones included, of which no vendor is stated in some role they must have one in',
        }),
        vendorNotResolved: Type.Integer({
          description:
            'elements, units and contracts, planned ones included, that carry a vendor name which stands for nobody in particular; each once, however many such names it carries',
        }),
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
    leftOut: Type.Optional(
      Type.Array(LeftOutOfImport, { description: 'rows of which nothing is judged; absent where all were taken' }),
    ),
    faults: Type.Object({ errors: Type.Integer(), warnings: Type.Integer(), shown: Type.Array(FaultSchema) }, closed),
  },
  closed,
)
export type RulesReport = Type.Static<typeof RulesReport>
