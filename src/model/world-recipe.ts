// A recipe for an invented network: how large, whose equipment, what was changed when, and what is planned.
//
// The generator (`src/world/`) makes the same workspace from the same recipe, byte for byte. `docs/models/worlds.md`
// says what is real in it and what is invented.

import Type from 'typebox'
import { Manifest } from './workspace.ts'

const closed = { additionalProperties: false } as const

const DAY_PATTERN = '^\\d{4}-\\d{2}-\\d{2}$'
const Day = Type.String({ pattern: DAY_PATTERN })
const SHARE_PATTERN = '^\\d{1,3}(\\.\\d{1,4})? %$'
const Share = Type.String({ pattern: SHARE_PATTERN, description: 'a share such as `66.8 %`' })
function shareOf(description: string) {
  return Type.String({ pattern: SHARE_PATTERN, description })
}
const Period = Type.Object({ from: Day, to: Day }, closed)
const Count = Type.Integer({ minimum: 0 })
const Prefix = Type.String({ pattern: '^[A-Z]{1,4}$', description: 'beginning of the identifiers of sites' })
/** -1 to 1: whether the busy sites come first, last, or (0) neither. */
const Leaning = Type.Number({ minimum: -1, description: 'from -1 (quiet sites first) to 1 (busy sites first)' })
const Curve = Type.Record(Type.String({ pattern: DAY_PATTERN }), Share, {
  description: 'share reached by a day; straight in between',
})
const Cell = Type.Union([Type.String(), Type.Number()])
const Row = Type.Record(Type.String(), Cell)
const VendorShare = Type.Object({ vendor: Type.String(), share: Share }, closed)

export type Period = Type.Static<typeof Period>
export type ShareCurve = Type.Static<typeof Curve>
export type VendorShare = Type.Static<typeof VendorShare>

const RadioSwap = Type.Object(
  {
    from: Type.String(),
    to: Type.String(),
    share: Type.Optional(shareOf('of the sites of `from`')),
    cities: Type.Optional(Leaning),
    busyFirst: Type.Optional(Leaning),
    with5G: Type.Optional(Curve),
    without5G: Type.Optional(Curve),
  },
  closed,
)
export type RadioSwap = Type.Static<typeof RadioSwap>

const RadioNetwork = Type.Object(
  {
    sites: Type.Integer({ minimum: 1 }),
    prefix: Type.Optional(Prefix),
    built: Period,
    vendors: Type.Array(VendorShare, { minItems: 1, description: 'of the sites, before any swap' }),
    cities: Type.Optional(Leaning),
    technologies: Type.Optional(
      Type.Array(Type.Enum(['2G', '3G', '4G']), { minItems: 1, description: 'before 5G; all three by default' }),
    ),
    separateStations: Type.Optional(shareOf('sites whose 2G, 3G and 4G are elements of their own')),
    tagged: Type.Optional(
      Type.Array(Type.Object({ tag: Type.String(), sites: Count, swappedBy: Type.Optional(Day) }, closed)),
    ),
    fiveG: Type.Optional(
      Type.Object(
        {
          band: Type.String(),
          rollouts: Type.Array(
            Type.Object(
              {
                vendor: Type.String(),
                reached: Curve,
                busyFirst: Type.Optional(Leaning),
                boughtBy: Type.Optional(Type.String({ pattern: DAY_PATTERN, description: 'nothing was bought later' })),
              },
              { ...closed, description: 'of the sites built with this vendor' },
            ),
          ),
          withSwap: Type.Optional(
            Type.Array(VendorShare, { description: 'swapped sites that get 5G of the new vendor with the swap' }),
          ),
        },
        closed,
      ),
    ),
    swaps: Type.Optional(Type.Array(RadioSwap)),
    switchedOff: Type.Optional(Type.Object({ technology: Type.Enum(['3G']), from: Day, to: Day }, closed)),
    routers: Type.Optional(
      Type.Object(
        {
          vendors: Type.Array(VendorShare, { minItems: 1 }),
          renewed: Type.Optional(Type.Object({ share: Share, from: Day, to: Day }, closed)),
        },
        closed,
      ),
    ),
    microwave: Type.Optional(Type.Object({ share: Share, vendors: Type.Array(VendorShare, { minItems: 1 }) }, closed)),
    smallCells: Type.Optional(
      Type.Object({ share: Share, from: Day, to: Day, vendors: Type.Array(VendorShare, { minItems: 1 }) }, closed),
    ),
    openRan: Type.Optional(
      Type.Object({ sites: Count, from: Day, to: Day }, { ...closed, description: 'sites with 5G of many suppliers' }),
    ),
    shared: Type.Optional(
      Type.Object(
        {
          share: Share,
          with: Type.String({ description: 'the other operator' }),
          weights: Type.Array(Type.Integer({ minimum: 1 }), { minItems: 2, description: 'ours, theirs' }),
          theirs: Type.Optional(
            Type.Object(
              { vendor: Type.String(), sites: Count, from: Day, to: Day },
              { ...closed, description: 'equipment on our sites that serves the other operator alone' },
            ),
          ),
        },
        closed,
      ),
    ),
  },
  closed,
)
export type RadioNetwork = Type.Static<typeof RadioNetwork>

