// What the spares analysis answers: how long each part, vendor and the network last, and what to buy, move and mind.
//
// These schemas are the published shape of `mainstay spares --format json`. Dates are civil, `YYYY-MM-DD`, both ends
// included; money is whole hundredths of the currency. `docs/models/spares.md` says how each figure is reckoned.

import Type from 'typebox'
import { oneOf } from './one-of.ts'
import { FaultSchema } from './fault-schema.ts'
import { SteadyState } from './steady-state-report.ts'

const closed = { additionalProperties: false } as const
const Day = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' })
const Probability = Type.Number({ minimum: 0, maximum: 1 })
const Count = Type.Integer({ minimum: 0 })
const Money = Type.Integer({ minimum: 0, description: 'hundredths of the currency' })
const nullable = <Schema extends Type.TSchema>(schema: Schema) => Type.Union([schema, Type.Null()])

/** What is less likely is told as below that, and so is a difference of two survivals that is less. */
export const LEAST_TOLD = 0.0005

const lastsFields = (probability: string) => ({
  lastsUntil: nullable(
    Type.String({
      ...Day,
      description: `last day of the last step up to which ${probability}; null: not even one step`,
    }),
  ),
  lastsToEnd: Type.Boolean({ description: `to the last day reckoned ${probability}` }),
  coverMonths: Type.Number({ minimum: 0, description: 'months of 30.4375 days from the first day to `lastsUntil`' }),
})

export const AtLeast = Type.Object(lastsFields('`band.low` is at least the survival asked for'), {
  ...closed,
  description: 'how long it lasts as surely as asked in nineteen cases of twenty',
})
export type AtLeast = Type.Static<typeof AtLeast>

const ApproximateByWear = Type.Optional(
  Type.Literal(true, {
    description:
      'some of it wears out, of which failures are reckoned as by chance: a standard error tells nothing of how far that is off; absent: nothing wears out',
  }),
)

/** How long something lasts: a part, the parts of a vendor, or all of them. */
export const Lasting = Type.Object(
  {
    survival: Type.Array(Probability, {
      description: 'probability that no failure found an empty shelf up to each of `days`',
    }),
    survivalAtEnd: Probability,
    standardError: Type.Number({
      minimum: 0,
      description: 'of `survivalAtEnd`, where some of it is simulated; 0: not simulated',
    }),
    standardErrors: Type.Array(Type.Number({ minimum: 0 }), {
      description: 'of `survival`, on each of `days`, at most; 0: not simulated',
    }),
    isApproximate: ApproximateByWear,
    band: Type.Object(
      { low: Type.Array(Probability), high: Type.Array(Probability) },
      {
        ...closed,
        description:
          'survival on each of `days` were it known how often things fail and how late the plan is: in one case of twenty it is below `low`, in one above `high`',
      },
    ),
    ...lastsFields('it survives as surely as asked'),
    atLeast: AtLeast,
    unitsDown: Type.Array(Type.Number({ minimum: 0 }), { description: 'expected units down, on each of `days`' }),
    weightLost: Type.Array(Type.Number({ minimum: 0 }), {
      description:
        'expected weight of the sites on which an element is short of units, on each of `days`: each once for every part it is short of',
    }),
    weightHoursLost: Type.Number({ minimum: 0, description: '`weightLost` over all hours reckoned' }),
  },
  closed,
)
export type Lasting = Type.Static<typeof Lasting>

/** Of all parts together, where a site counts once. */
const LostOnce = Type.Object(
  {
    weightLost: Type.Array(Type.Number({ minimum: 0 }), { description: 'on each of `days`' }),
    weightHoursLost: Type.Number({ minimum: 0, description: 'the same over all hours reckoned' }),
  },
  closed,
)
export type LostOnce = Type.Static<typeof LostOnce>

/** What is reached by what is moved first alone, nothing bought: by a part, or all of them. */
export const WithMoves = Type.Object(
  {
    survivalAtEnd: Type.Number({ ...Probability, description: 'with what is moved, and nothing bought' }),
    standardError: Type.Number({ minimum: 0, description: 'of `survivalAtEnd`, at most; 0: not simulated' }),
    isApproximate: ApproximateByWear,
    weightHoursLost: Type.Number({ minimum: 0, description: 'weight of sites times hours, expected to be lost then' }),
  },
  {
    ...closed,
    description:
      'with what is moved between pools, or set aside for other parts, first, and nothing bought; absent: nothing is',
  },
)
export type WithMoves = Type.Static<typeof WithMoves>

