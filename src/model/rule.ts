// A rule pack: dated, sourced restrictions of one instrument, with the examples that are their tests.
//
// The schemas below read the YAML, document it and type it. `docs/models/rules.md` says what each kind means.

import Type from 'typebox'
import { oneOf } from './one-of.ts'
import { Provenance } from './provenance.ts'
import { SUPPLIER_ROLES, WEIGHT_MEASURES } from './tables.ts'

const Day = Type.String({
  pattern: '^\\d{4}-\\d{2}-\\d{2}$',
  description: 'civil date of the instrument’s jurisdiction, YYYY-MM-DD',
})
const Sources = Type.Array(Type.String(), { description: 'identifiers of entries under `sources`' })
const closed = { additionalProperties: false } as const

/** Which vendors a predicate means: a designation list of the pack, or vendors by id. */
export const VendorCondition = Type.Object(
  {
    designated: Type.Optional(Type.String({ description: 'a list under `designations`' })),
    is: Type.Optional(Type.Array(Type.String(), { minItems: 1, description: 'vendor ids' })),
    roles: Type.Optional(
      Type.Array(oneOf(SUPPLIER_ROLES), { minItems: 1, description: 'supplier roles looked at; all by default' }),
    ),
    reach: Type.Optional(
      oneOf(['entity', 'controlled'], 'of `is`: the vendor alone, or also whom it controls on the day (default)'),
    ),
  },
  closed,
)
export type VendorCondition = Type.Static<typeof VendorCondition>

const DateCondition = Type.Object({ after: Type.Optional(Day), notAfter: Type.Optional(Day) }, closed)
export type DateCondition = Type.Static<typeof DateCondition>

/** Events of a subject that a predicate may compare with a date. */
export const CONDITION_EVENTS = ['procured', 'produced', 'delivered', 'installed', 'inService'] as const
export type ConditionEvent = (typeof CONDITION_EVENTS)[number]

const plainConditions = {
  subject: Type.Optional(
    Type.Array(oneOf(['element', 'unit', 'contract']), { minItems: 1, description: 'default: element' }),
  ),
  kind: Type.Optional(Type.Array(oneOf(['physical', 'virtual', 'service']), { minItems: 1 })),
  function: Type.Optional(
    Type.Array(Type.String(), { minItems: 1, description: 'nodes of the function tree, or `@set` of `functionSets`' }),
  ),
  technology: Type.Optional(Type.Array(Type.String(), { minItems: 1, description: 'carries any of these' })),
  band: Type.Optional(
    Type.Array(Type.String(), { minItems: 1, description: 'transmits in any of these licence bands' }),
  ),
  vendor: Type.Optional(VendorCondition),
  product: Type.Optional(
    Type.Array(Type.String(), { minItems: 1, description: 'product name, or its beginning followed by `*`' }),
  ),
  siteTag: Type.Optional(
    Type.Array(Type.String(), { minItems: 1, description: 'stands on a site with any of these tags' }),
  ),
  region: Type.Optional(Type.Array(Type.String(), { minItems: 1 })),
  tag: Type.Optional(Type.Array(Type.String(), { minItems: 1, description: 'carries any of these tags itself' })),
}

export interface Predicate {
  readonly subject?: readonly ('element' | 'unit' | 'contract')[]
  readonly kind?: readonly ('physical' | 'virtual' | 'service')[]
  readonly function?: readonly string[]
  readonly technology?: readonly string[]
  readonly band?: readonly string[]
  readonly vendor?: VendorCondition
  readonly product?: readonly string[]
  readonly siteTag?: readonly string[]
  readonly region?: readonly string[]
  readonly tag?: readonly string[]
  readonly all?: readonly Predicate[]
  readonly any?: readonly Predicate[]
  readonly not?: Predicate
}

/** All conditions stated must hold; each is answered no, maybe or yes. */
export const Predicate = Type.Unsafe<Predicate>(
  Type.Cyclic(
    {
      Predicate: Type.Object(
        {
          ...plainConditions,
          all: Type.Optional(Type.Array(Type.Ref('Predicate'), { minItems: 1 })),
          any: Type.Optional(Type.Array(Type.Ref('Predicate'), { minItems: 1 })),
          not: Type.Optional(Type.Ref('Predicate')),
        },
        closed,
      ),
    },
    'Predicate',
  ),
)

/** A predicate on subjects, and on the dates of their histories. */
export const Scope = Type.Object(
  {
    where: Type.Optional(Predicate),
    dates: Type.Optional(
      Type.Object(Object.fromEntries(CONDITION_EVENTS.map((event) => [event, Type.Optional(DateCondition)])), {
        ...closed,
        description: 'conditions on single events of the history; unknown dates answer maybe',
      }),
    ),
  },
  closed,
)
export interface Scope {
  readonly where?: Predicate
  readonly dates?: { readonly [event in ConditionEvent]?: DateCondition }
}