const FixedNetwork = Type.Object(
  {
    exchanges: Type.Integer({ minimum: 1 }),
    prefix: Type.Optional(Prefix),
    premises: Type.Integer({ minimum: 1, description: 'premises passed when every exchange is finished' }),
    rollouts: Type.Array(
      Type.Object({ vendor: Type.String(), reached: Curve }, { ...closed, description: 'of all exchanges' }),
      { minItems: 1 },
    ),
    swaps: Type.Optional(
      Type.Array(Type.Object({ from: Type.String(), to: Type.String(), share: Share, between: Period }, closed)),
    ),
    tagged: Type.Optional(
      Type.Array(Type.Object({ tag: Type.String(), vendor: Type.String(), builtFrom: Day }, closed)),
    ),
  },
  closed,
)
export type FixedNetwork = Type.Static<typeof FixedNetwork>

const Suppliers = Type.Object(
  {
    hardware: Type.Optional(Type.String()),
    brand: Type.Optional(Type.String()),
    software: Type.Optional(Type.String()),
    platform: Type.Optional(Type.String()),
    integrator: Type.Optional(Type.String()),
    operation: Type.Optional(Type.String()),
    support: Type.Optional(Type.String()),
  },
  closed,
)

const Generation = Type.Object(
  {
    vendor: Type.Optional(Type.String()),
    suppliers: Type.Optional(Suppliers),
    product: Type.Optional(Type.String()),
    softwareVersion: Type.Optional(Type.String()),
    technologies: Type.Optional(Type.Array(Type.String(), { minItems: 1 })),
    begun: Type.Object(
      { from: Day, to: Day },
      { ...closed, description: 'when the first and the last began to serve' },
    ),
    ended: Type.Optional(
      Type.Object({ from: Day, to: Day }, { ...closed, description: 'when the first and the last were removed' }),
    ),
    planned: Type.Optional(
      Type.Object(
        { from: Day, to: Day, until: Day },
        { ...closed, description: 'when they were to be removed, as planned `until` a new date was set' },
      ),
    ),
  },
  closed,
)
export type Generation = Type.Static<typeof Generation>

const NodeGroup = Type.Object(
  {
    id: Type.String({ pattern: '^[A-Z][A-Z0-9]*$', description: 'beginning of the identifiers' }),
    function: Type.String({ description: 'node of the function tree' }),
    count: Type.Integer({ minimum: 1 }),
    at: Type.Optional(Type.Enum(['datacentre', 'exchange'])),
    kind: Type.Optional(Type.Enum(['physical', 'virtual', 'service'])),
    hostedOn: Type.Optional(Type.String({ description: 'id of an earlier group' })),
    tags: Type.Optional(Type.Array(Type.String(), { minItems: 1 })),
    traffic: Type.Optional(
      Type.Integer({ minimum: 0, description: 'Mbit/s in the busy period, over the whole group' }),
    ),
    generations: Type.Array(Generation, { minItems: 1 }),
  },
  closed,
)
export type NodeGroup = Type.Static<typeof NodeGroup>

const VARIANT_PATTERN = '^[a-z0-9-]+\\.csv$'