const Sourced = <Schema extends Type.TSchema>(schema: Schema) =>
  Type.Object(
    { value: schema, source: Type.String({ description: 'row, assumption or convention it comes from' }) },
    closed,
  )

export const PoolResult = Type.Object(
  {
    pool: Type.String(),
    unitsFirst: Type.Integer({ minimum: 0, description: 'in service on the last day of the first step, as planned' }),
    unitsLast: Type.Integer({ minimum: 0, description: 'in service on the last day, as planned' }),
    expectedFailures: Type.Number({
      minimum: 0,
      description: 'over all days reckoned, on the average of how late the plan may be',
    }),
    onHand: Count,
    lent: Type.Optional(
      Type.Object(
        { units: Count, until: Day },
        {
          ...closed,
          description: 'of `onHand`, what others own and take away: what is left of it on the first day without it',
        },
      ),
    ),
    arriving: Type.Number({
      minimum: 0,
      description: 'expected to arrive good, as late as the plan may be: orders, repairs, harvest',
    }),
    survivalAtEnd: Probability,
    standardError: Type.Number({ minimum: 0, description: 'of `survivalAtEnd`; 0: not simulated' }),
    buy: Count,
  },
  closed,
)
export type PoolResult = Type.Static<typeof PoolResult>

export const WearOut = Type.Object(
  {
    shape: Type.Number({
      exclusiveMinimum: 0,
      description: 'of the Weibull distribution of its lives; above 1: a unit fails more often with age',
    }),
    unitHours: Type.Number({
      minimum: 0,
      description:
        'in service to the last day, as the plan stands; failures are by age, and not these times `failuresFit`',
    }),
    unitsByAge: Type.Integer({ minimum: 0, description: 'in service, and reckoned by their age' }),
    unitsAtMeanRate: Type.Integer({
      minimum: 0,
      description:
        'in service, and reckoned at the mean rate: nobody knows when they were installed, or hardly any of so long ago would be left',
    }),
    meanAgeYears: Type.Optional(
      Type.Number({ minimum: 0, description: 'of `unitsByAge`, on the first day, or on which they come' }),
    ),
  },
  {
    ...closed,
    description:
      'how it wears out; failures are reckoned as Poisson ones at the rate of renewal, though of a shape above 1 they are less spread out, and below 1 more',
  },
)
export type WearOut = Type.Static<typeof WearOut>