const Assumption = Type.Object(
  {
    what: Type.String({ description: 'what is taken to be so' }),
    provenance: Type.Optional(Provenance),
    sources: Type.Optional(Sources),
  },
  closed,
)

export const Metric = Type.Object(
  {
    name: Type.String(),
    count: oneOf(['sites', 'elements'], 'what is counted: distinct sites with a matching element, or elements'),
    weight: Type.Optional(oneOf(WEIGHT_MEASURES, 'weight summed instead of counting one each')),
    denominator: Type.Optional(Scope),
    numerator: Scope,
    attribution: oneOf(
      ['any', 'role', 'weighted'],
      '`any`: one match in any supplier role counts the subject whole; `role`: only the roles named in the numerator do; `weighted`: a site counts by the part of its matching elements that is in the numerator',
    ),
    sharedSites: oneOf(
      ['once', 'operatorWeight'],
      'a shared subject counts whole for every operator it serves, or by the operator’s weight',
    ),
    assumes: Type.Optional(Type.Array(Assumption)),
  },
  closed,
)
export type Metric = Omit<Type.Static<typeof Metric>, 'denominator' | 'numerator'> & {
  readonly denominator?: Scope
  readonly numerator: Scope
}

export const VERDICT_WORDS = [
  'met',
  'not met',
  'cannot be shown',
  'not yet due: the plan meets it',
  'not yet due: the plan misses it',
  'not yet due: cannot be shown',
  'not applicable',
  'not evaluated',
] as const
export type VerdictWord = (typeof VERDICT_WORDS)[number]

const Row = Type.Record(Type.String(), Type.Union([Type.String(), Type.Number()]))

/** A small estate and what the rule must say of it. Rows have the columns of the workspace tables. */
export const RuleExample = Type.Object(
  {
    name: Type.String({ description: 'a sentence: what the example shows' }),
    on: Day,
    knownAt: Type.Optional(Day),
    operator: Type.Optional(
      Type.Object(
        {
          name: Type.Optional(Type.String()),
          tier: Type.Optional(Type.Integer({ minimum: 1 })),
          licences: Type.Optional(Type.Array(Type.String())),
          addressed: Type.Optional(
            Type.Boolean({ description: 'whether the instrument addresses it; true by default' }),
          ),
        },
        closed,
      ),
    ),
    sites: Type.Optional(Type.Array(Row)),
    elements: Type.Optional(
      Type.Array(Row, {
        description: 'as elements.csv; `count: n` makes n of them, each on a site of its own unless `site` is given',
      }),
    ),
    contracts: Type.Optional(Type.Array(Row)),
    units: Type.Optional(Type.Array(Row)),
    parts: Type.Optional(Type.Array(Row)),
    plan: Type.Optional(Type.Array(Row)),
    weights: Type.Optional(Type.Array(Row)),
    totals: Type.Optional(Type.Array(Row)),
    waivers: Type.Optional(Type.Array(Row)),
    authorisations: Type.Optional(Type.Array(Row)),
    expect: Type.Object(
      {
        verdict: oneOf(VERDICT_WORDS),
        /** `38.4 %` or `31 – 38.4 %`, of the binding metric on the day. */
        value: Type.Optional(Type.String()),
        firstBreach: Type.Optional(Day),
        firstPossibleBreach: Type.Optional(Day),
      },
      closed,
    ),
  },
  closed,
)
export type RuleExample = Type.Static<typeof RuleExample>

export const Addressees = Type.Object(
  {
    operators: Type.Optional(
      Type.Array(Type.String(), { description: 'named operators; a workspace may also say it is addressed' }),
    ),
    incomplete: Type.Optional(Type.Boolean({ description: 'the instrument names more operators than are known here' })),
    tiers: Type.Optional(Type.Array(Type.Integer({ minimum: 1 }))),
    licences: Type.Optional(Type.Array(Type.String(), { description: 'holders of any of these licences or bands' })),
  },
  closed,
)
export type Addressees = Type.Static<typeof Addressees>

const FORCES = ['binding', 'contract', 'licence', 'advice', 'policy', 'proposal'] as const