const Plan = Type.Object(
  {
    name: Type.String(),
    knownFrom: Day,
    knownUntil: Type.Optional(Day),
    notified: Type.Optional(Day),
    file: Type.Optional(
      Type.String({ pattern: VARIANT_PATTERN, description: 'of its own in `variants/`, instead of plan.csv' }),
    ),
    builds: Type.Optional(
      Type.Array(
        Type.Object(
          {
            on: Type.Optional(Type.String({ description: 'sites of this vendor; by default of the same' })),
            vendor: Type.String(),
            share: shareOf('of all radio sites'),
            between: Period,
            busyFirst: Type.Optional(Leaning),
          },
          { ...closed, description: 'new 5G on sites that have none' },
        ),
      ),
    ),
    swaps: Type.Optional(
      Type.Array(
        Type.Object(
          {
            from: Type.String(),
            to: Type.String(),
            between: Period,
            with5G: Type.Optional(Share),
            without5G: Type.Optional(Share),
            tag: Type.Optional(Type.String({ description: 'every site with this tag, whatever the shares' })),
            adding5G: Type.Optional(Type.Boolean()),
            busyFirst: Type.Optional(Leaning),
          },
          { ...closed, description: 'sites swapped from one vendor to another, by share of the sites of `from`' },
        ),
      ),
    ),
    exchanges: Type.Optional(
      Type.Array(
        Type.Object(
          { vendor: Type.String(), share: Share, between: Period },
          { ...closed, description: 'full fibre at exchanges that have none, by share of all exchanges' },
        ),
      ),
    ),
    nodes: Type.Optional(
      Type.Array(
        Type.Object(
          {
            from: Type.String(),
            to: Type.String(),
            functions: Type.Array(Type.String(), { minItems: 1 }),
            between: Period,
          },
          closed,
        ),
      ),
    ),
    carriedOut: Type.Optional(
      Type.Object(
        { vendor: Type.String() },
        { ...closed, description: 'what was later done to equipment of this vendor, planned for the day it was done' },
      ),
    ),
    remaining: Type.Optional(
      Type.Object(
        { vendor: Type.String(), between: Period, busyFirst: Type.Optional(Leaning) },
        { ...closed, description: 'every site still with 5G of this vendor on the inventory date is swapped' },
      ),
    ),
    rows: Type.Optional(Type.Array(Row, { description: 'rows as they stand in plan.csv' })),
  },
  closed,
)
export type Plan = Type.Static<typeof Plan>

/** Who makes what stands on a site of Open RAN, whatever the recipe. */
export const OPEN_RAN_HARDWARE = { server: 'Dell', radios: ['NEC', 'Benetel'] } as const

/** As units.csv takes them. */
export const MOST_UNITS_IN_ELEMENT = 1e6

const SparePart = Type.Object(
  {
    row: Type.Record(Type.String(), Cell, { description: 'as it stands in parts.csv' }),
    in: Type.Optional(
      Type.Array(
        Type.Object(
          {
            vendor: Type.String({ description: 'who supplied the hardware of the elements' }),
            functions: Type.Array(Type.String(), { minItems: 1, description: 'theirs, or nodes above them' }),
            each: Type.Integer({ minimum: 1, description: 'units in one element' }),
            needed: Type.Optional(
              Type.Integer({ minimum: 1, description: 'of them, for it to serve; by default all' }),
            ),
          },
          { ...closed, description: 'elements with units of the part' },
        ),
      ),
    ),
    trueFit: Type.Optional(
      Type.Number({
        minimum: 0,
        description: 'failures in 10^9 hours that usage is drawn with; by default as the row states',
      }),
    ),
    stock: Type.Optional(
      Type.Array(Type.Union([Share, Count]), {
        description: 'on the shelves at each of `counts`: so many units, or a share of those then in service',
      }),
    ),
  },
  closed,
)
export type SparePart = Type.Static<typeof SparePart>

const StockCount = Type.Object(
  {
    on: Day,
    central: shareOf('of what is on the shelves, in the central store; the rest lies in the pools, by units served'),
    atManufacturer: Type.Optional(
      shareOf('of what is on the shelves, in the depot its manufacturer owns, if it has one'),
    ),
    reserved: Type.Optional(
      shareOf('for something else than failures, beside and as a part of what is on the shelves'),
    ),
    carcasses: Type.Optional(shareOf('failed units kept, beside and as a part of what is on the shelves')),
    untested: Type.Optional(shareOf('of the units taken out in the half year before, still to be tested')),
    onOrder: Type.Optional(
      Type.Object(
        { share: shareOf('beside and as a part of what is on the shelves'), due: Period },
        { ...closed, description: 'of parts that can still be ordered' },
      ),
    ),
  },
  closed,
)
export type StockCount = Type.Static<typeof StockCount>