export const PartResult = Type.Object(
  {
    part: Type.String(),
    description: Type.String(),
    class: Type.String(),
    manufacturer: Type.String({ description: 'as written; blank: not stated' }),
    vendor: Type.Optional(Type.String({ description: 'the vendor that name stands for' })),
    summedUnder: Type.String({ description: '`vendor` of the row of `vendors` it is summed under' }),
    place: Type.String({ description: 'where its row stands' }),
    failuresFit: Type.Optional(Sourced(Type.Number({ minimum: 0 }))),
    rateVariation: Type.Optional(
      Type.Number({ minimum: 0, description: 'standard deviation over mean of the failure rate; 0: taken as known' }),
    ),
    noFaultFound: Type.Optional(
      Type.Number({
        minimum: 0,
        maximum: 1,
        description: 'share of what was issued for a fault that nobody found: it comes back whole',
      }),
    ),
    price: Type.Optional(Sourced(Money)),
    leadTimeDays: Type.Optional(Sourced(Type.Number({ minimum: 0 }))),
    repairYield: Type.Optional(Sourced(Probability)),
    repairDays: Type.Optional(Sourced(Type.Number({ minimum: 0 }))),
    harvestYield: Type.Optional(Sourced(Probability)),
    harvestDays: Type.Optional(Sourced(Type.Number({ minimum: 0 }))),
    notReckoned: Type.Optional(Type.String({ description: 'why there is no figure' })),
    wearOut: Type.Optional(WearOut),
    method: Type.Optional(
      oneOf(
        ['exact', 'simulated', 'approximate'],
        'how its survival is reckoned; approximate: as if exact, and it, or what shares its spares, wears out; simulated with `wearOut`: approximate too',
      ),
    ),
    regime: Type.Optional(
      oneOf(
        ['resupplied', 'run-down'],
        'resupplied: what fails is repaired or ordered anew, to the last day; run-down: the supply ends within the time reckoned, and the stock with it',
      ),
    ),
    newUnitsUntil: Type.Optional(Type.String({ ...Day, description: 'first day without new units' })),
    newUnitsForbidden: Type.Optional(
      Type.Object(
        {
          from: Type.String({ ...Day, description: 'first day, of those reckoned' }),
          rule: Type.String(),
          title: Type.String(),
        },
        {
          ...closed,
          description:
            'rule in force that surely forbids putting in what is ordered anew, from a day to the last: the supply ends with that day',
        },
      ),
    ),
    repairsUntil: Type.Optional(Type.String({ ...Day, description: 'first day on which no failed unit is taken in' })),
    cutOffPerhaps: Type.Optional(
      Type.Boolean({ description: 'its maker is perhaps, and not surely, cut off: taken as cut off' }),
    ),
    recoveredOn: Type.Optional(
      Type.String({
        ...Day,
        description:
          'day after which none is in service any more, be the plan as late as it may: it has been swapped out',
      }),
    ),
    sharesWith: Type.Optional(
      Type.Array(Type.String(), {
        description: 'parts that may stand in for it, and it for them: they share their spares',
      }),
    ),
    reckonedWith: Type.Optional(
      Type.String({ description: 'part under which all of them are reckoned together: it has `lasting` and `pools`' }),
    ),
    byItself: Type.Optional(
      Type.Object(
        {
          onHand: Type.Integer({ minimum: 0, description: 'on the shelf in all pools' }),
          buy: Type.Integer({ minimum: 0, description: 'to be bought, for all pools' }),
        },
        {
          ...closed,
          description:
            'of this very part, where it shares its spares; `pools` count all that share them, under the part they are reckoned with',
        },
      ),
    ),
    standIns: Type.Optional(
      Type.Array(
        Type.Object(
          {
            part: Type.String({ description: 'that may be put in its place' }),
            says: Type.String({ description: 'which for which, and from and until when' }),
            onHand: Type.Integer({ minimum: 0, description: 'of it on the shelf in all pools' }),
            why: Type.Optional(
              Type.String({
                description:
                  'why it is not reckoned with; absent: as many of the operator’s own are set aside for this part as reach what is asked for the least money',
              }),
            ),
            takes: Type.Optional(Type.String({ description: 'what would have to be stated for that' })),
            place: Type.String({ description: 'file and line' }),
          },
          closed,
        ),
        { description: 'parts that may stand in for it and do not share spares with it' },
      ),
    ),
    lasting: Type.Optional(Lasting),
    withMoves: Type.Optional(WithMoves),
    pools: Type.Array(PoolResult),
    notCounted: Type.Array(Type.Object({ units: Count, why: Type.String(), place: Type.String() }, closed), {
      description: 'stock that is not reckoned with',
    }),
  },
  closed,
)
export type PartResult = Type.Static<typeof PartResult>

export const VendorLasting = Type.Object(
  {
    vendor: Type.String({
      description:
        'identifier of the vendor; `unresolved:` and the name where nobody knows whom it stands for, each name by itself; `unknown` where none is stated',
    }),
    name: Type.String(),
    parts: Count,
    partsNotReckoned: Count,
    lasting: Lasting,
  },
  closed,
)
export type VendorLasting = Type.Static<typeof VendorLasting>

export const BuyRow = Type.Object(
  {
    part: Type.String(),
    pool: Type.String(),
    depot: Type.Optional(
      Type.String({ description: 'where it is to be delivered; absent: the pool has none, or none that serves on' }),
    ),
    whyNoDepot: Type.Optional(
      Type.String({
        description: 'that the pool has no depot, or that every one belongs to somebody who is cut off, and what to do',
      }),
    ),
    quantity: Type.Integer({ minimum: 1 }),
    cost: nullable(Money),
    arrivesOn: nullable(Day),
    reason: Type.String(),
    caution: Type.Optional(
      Type.String({
        description:
          'what else is to be had with them, or to be known: what may stand in, lies in the same pool and is not reckoned with',
      }),
    ),
  },
  closed,
)
export type BuyRow = Type.Static<typeof BuyRow>