const common = {
  id: Type.String({ pattern: '^[A-Z0-9][A-Z0-9-]*$' }),
  title: Type.String(),
  clause: Type.Optional(Type.String({ description: 'where it stands in the instrument, as far as known' })),
  editions: Type.Optional(Type.Array(Type.String(), { description: 'editions it stands in; all by default' })),
  force: Type.Optional(oneOf(FORCES, 'what kind of duty it makes, where that is not what its pack makes')),
  provenance: Provenance,
  sources: Sources,
  note: Type.Optional(Type.String()),
  assumes: Type.Optional(Type.Array(Assumption)),
  addressees: Type.Optional(Addressees),
  appliesTo: Type.Optional(Type.Array(oneOf(['new', 'existing', 'replacement', 'updates', 'support']))),
  from: Type.Optional(
    Type.String({ ...Day, description: 'first day on which it binds; by default the edition’s effective date' }),
  ),
  target: Type.Optional(
    Type.String({ ...Day, description: 'a date asked for before the deadline; told, never judged' }),
  ),
  deadline: Type.Optional(
    Type.String({ ...Day, description: '`by` this day, which is included: missed from the day after' }),
  ),
  reads: Type.Optional(oneOf(['service', 'presence'], 'inService to outOfService, or installed to removed')),
  scope: Scope,
  exceptions: Type.Optional(
    Type.Array(
      Type.Object(
        {
          scope: Scope,
          until: Type.Optional(Day),
          note: Type.Optional(Type.String()),
          sources: Type.Optional(Sources),
        },
        closed,
      ),
    ),
  ),
  when: Type.Optional(
    Type.Object(
      { present: Scope, within: oneOf(['network', 'site']), reads: Type.Optional(oneOf(['service', 'presence'])) },
      {
        ...closed,
        description: 'the rule holds only while such a subject is present: in the network, or on the same site',
      },
    ),
  ),
  examples: Type.Array(RuleExample, { minItems: 1 }),
}

export const CapRule = Type.Object(
  {
    ...common,
    kind: Type.Literal('cap'),
    limit: Type.String({ description: 'share that may not be exceeded, such as `35 %`' }),
    metrics: Type.Array(Metric, { minItems: 1, description: 'all must hold' }),
  },
  closed,
)
export const ExclusionRule = Type.Object({ ...common, kind: Type.Literal('exclusion') }, closed)
export const RemovalRule = Type.Object({ ...common, kind: Type.Literal('removal') }, closed)
export const FreezeRule = Type.Object(
  {
    ...common,
    kind: Type.Literal('freeze'),
    after: Type.String({ ...Day, description: 'nothing in scope may have its event later than this day' }),
    event: Type.Optional(oneOf(CONDITION_EVENTS, 'default: installed')),
  },
  closed,
)
export const DiversityRule = Type.Object(
  {
    ...common,
    kind: Type.Literal('diversity'),
    atLeast: Type.Integer({ minimum: 2, description: 'different vendors (groups under one controller count once)' }),
    role: Type.Optional(oneOf(SUPPLIER_ROLES, 'default: hardware')),
  },
  closed,
)
export const NotificationRule = Type.Object(
  {
    ...common,
    kind: Type.Literal('notification'),
    actions: Type.Optional(
      Type.Array(oneOf(['install', 'replace', 'remove', 'change']), {
        minItems: 1,
        description: 'planned actions that are notifiable; all by default',
      }),
    ),
  },
  closed,
)
export const AuthorisationRule = Type.Object({ ...common, kind: Type.Literal('authorisation') }, closed)
/**
 * A duty that no sweep over the estate computes; it loads, is shown, and says what it needs. How long stock lasts is the
 * question of the spares; the others cannot be computed yet.
 */
export const PendingRule = Type.Object(
  {
    ...common,
    kind: oneOf(['stockCover', 'patchDeadline', 'record']),
    needs: Type.String({ description: 'what would be needed to evaluate it' }),
    months: Type.Optional(Type.Number()),
    days: Type.Optional(Type.Number()),
  },
  closed,
)

export const Rule = Type.Union([
  CapRule,
  ExclusionRule,
  RemovalRule,
  FreezeRule,
  DiversityRule,
  NotificationRule,
  AuthorisationRule,
  PendingRule,
])

type Typed<Schema extends Type.TSchema> = Omit<Type.Static<Schema>, 'scope' | 'exceptions' | 'when' | 'metrics'> & {
  readonly scope: Scope
  readonly exceptions?: readonly {
    readonly scope: Scope
    readonly until?: string
    readonly note?: string
    readonly sources?: string[]
  }[]
  readonly when?: {
    readonly present: Scope
    readonly within: 'network' | 'site'
    readonly reads?: 'service' | 'presence'
  }
}
export type CapRule = Typed<typeof CapRule> & { readonly metrics: readonly Metric[] }
export type ExclusionRule = Typed<typeof ExclusionRule>
export type RemovalRule = Typed<typeof RemovalRule>
export type FreezeRule = Typed<typeof FreezeRule>
export type DiversityRule = Typed<typeof DiversityRule>
export type NotificationRule = Typed<typeof NotificationRule>
export type AuthorisationRule = Typed<typeof AuthorisationRule>
export type PendingRule = Typed<typeof PendingRule>
export type Rule =
  | CapRule
  | ExclusionRule
  | RemovalRule
  | FreezeRule
  | DiversityRule
  | NotificationRule
  | AuthorisationRule
  | PendingRule

