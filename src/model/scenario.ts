// scenarios/*.yaml: what is taken away from when on, what is assumed, and what is asked of the spares.

import Type from 'typebox'
import { oneOf } from './one-of.ts'
import { MOST_FAILURES_FIT } from './failures-fit.ts'
import { WEIGHT_MEASURES } from './tables.ts'

const closed = { additionalProperties: false } as const
const Day = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' })
const Share = (description: string) => Type.Number({ minimum: 0, maximum: 1, description: `share ${description}` })
const Days = (description: string) => Type.Number({ minimum: 0, maximum: 3650, description: `days ${description}` })

/** What a disruption may stop, each from a day of its own: that day is the first without. */
export const SUPPLIES = ['newUnits', 'repairs', 'vendorPools'] as const
export type Supply = (typeof SUPPLIES)[number]

export const Disruption = Type.Object(
  {
    disruption: Type.String({ description: 'identifier' }),
    title: Type.Optional(Type.String()),
    source: Type.Optional(Type.String({ description: 'the paper it rests on, or who assumes it' })),
    vendors: Type.Optional(
      Type.Array(Type.String(), { minItems: 1, description: 'who is cut off: vendor ids, with whom they control' }),
    ),
    parts: Type.Optional(Type.Array(Type.String(), { minItems: 1, description: 'parts cut off, whoever makes them' })),
    stops: Type.Object(
      {
        newUnits: Type.Optional(Type.String({ ...Day, description: 'from this day on no order is delivered' })),
        repairs: Type.Optional(Type.String({ ...Day, description: 'from this day on no failed unit is taken in' })),
        vendorPools: Type.Optional(
          Type.String({
            ...Day,
            description:
              'from this day on what is left of stock that the vendor owns is gone, and nothing is sent to its depots; until then it is used first',
          }),
        ),
      },
      {
        ...closed,
        minProperties: 1,
        description: 'what stops, each from the first day without it, such as `{repairs: 2021-03-01}`',
      },
    ),
    inRepair: Type.Optional(oneOf(['returned', 'lost'], 'units in repair when repairs stop; default: returned')),
    ration: Type.Optional(
      Share(
        'of the vendor’s stock that is yours from the first day on, rounded down in each row of stock; the rest goes on the day of `vendorPools`, and what is used before comes out of the rest first: of 10 units 0.25 leaves 2 from that day on, be it that none was used before, or 8; default: 0',
      ),
    ),
  },
  closed,
)
export type Disruption = Type.Static<typeof Disruption>

/** What is taken for a part whose row says nothing; named wherever it is used. */
export const ClassAssumption = Type.Object(
  {
    source: Type.String({ description: 'who says so' }),
    failuresFit: Type.Optional(
      Type.Number({ minimum: 0, maximum: MOST_FAILURES_FIT, description: 'failures in 10^9 hours' }),
    ),
    rateUncertainty: Type.Optional(
      Type.Number({
        minimum: 0,
        maximum: 3,
        description: 'standard deviation over mean of the rate of the class; one draw holds for all its parts',
      }),
    ),
    leadTimeDays: Type.Optional(Days('from order to arrival')),
    repairYield: Type.Optional(Share('of failed units that come back repaired')),
    repairDays: Type.Optional(Days('from the failure to the repaired unit on the shelf')),
    harvestYield: Type.Optional(Share('of units taken out of the network that are good to use again')),
    harvestDays: Type.Optional(Days('from the removal to the tested unit on the shelf')),
    price: Type.Optional(Type.Number({ minimum: 0, description: 'in the currency of the manifest' })),
  },
  closed,
)
export type ClassAssumption = Type.Static<typeof ClassAssumption>

/** More cannot be told from certainty: what is needed beyond is as good as never, and is not looked for. */
export const LARGEST_SURVIVAL_ASKED = 0.999999999

/** In the currency; more is a mistake, and no longer told to the hundredth. */
export const LARGEST_BUDGET = 1e12