export const UnobtainableRow = Type.Object(
  {
    part: Type.String(),
    missing: Type.Integer({
      minimum: 1,
      description:
        'units more that would have to be on the shelf on the first day for what is asked, and cannot be had',
    }),
    bought: Type.Integer({ minimum: 0, description: 'units bought of it, or of what shares its spares' }),
    isInPlaceOfBought: Type.Boolean({
      description: '`missing` units would do instead of those bought, which come too late; false: beside them',
    }),
    why: Type.String(),
    alternatives: Type.Array(Type.String()),
  },
  closed,
)
export type UnobtainableRow = Type.Static<typeof UnobtainableRow>

const MoveAtDepot = Type.Object({ depot: Type.String(), quantity: Type.Integer({ minimum: 1 }) }, closed)

export const MoveRow = Type.Object(
  {
    part: Type.String({ description: 'that lies there: of parts that share their spares, this very one' }),
    standsInFor: Type.Optional(
      Type.String({ description: 'part for which it is set aside, as it may stand in for that' }),
    ),
    fromPool: Type.String(),
    toPool: Type.String({ description: 'the same where it is set aside where it lies' }),
    quantity: Type.Integer({ minimum: 1 }),
    fromDepots: Type.Array(MoveAtDepot, { description: 'where they lie, as far as it is known' }),
    toDepots: Type.Array(MoveAtDepot, {
      description:
        'where they go, so that each depot has as much for every unit it serves; none: the pool states no depot',
    }),
  },
  closed,
)
export type MoveRow = Type.Static<typeof MoveRow>

export const OrderedMore = Type.Object(
  {
    part: Type.String(),
    quantity: Type.Integer({
      description: 'more than before, of the whole order; negative: fewer, another part is the cheaper then',
    }),
  },
  closed,
)
export type OrderedMore = Type.Static<typeof OrderedMore>

export const FrontierPoint = Type.Object(
  {
    cost: Money,
    survival: Probability,
    weightHoursLost: Type.Number({ minimum: 0 }),
    ordersMore: Type.Array(OrderedMore, {
      description: 'what is ordered here otherwise than at the point before: all of them up to here are the order',
    }),
  },
  closed,
)
export type FrontierPoint = Type.Static<typeof FrontierPoint>

export const NextPurchase = Type.Object(
  {
    part: Type.String(),
    pools: Type.Array(Type.Object({ pool: Type.String(), quantity: Type.Integer({ minimum: 1 }) }, closed), {
      description: 'that it is split over',
    }),
    quantity: Type.Integer({ minimum: 1, description: 'for all pools' }),
    cost: Money,
    survivalBefore: Type.Number({ ...Probability, description: 'of the part, to the last day, with what is bought' }),
    standardErrorBefore: Type.Number({ minimum: 0, description: 'of `survivalBefore`; 0: not simulated' }),
    survivalAfter: Probability,
    standardErrorAfter: Type.Number({ minimum: 0, description: 'of `survivalAfter`; 0: not simulated' }),
    weightHoursLostBefore: Type.Number({
      minimum: 0,
      description: 'by the part, with what is bought, expected over all hours',
    }),
    weightHoursLostAfter: Type.Number({ minimum: 0 }),
  },
  closed,
)
export type NextPurchase = Type.Static<typeof NextPurchase>

export const RunnerUp = Type.Object(
  {
    ...NextPurchase.properties,
    shareOfNext: Type.Number({
      ...Probability,
      description:
        'what it gains for its money, as a share of what `next` does: survival, or hours where they are asked',
    }),
  },
  closed,
)
export type RunnerUp = Type.Static<typeof RunnerUp>