export const Designation = Type.Object(
  {
    title: Type.String(),
    entries: Type.Array(
      Type.Object(
        {
          vendor: Type.String({ description: 'vendor id' }),
          announced: Type.Optional(
            Type.String({ ...Day, description: 'first day on which it was public; by default `from`' }),
          ),
          from: Type.Optional(Day),
          until: Type.Optional(Day),
          reach: Type.Optional(
            oneOf(['entity', 'controlled'], 'the vendor alone, or also whom it controls on the day (default)'),
          ),
          provenance: Provenance,
          sources: Sources,
          note: Type.Optional(Type.String()),
        },
        closed,
      ),
    ),
  },
  closed,
)
export type Designation = Type.Static<typeof Designation>

export const Edition = Type.Object(
  {
    edition: Type.String(),
    announced: Type.String({ ...Day, description: 'first day on which it was public' }),
    effective: Type.String({ ...Day, description: 'first day judged by it' }),
    until: Type.Optional(
      Type.String({ ...Day, description: 'last day judged by it; by default until the next edition' }),
    ),
    note: Type.Optional(Type.String()),
    provenance: Provenance,
    sources: Sources,
  },
  closed,
)
export type Edition = Type.Static<typeof Edition>

/** A supply event an instrument causes: it binds exporters, and reaches an operator as a disruption. */
export const Disruption = Type.Object(
  {
    id: Type.String({ pattern: '^[A-Z0-9][A-Z0-9-]*$' }),
    title: Type.String(),
    actor: Type.String(),
    vendors: VendorCondition,
    stops: Type.Array(oneOf(['newUnits', 'spares', 'repairs', 'updates', 'support']), { minItems: 1 }),
    strength: oneOf(['blocked', 'licence', 'eased'], 'stopped, subject to a licence, or eased again'),
    announced: Day,
    effective: Day,
    windDownUntil: Type.Optional(Day),
    provenance: Provenance,
    sources: Sources,
    note: Type.Optional(Type.String()),
  },
  closed,
)
export type Disruption = Type.Static<typeof Disruption>

const PackName = Type.String({ pattern: '^[a-z0-9][a-z0-9-]*$' })

const packParts = {
  pack: PackName,
  basedOn: Type.Optional(
    Type.Array(PackName, {
      minItems: 1,
      description:
        'packs it was written from, the nearest first: whom a workspace says one of them addresses, it addresses too',
    }),
  ),
  version: Type.String({
    pattern: '^\\d+\\.\\d+\\.\\d+$',
    description: 'of this file: patch corrects a value, minor adds a rule, major renames or removes one',
  }),
  title: Type.String(),
  jurisdiction: Type.String({ description: 'ISO 3166-1 alpha-2, or EU' }),
  timeZone: Type.String({ description: 'legal time zone, IANA name' }),
  instrument: Type.Object(
    {
      name: Type.String(),
      citation: Type.Optional(Type.String()),
      authority: Type.String(),
      url: Type.Optional(Type.String()),
    },
    closed,
  ),
  status: oneOf(['in-force', 'proposed', 'advice', 'revoked']),
  force: oneOf(FORCES, 'what kind of duty it makes'),
  summary: Type.String(),
  editions: Type.Array(Edition, { minItems: 1 }),
  sources: Type.Record(
    Type.String(),
    Type.Object(
      { text: Type.String(), kind: oneOf(['legal-text', 'official', 'secondary', 'memory', 'derived']) },
      closed,
    ),
  ),
  functionSets: Type.Optional(
    Type.Record(
      Type.String({ pattern: '^[a-z0-9-]+$' }),
      Type.Object(
        {
          title: Type.String(),
          functions: Type.Array(Type.String(), { minItems: 1 }),
          provenance: Provenance,
          sources: Sources,
        },
        closed,
      ),
    ),
  ),
  designations: Type.Optional(Type.Record(Type.String({ pattern: '^[a-z0-9-]+$' }), Designation)),
  addressees: Type.Optional(Addressees),
  disruptions: Type.Optional(Type.Array(Disruption)),
  missing: Type.Optional(
    Type.Array(Type.Object({ what: Type.String(), why: Type.String(), sources: Type.Optional(Sources) }, closed), {
      description: 'requirements known to exist whose content is not known here',
    }),
  ),
}

export const RulePack = Type.Object({ ...packParts, rules: Type.Array(Rule) }, closed)
export type RulePack = Omit<Type.Static<typeof RulePack>, 'rules'> & { readonly rules: readonly Rule[] }
export type BindingForce = RulePack['force']
