// What the spares analysis says of the years before a cut-off: how well the stock lies while supply runs as it does on the
// first day, and what more or other stock would give. Money is whole hundredths of the currency.

import Type from 'typebox'

const closed = { additionalProperties: false } as const
const Probability = Type.Number({ minimum: 0, maximum: 1 })
const Count = Type.Integer({ minimum: 0 })
const Mean = Type.Number({ minimum: 0 })
const Money = Type.Integer({ minimum: 0, description: 'hundredths of the currency' })

/** What is on hand and on order of all parts reckoned, or would be. */
export const StockWorth = Type.Object(
  {
    units: Type.Integer({ minimum: 0, description: 'of parts with a price' }),
    cost: Type.Integer({ minimum: 0, description: 'of these units, at the prices of today, in hundredths' }),
    unitsWaiting: Type.Number({
      minimum: 0,
      description: 'expected backorders: units that wait for a spare, on average at any moment',
    }),
    supplyAvailability: Type.Number({
      minimum: 0,
      maximum: 1,
      description: 'share of the units in service that do not wait for a spare',
    }),
    functionAvailability: Type.Number({
      minimum: 0,
      maximum: 1,
      description: 'share of what elements need of a part that is there, with their redundancy: at least k of n units',
    }),
  },
  closed,
)
export type StockWorth = Type.Static<typeof StockWorth>

export const SteadyPool = Type.Object(
  {
    pool: Type.String(),
    units: Type.Integer({ minimum: 0, description: 'in service on the first day' }),
    failuresAYear: Mean,
    unitsInResupply: Type.Number({
      minimum: 0,
      description: 'on average: in repair, on order, and owed by the central depot',
    }),
    position: Type.Integer({ minimum: 0, description: 'on hand, on order, on the way and in repair' }),
    positionBest: Type.Integer({
      minimum: 0,
      description: 'where the same units of the part lie as well as can be, without those that would help nobody',
    }),
    fillRate: Type.Number({
      ...Probability,
      description:
        'P(X <= s - 1): a spare is on the shelf at the next failure; of a pool without a store, on that of the central depot',
    }),
    readyRate: Type.Number({ ...Probability, description: 'P(X <= s): no failed unit waits' }),
    neededToFill: nullableCount('position that would have the probability asked for by fill'),
    neededToBeReady: nullableCount('position that would have the probability asked for by ready'),
    unitsWaiting: Mean,
    supplyAvailability: Probability,
    functionAvailability: Type.Number({
      ...Probability,
      description: 'share of the elements with it that have as many working as they need',
    }),
  },
  closed,
)
export type SteadyPool = Type.Static<typeof SteadyPool>

function nullableCount(description: string) {
  return Type.Union([Count, Type.Null()], {
    description: `${description}; null: the pool has no store, and is served by the central depot`,
  })
}

export const SteadyPart = Type.Object(
  {
    part: Type.String(),
    resupplyDays: Type.Number({
      minimum: 0,
      description: 'from a failure to what makes it good, repaired or ordered, on average',
    }),
    failuresAYear: Mean,
    unitsInResupply: Type.Number({ minimum: 0, description: 'of all pools and the central depot, on average' }),
    position: Count,
    unitsWaiting: Type.Number({ minimum: 0, description: 'expected backorders of all pools, as the stock lies' }),
    unitsWaitingPooled: Type.Number({
      minimum: 0,
      description: 'if all of it lay in one place that helps every pool at once: no lateral supply can do better',
    }),
    unitsWaitingBest: Type.Number({ minimum: 0, description: 'with the same number of units where they help most' }),
    supplyAvailability: Probability,
    central: Type.Optional(
      Type.Object(
        {
          position: Count,
          positionBest: Type.Integer({ minimum: 0, description: 'of the same number of units in all' }),
          unitsWaitingVariMetric: Type.Number({
            minimum: 0,
            description: 'expected backorders by VARI-METRIC, beside the exact ones in `unitsWaiting`',
          }),
        },
        { ...closed, description: 'where a central depot resupplies the pools' },
      ),
    ),
    positionForSameMoney: Type.Optional(
      Type.Integer({ minimum: 0, description: 'of the part, where all money is spent as well as can be' }),
    ),
    pools: Type.Array(SteadyPool),
  },
  closed,
)
export type SteadyPart = Type.Static<typeof SteadyPart>

/** Units that take most waiting away for the next money. */
export const SteadyPurchase = Type.Object(
  {
    part: Type.String(),
    quantity: Type.Integer({ minimum: 1 }),
    places: Type.Array(
      Type.Object(
        {
          pool: Type.Optional(Type.String({ description: 'absent: the central depot' })),
          quantity: Type.Integer({ minimum: 1 }),
        },
        closed,
      ),
    ),
    cost: Money,
    unitsWaitingBefore: Type.Number({ minimum: 0, description: 'of the part' }),
    unitsWaitingAfter: Mean,
  },
  closed,
)
export type SteadyPurchase = Type.Static<typeof SteadyPurchase>

const Curve = (description: string) =>
  Type.Array(Type.Object({ cost: Money, unitsWaiting: Mean }, closed), { description })

export const SteadyState = Type.Object(
  {
    holdsUntil: Type.Union([Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' }), Type.Null()], {
      description: 'first day on which the supply of one of the parts reckoned ends; null: none ends',
    }),
    asked: Type.Number({
      ...Probability,
      description: 'of the criteria fill and ready, as telecom sparing tables ask',
    }),
    units: Type.Number({ minimum: 0, description: 'in service, of the parts reckoned' }),
    notKnown: Type.Array(Type.Object({ why: Type.String(), parts: Type.Array(Type.String()) }, closed), {
      description:
        'parts in service that are not reckoned, since nobody knows how a failed unit is made good, or it takes longer than a unit lasts',
    }),
    withoutPrice: Type.Array(Type.String(), {
      description: 'parts reckoned as they lie: they are in no cost, and none is bought or taken away',
    }),
    unitsServingNothing: Type.Integer({
      minimum: 0,
      description: 'on hand and on order in pools that have no unit of their part in service: not reckoned with',
    }),
    today: StockWorth,
    unitsWaitingBest: Type.Number({
      minimum: 0,
      description: 'with today’s units of each part where they help most: what moving them would do',
    }),
    sameMoney: Type.Object(
      { ...StockWorth.properties },
      { ...closed, description: 'what the money of today’s stock gives, spent as well as can be' },
    ),
    sameAvailability: Type.Object(
      {
        ...StockWorth.properties,
        leastCost: Type.Integer({
          minimum: 0,
          description: 'nothing that leaves as few waiting costs less, in hundredths',
        }),
      },
      { ...closed, description: 'the least stock that leaves as few units waiting as today’s' },
    ),
    frontier: Curve('units waiting by the cost of the whole stock, each as well spent as can be'),
    onward: Curve('units waiting by the cost of the whole stock, where today’s stays as it lies and more is bought'),
    next: Type.Array(SteadyPurchase, { description: 'what to buy next beside what lies there, the best first' }),
    parts: Type.Array(SteadyPart),
  },
  closed,
)
export type SteadyState = Type.Static<typeof SteadyState>

/**
 * Units waiting, of which less is not told one by one: a thousandth of a unit, or of all that waits, if that is less; a millionth
 * of a unit, half a minute a year, is as good as none.
 */
export function leastWaitingTold({ unitsWaiting }: Pick<StockWorth, 'unitsWaiting'>): number {
  return Math.max(NONE_WAITING, 1e-3 * Math.min(1, unitsWaiting))
}

/** Units waiting that are as good as none. */
export const NONE_WAITING = 1e-6