/** Points simulated together: what they suffer alike drawn once for all of them. */
export const JointOutcome = Type.Object(
  {
    survival: Type.Array(Probability, { description: 'as simulated, on each of `days`' }),
    survivalAtEnd: Probability,
    standardError: Type.Number({ minimum: 0, description: 'of `survivalAtEnd`' }),
    reckoned: Type.Number({ minimum: 0, maximum: 1, description: 'the same survival to the end, by conditioning' }),
    reckonedError: Type.Number({ minimum: 0, description: 'standard error of `reckoned`; 0: not simulated' }),
    apart: Type.Number({
      minimum: 0,
      description:
        'how far this and the survival reckoned by conditioning are apart on the day of `days` on which they are farthest, in standard errors of both',
    }),
    weightHoursLost: Type.Number({
      minimum: 0,
      description:
        'weight of the sites on which an element is short of units, over all hours, on average; each once for every part it is short of',
    }),
    weightHoursError: Type.Number({ minimum: 0, description: 'standard error of `weightHoursLost`' }),
    weightHoursReckoned: Type.Number({
      minimum: 0,
      description:
        'the same by how likely so many units are owed at each point; those that are down fail on where repairs come back',
    }),
    lossQuantiles: Type.Array(
      Type.Object(
        {
          share: Type.Number({ minimum: 0, maximum: 1, description: 'of the replications' }),
          weightHours: Type.Number({ minimum: 0, description: 'that they lose at most, to one part in 128' }),
        },
        closed,
      ),
      { description: 'how bad it may get: 0.95 leaves the worst 1 in 20, 0.99 the worst 1 in 100' },
    ),
  },
  closed,
)
export type JointOutcome = Type.Static<typeof JointOutcome>

export const WeakestPart = Type.Object(
  {
    part: Type.String(),
    first: Type.Number({
      minimum: 0,
      maximum: 1,
      description: 'share of replications in which it runs out in some pool, and no other part in an earlier step',
    }),
    ever: Type.Number({ minimum: 0, maximum: 1, description: 'in which it runs out in some pool by the last day' }),
  },
  closed,
)
export type WeakestPart = Type.Static<typeof WeakestPart>

export const JointReport = Type.Object(
  {
    replications: Type.Integer({
      minimum: 0,
      description:
        '0: nothing is simulated, for of no unit in service anybody says how often it fails, and no figure here means anything',
    }),
    network: JointOutcome,
    vendors: Type.Array(Type.Object({ vendor: Type.String(), name: Type.String(), outcome: JointOutcome }, closed)),
    weakest: Type.Array(WeakestPart, {
      description: 'parts that ever run out, the one that is most often the first before the others',
    }),
  },
  { ...closed, description: 'all points simulated together: plan and error of each rate drawn once for all of them' },
)
export type JointReport = Type.Static<typeof JointReport>

/** With lateral supply, and what that gains in the same replications. */
const LATERAL_OUTCOME = {
  survivalAtEnd: Type.Number({ minimum: 0, maximum: 1, description: 'with lateral supply, simulated' }),
  standardError: Type.Number({ minimum: 0, description: 'of `survivalAtEnd`' }),
  survivalGained: Type.Number({ description: 'against each pool for itself, in the same replications' }),
  weightHoursLost: Type.Number({ minimum: 0, description: 'with lateral supply, on average' }),
  weightHoursSaved: Type.Number({ description: 'against each pool for itself, in the same replications, on average' }),
  weightHoursError: Type.Number({ minimum: 0, description: 'standard error of `weightHoursSaved`' }),
}

export const LateralPart = Type.Object(
  {
    part: Type.String(),
    pools: Type.Integer({ minimum: 2, description: 'in which it is used or lies' }),
    asTheyStand: Type.Number({
      minimum: 0,
      maximum: 1,
      description: 'survival to the end where no pool helps another, reckoned: the lower bound',
    }),
    asTheyStandError: Type.Number({ minimum: 0, description: 'standard error of `asTheyStand`; 0: not simulated' }),
    onePool: Type.Number({
      minimum: 0,
      maximum: 1,
      description: 'survival to the end if pools that help each other were one, reckoned: the upper bound',
    }),
    onePoolError: Type.Number({ minimum: 0, description: 'standard error of `onePool`; 0: not simulated' }),
    ...LATERAL_OUTCOME,
  },
  closed,
)
export type LateralPart = Type.Static<typeof LateralPart>