const Spares = Type.Object(
  {
    parts: Type.Array(SparePart, { minItems: 1 }),
    pools: Type.Optional(Type.Array(Row, { description: 'rows as they stand in pools.csv' })),
    depots: Type.Optional(Type.Array(Row, { description: 'rows as they stand in depots.csv' })),
    dataCentres: Type.Optional(Type.String({ description: 'pool that serves them, whatever their region' })),
    interchange: Type.Optional(Type.Array(Row, { description: 'rows as they stand in interchange.csv' })),
    counts: Type.Optional(Type.Array(StockCount, { description: 'days on which stock was counted, in order' })),
    usage: Type.Optional(
      Type.Object(
        {
          periods: Type.Array(Period, { minItems: 1 }),
          noFaultFound: Type.Optional(shareOf('of the units that came back')),
          deadOnArrival: Type.Optional(shareOf('of the units issued')),
          kept: Type.Optional(shareOf('of the units issued, those in whose place nothing came back')),
          source: Type.Optional(Type.String()),
        },
        { ...closed, description: 'of every part whose rate is stated here' },
      ),
    ),
  },
  closed,
)
export type Spares = Type.Static<typeof Spares>

/** Sites are ranked by numbers of this many bits and fewer. */
export const MOST_SITES = 2 ** 23

/** `examples/<world>/world.yaml`. */
export const WorldRecipe = Type.Object(
  {
    world: Type.Literal(1, { description: 'version of this file’s form' }),
    seed: Type.Integer({ minimum: 0 }),
    country: Type.Enum(['GB', 'NZ']),
    manifest: Manifest,
    radio: RadioNetwork,
    fixed: Type.Optional(FixedNetwork),
    dataCentres: Type.Optional(Type.Integer({ minimum: 1 })),
    nodes: Type.Optional(Type.Array(NodeGroup)),
    spares: Type.Optional(Spares),
    contracts: Type.Optional(Type.Array(Row, { description: 'rows as they stand in contracts.csv' })),
    totals: Type.Optional(
      Type.Array(
        Type.Object(
          {
            measure: Type.Enum(['elements', 'sites']),
            function: Type.Optional(Type.String()),
            technology: Type.Optional(Type.String()),
            on: Day,
            source: Type.Optional(Type.String()),
          },
          { ...closed, description: 'control totals, counted in the world itself' },
        ),
      ),
    ),
    plans: Type.Optional(Type.Array(Plan)),
    variants: Type.Optional(
      Type.Array(
        Type.Object(
          {
            file: Type.String({ pattern: VARIANT_PATTERN }),
            of: Type.String({ description: 'name of a plan' }),
            laterByMonths: Type.Integer({ minimum: 1 }),
          },
          { ...closed, description: 'plan.csv with one of the plans later: a file in `variants/`, to use instead' },
        ),
      ),
    ),
    unknowns: Type.Optional(
      Type.Object(
        {
          inService: Type.Optional(Share),
          coarseDates: Type.Optional(Share),
          spellings: Type.Optional(
            Type.Array(
              Type.Object(
                { vendor: Type.String(), share: Share, as: Type.Array(Type.String(), { minItems: 1 }) },
                closed,
              ),
            ),
          ),
          vendorOf5G: Type.Optional(
            Type.Object(
              { stations: Count, as: Type.Array(Type.String(), { minItems: 1 }) },
              { ...closed, description: 'swapped 5G stations whose first vendor was not recorded' },
            ),
          ),
          repeaters: Type.Optional(
            Type.Object(
              { count: Count, vendors: Type.Array(Type.String(), { minItems: 1 }) },
              { ...closed, description: 'repeaters, by vendor as written' },
            ),
          ),
        },
        closed,
      ),
    ),
  },
  closed,
)
export type WorldRecipe = Type.Static<typeof WorldRecipe>