export const Scenario = Type.Object(
  {
    scenario: Type.Literal(1, { description: 'version of this file’s form' }),
    title: Type.Optional(Type.String()),
    from: Type.Optional(Type.String({ ...Day, description: 'first day reckoned; by default the as-of date' })),
    until: Type.String({ ...Day, description: 'last day reckoned: the horizon' }),
    knownAt: Type.Optional(
      Type.String({ ...Day, description: 'use what was known on this day; by default as mainstay.yaml says' }),
    ),
    stepDays: Type.Optional(Type.Integer({ minimum: 1, maximum: 92, description: 'by default 7' })),
    seed: Type.Optional(
      Type.Integer({
        minimum: 0,
        maximum: Number.MAX_SAFE_INTEGER,
        description: 'of the simulation; by default 1',
      }),
    ),
    replications: Type.Optional(
      Type.Integer({ minimum: 256, maximum: 10_000_000, description: 'of the simulation; by default 10240' }),
    ),
    plan: Type.Optional(
      Type.String({
        description:
          'file of the workspace that is read as the plan, in the place of every other, such as `variants/plan-slip.csv`',
      }),
    ),
    weight: Type.Optional(oneOf(['sites', ...WEIGHT_MEASURES] as const, 'what service is weighed by; default: sites')),
    target: Type.Optional(
      Type.Object(
        {
          survival: Type.Optional(
            Type.Number({
              exclusiveMinimum: 0,
              maximum: 1,
              description:
                'probability that no failure finds an empty shelf up to the horizon, such as 0.95; more than 0.999999999 is not reckoned with',
            }),
          ),
          weightHoursLost: Type.Optional(
            Type.Number({
              minimum: 0,
              description:
                'weight of sites times hours expected to be lost up to the horizon, at the most, such as 20000; it or `survival`',
            }),
          ),
          per: Type.Optional(
            oneOf(['part', 'vendor', 'network'], 'of what; default: part, and network for `weightHoursLost`'),
          ),
        },
        closed,
      ),
    ),
    budget: Type.Optional(
      Type.Number({ minimum: 0, maximum: LARGEST_BUDGET, description: 'in the currency of the manifest' }),
    ),
    disruptions: Type.Array(Disruption, { description: 'what is taken away; none: all goes on as it is' }),
    assumptions: Type.Optional(
      Type.Object(
        {
          classes: Type.Optional(
            Type.Record(Type.String(), ClassAssumption, {
              description: 'by the class of a part; `*` for every other',
            }),
          ),
          planSlips: Type.Optional(
            Type.Array(
              Type.Object(
                {
                  months: Type.Integer({ minimum: 0, maximum: 120, description: 'by how much' }),
                  probability: Type.Number({ minimum: 0, maximum: 1, description: 'that it is just so late' }),
                },
                closed,
              ),
              { minItems: 1, description: 'how late the plan may be; the probabilities make 1' },
            ),
          ),
        },
        closed,
      ),
    ),
    lateralSupply: Type.Optional(
      Type.Object(
        {
          reserve: Type.Optional(
            Type.Integer({
              minimum: 0,
              maximum: 1000,
              description: 'units that each pool keeps of a part before it helps another; default: 1',
            }),
          ),
          pools: Type.Optional(
            Type.Array(Type.Array(Type.String(), { minItems: 2 }), {
              description:
                'lists of pools that help each other; default: those that have depots in one region and belong to nobody else',
            }),
          ),
        },
        { ...closed, description: 'what pools give each other of what they have' },
      ),
    ),
    exchangeRates: Type.Optional(
      Type.Record(
        Type.String({ pattern: '^[A-Z]{3}$' }),
        Type.Object(
          {
            rate: Type.Number({ exclusiveMinimum: 0, description: 'of one of it, in the currency of the manifest' }),
            on: Type.String({ ...Day, description: 'day of the rate' }),
            source: Type.Optional(Type.String({ description: 'who says so' })),
          },
          closed,
        ),
        { description: 'by currency, such as `USD`' },
      ),
    ),
  },
  closed,
)
export type Scenario = Type.Static<typeof Scenario>