export const LateralReport = Type.Object(
  {
    reserve: Type.Integer({ minimum: 0, description: 'units of a part that each pool keeps before it helps another' }),
    isReserveStated: Type.Boolean({ description: 'by the scenario; false: assumed' }),
    groups: Type.Array(
      Type.Object(
        {
          pools: Type.Array(Type.String(), { minItems: 2 }),
          statedBy: oneOf(
            ['scenario', 'region'],
            'who says that they help each other; region: they have depots in one',
          ),
        },
        closed,
      ),
    ),
    network: Type.Object(LATERAL_OUTCOME, closed),
    parts: Type.Array(LateralPart, { description: 'parts with several such pools, the one that gains most first' }),
    outside: Type.Number({
      minimum: 0,
      description: 'how far a survival with lateral supply lies outside of its two bounds at most, in standard errors',
    }),
  },
  { ...closed, description: 'pools that give each other at once what they can spare; absent: none does' },
)
export type LateralReport = Type.Static<typeof LateralReport>

const swingFields = {
  survivalAtEnd: { ...Probability, description: 'of all parts together, without buying or moving any' },
  weightHoursLost: Type.Number({ minimum: 0, description: 'expected, over all hours, without buying or moving any' }),
  groupsShort: Type.Integer({
    minimum: 0,
    description:
      'parts, vendors, or the network: of what the target is asked of, as many fall short without buying or moving',
  }),
  cost: { ...Money, description: 'of what is bought, hundredths of the currency' },
  groupsMissed: Type.Integer({
    minimum: 0,
    description: 'of the same, as many fall short with what is moved and bought too; 0: the target is met',
  }),
  survivalBought: { ...Probability, description: 'of all parts together, with what is moved and bought' },
  weightHoursBought: Type.Number({ minimum: 0, description: 'expected to be lost, with what is moved and bought' }),
}

export const SwingOutcome = Type.Object(swingFields, closed)
export type SwingOutcome = Type.Static<typeof SwingOutcome>

export const SwingSide = Type.Object(
  {
    change: Type.String({ description: 'such as `25 % higher`' }),
    ...swingFields,
    costError: Type.Integer({
      minimum: 0,
      description:
        'standard error of the change of `cost` from that of `base`, by what is simulated, in hundredths of the currency; 0: by no chance that counts would other units be bought, or a budget is spent',
    }),
  },
  closed,
)
export type SwingSide = Type.Static<typeof SwingSide>

/** One assumption otherwise, mostly to either side. */
export const SwingRow = Type.Object(
  {
    assumption: Type.String({ description: 'such as `failure rates`' }),
    sides: Type.Array(SwingSide, { minItems: 1, maxItems: 2 }),
  },
  closed,
)
export type SwingRow = Type.Static<typeof SwingRow>

/** A rule that forbids putting in units of a part, from some day on. */
export const BarRow = Type.Object(
  {
    part: Type.String(),
    pack: Type.String(),
    rule: Type.String(),
    title: Type.String(),
    clause: Type.Optional(Type.String()),
    status: Type.String({ description: 'in-force, proposed, advice or revoked' }),
    provenance: Type.String({ description: 'verified, reported or assumed' }),
    from: Day,
    until: Type.Optional(Type.String({ ...Day, description: 'last day; absent: to the last day reckoned' })),
    of: oneOf(['bought', 'held', 'both'], 'units bought now, units held by now or taken out of the network, or both'),
    answer: oneOf(['yes', 'perhaps'], 'perhaps: in some elements alone, or by facts that are not known'),
  },
  closed,
)
export type BarRow = Type.Static<typeof BarRow>

/** What a rule that asks for stock has to say of the parts under it. */
export const CoverRow = Type.Object(
  {
    pack: Type.String(),
    rule: Type.String(),
    title: Type.String(),
    clause: Type.Optional(Type.String()),
    status: Type.String({ description: 'in-force, proposed, advice or revoked' }),
    provenance: Type.String({ description: 'verified, reported or assumed' }),
    months: Type.Optional(Type.Number({ description: 'of stock to hold; absent: the instrument gives no number' })),
    measuredBy: Type.String({ description: 'what was held against: the rule’s months, or the target of the scenario' }),
    verdict: oneOf(
      ['met', 'not met', 'cannot be shown'],
      'by that measure; where it is the scenario’s own, of it alone and not of the rule',
    ),
    parts: Type.Integer({ minimum: 0, description: 'under the rule, for certain or perhaps' }),
    partsShort: Type.Array(Type.String(), { description: 'that do not last so long, the shortest first' }),
    partsUnknown: Type.Array(Type.String(), { description: 'of which it cannot be told' }),
    why: Type.Optional(Type.String({ description: 'why it cannot be shown' })),
  },
  closed,
)
export type CoverRow = Type.Static<typeof CoverRow>

export const SparesReport = Type.Object(
  {
    schema: Type.Literal('mainstay.spares-report/1'),
    product: Type.Object({ name: Type.String(), version: Type.String() }, closed),
    title: Type.String(),
    operator: Type.String(),
    scenario: Type.Object(
      {
        name: Type.String(),
        title: Type.String(),
        from: Day,
        until: Day,
        knownAt: Day,
        stepDays: Type.Integer(),
        seed: Type.Integer(),
        replications: Type.Integer(),
        weight: Type.String(),
        futures: Type.Integer({
          minimum: 1,
          description: 'plans reckoned with: as it stands, and as late as it may be',
        }),
        target: Type.Object(
          {
            survival: Type.Optional(Probability),
            weightHoursLost: Type.Optional(
              Type.Number({ minimum: 0, description: 'weight of sites times hours, expected to be lost at the most' }),
            ),
            per: oneOf(['part', 'vendor', 'network']),
          },
          { ...closed, description: 'what is asked: just one of `survival` and `weightHoursLost`' },
        ),
        probability: Type.Number({
          ...Probability,
          description: 'with which it is told how long something lasts: that of the target, or 0.95',
        }),
        budget: Type.Optional(Money),
        together: Type.Optional(
          Type.Object(
            { points: Count, each: Probability },
            {
              ...closed,
              description:
                'a survival asked of many together, of so many parts in pools at the most: with which each would have to last, were they independent. It is far stricter than the same asked of each',
            },
          ),
        ),
      },
      closed,
    ),
    currency: Type.Optional(Type.String()),
    inputs: Type.Array(
      Type.Object(
        {
          name: Type.String(),
          sha256: Type.String(),
          shipped: Type.Optional(
            Type.Literal(true, { description: 'comes with Mainstay, and not from the workspace' }),
          ),
        },
        closed,
      ),
    ),
    coverage: Type.Object(
      {
        parts: Count,
        partsWithoutRate: Count,
        partsWithClassRate: Count,
        partsWithoutPrice: Count,
        units: Count,
        uncertainUnits: Count,
        unitsWithoutPool: Count,
        unitsOfUnknownPart: Count,
        elementsWithUnits: Count,
        elementsOfNoUnits: Type.Integer({
          minimum: 0,
          description: 'of which units.csv states 0 units, and no other: none fail there',
        }),
        elementsWithoutUnits: Type.Integer({
          minimum: 0,
          description: 'of which nobody states what units they carry',
        }),
        sites: Type.Integer({ minimum: 0, description: 'with units that serve in the time reckoned' }),
        sitesWithoutWeight: Type.Integer({
          minimum: 0,
          description:
            'of them, what they weigh in the measure of the scenario is not known on all days: then they weigh nothing in what is lost',
        }),
        unitsWithoutSite: Type.Integer({
          minimum: 0,
          description: 'on no site that is known: what is lost with them is in no figure',
        }),
        unitsNotCounted: Type.Integer({ minimum: 0, description: 'in stock, and not reckoned with' }),
      },
      closed,
    ),
    assumptions: Type.Array(Type.Object({ what: Type.String(), parts: Type.Array(Type.String()) }, closed), {
      description: 'what nobody stated of a part, and what is taken instead; what is stated and not reckoned with',
    }),
    disruptions: Type.Array(
      Type.Object(
        {
          disruption: Type.String(),
          title: Type.String(),
          source: Type.String(),
          newUnits: Type.Optional(Day),
          repairs: Type.Optional(Day),
          vendorPools: Type.Optional(Day),
          partsWithoutNewUnits: Type.Integer({ minimum: 0, description: 'to which it stops the supply, first or not' }),
          partsWithoutNewUnitsByItAlone: Type.Integer({ minimum: 0, description: 'of these, those no other cuts off' }),
          partsWithoutRepairs: Type.Integer({
            minimum: 0,
            description: 'repaired until then, of which it stops repairs, first or not',
          }),
          partsWithoutRepairsByItAlone: Type.Integer({ minimum: 0, description: 'of these, those no other stops' }),
        },
        closed,
      ),
    ),
    days: Type.Array(Day, { description: 'last days of the steps for which curves are given' }),
    network: Type.Union([Lasting, Type.Null()], {
      description:
        'all parts together; null: not known, for of no unit in service anybody says how often it fails; where no unit is in service, survival is 1',
    }),
    eachSiteOnce: Type.Union([LostOnce, Type.Null()], {
      description:
        'what `network` expects to be lost, where a site counts once, however many parts it is short of; everywhere else it counts once for each; null: not known',
    }),
    vendors: Type.Array(VendorLasting),
    parts: Type.Array(PartResult),
    moves: Type.Array(MoveRow),
    withMoves: Type.Optional(WithMoves),
    purchase: Type.Object(
      {
        isReached: Type.Union([Type.Boolean(), Type.Null()], {
          description:
            'the target is met by what is moved and bought; null: not known, for nothing is reckoned, or for it is met if what has no `arrivesOn` comes at once',
        }),
        cost: Money,
        leastCost: nullable(Money),
        costWithoutMoves: nullable(Money),
        networkSurvival: Type.Union([Probability, Type.Null()], {
          description: 'of all parts, with what is moved and bought; null: not known',
        }),
        networkStandardError: Type.Number({
          minimum: 0,
          description: 'of `networkSurvival`, at most; 0: not simulated',
        }),
        isApproximate: ApproximateByWear,
        weightHoursLost: Type.Object(
          {
            before: Type.Number({ minimum: 0, description: 'as the spares lie, nothing moved or bought' }),
            after: Type.Number({ minimum: 0, description: 'with what is moved and bought' }),
          },
          { ...closed, description: 'weight of sites times hours, expected to be lost by all parts' },
        ),
        buys: Type.Array(BuyRow),
        unobtainable: Type.Array(UnobtainableRow),
      },
      closed,
    ),
    cover: Type.Array(CoverRow, { description: 'rules that ask for stock to be held' }),
    bars: Type.Array(BarRow, { description: 'rules that forbid using a spare within the time reckoned' }),
    frontier: Type.Array(FrontierPoint, {
      description: 'survival of the network, and what it loses, by what is spent, the best purchases first',
    }),
    next: Type.Optional({
      ...NextPurchase,
      description:
        'the best for the next money, beside what is bought; absent: nothing that can be had and has a price helps',
    }),
    runnerUp: Type.Optional({ ...RunnerUp, description: 'what would be, if `next` could not be had' }),
    steadyState: SteadyState,
    swings: Type.Object(
      {
        base: SwingOutcome,
        toldBy: oneOf(
          ['cost', 'survivalBought', 'weightHoursBought', 'survivalAtEnd', 'weightHoursLost'],
          'the figure that tells them apart: the cost, under a budget what is reached for it, and where no assumption changes what is paid, what is reached with what can be had, or without where nothing can',
        ),
        assumptions: Type.Array(SwingRow, { description: 'what changes the answer most first' }),
      },
      {
        ...closed,
        description:
          'the answer, and the same question with one assumption otherwise; of no meaning where `network` is null',
      },
    ),
    joint: JointReport,
    lateral: Type.Optional(LateralReport),
    crossCheck: Type.Object(
      {
        points: Type.Integer({ minimum: 0, description: 'reckoned exactly, and simulated too' }),
        rootMeanSquare: Type.Number({ minimum: 0, description: 'of how far the two are apart, in standard errors' }),
        largest: Type.Number({ minimum: 0, description: 'in standard errors' }),
      },
      { ...closed, description: 'the exact tier and the simulation held against each other' },
    ),
    faults: Type.Object({ errors: Count, warnings: Count, shown: Type.Array(FaultSchema) }, closed),
  },
  closed,
)
export type SparesReport = Type.Static<typeof SparesReport>
