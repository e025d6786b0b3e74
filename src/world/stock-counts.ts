// What lay on the shelves on the days it was counted, and what was on its way to them: stock.csv.

import type { CivilDay } from '#base/calendar.ts'
import { RandomStream } from '#base/random.ts'
import type { FactTable } from '#model/fact-table.ts'
import { STOCK } from '#model/spares-tables.ts'
import type { SparePart, Spares, StockCount } from '#model/world-recipe.ts'
import { apportion } from './apportion.ts'
import type { InstalledUnits } from './installed-units.ts'
import { dayNumber, shareNumber, spreadOver } from './share-curve.ts'
import { failuresFitOf, numberIn } from './spare-part.ts'
import { STREAMS } from './streams.ts'
import { TableRows } from './table-rows.ts'

interface Depots {
  readonly central: string
  /** By pool: its stores; the central one where it has none of its own. */
  readonly local: readonly (readonly string[])[]
  readonly ofManufacturer: ReadonlyMap<string, string>
}

export function writeStock(spares: Spares, installed: InstalledUnits, seed: number): FactTable {
  const writer = new StockWriter(spares, installed, seed)
  for (const [index, count] of (spares.counts ?? []).entries()) writer.writeCount(count, index)
  return writer.rows.finish()
}

/** Units of a part that are alike, wherever they lie. */
interface Kind {
  readonly condition?: string
  readonly state?: string
  readonly due?: CivilDay
}

interface Heap extends Kind {
  readonly quantity: number
}

interface StockRow extends Heap {
  readonly depot: string
  readonly titleOwner?: string
}

class StockWriter {
  readonly rows = new TableRows(STOCK, 'stock.csv')
  readonly #spares: Spares
  readonly #installed: InstalledUnits
  readonly #seed: number
  readonly #depots: Depots
  /** Depots and parts of earlier counts: where nothing is left of a part, a count says so. */
  readonly #counted = new Set<string>()

  constructor(spares: Spares, installed: InstalledUnits, seed: number) {
    this.#spares = spares
    this.#installed = installed
    this.#seed = seed
    this.#depots = sortDepots(spares)
  }

  writeCount(count: StockCount, index: number): void {
    const day = dayNumber(count.on)
    const serving = this.#installed.servingOn(day)
    const takenOut = this.#installed.takenOut(day - HALF_A_YEAR, day)
    for (const [number, part] of this.#spares.parts.entries()) {
      const byPool = serving[number]!
      const units = byPool.reduce((sum, own) => sum + own, 0)
      const stated = part.stock?.[index] ?? 0
      const stock = typeof stated === 'number' ? stated : Math.round(units * shareNumber(stated))
      // Shelves are never filled just as the network would want it.
      const stream = new RandomStream(this.#seed, STREAMS.stock, number * 256 + index)
      const wanted = byPool.map((own) => own * (0.8 + 0.4 * stream.uniform()))
      for (const row of this.#fillShelves(part, stock, wanted, count)) this.#write(part, day, row)
      const heaps = [
        ...besideTheShelves(part, stock, count),
        ...inRepair(part, units, day),
        ...untested(part, takenOut[number]!, count),
      ]
      for (const { quantity, ...kind } of heaps)
        for (const [depot, own] of this.#divide(quantity, byPool))
          this.#write(part, day, { depot, quantity: own, ...kind })
    }
  }

  /** Of the stock of a part: what its manufacturer keeps, then what the central store does; the rest by what is wanted. */
  #fillShelves(part: SparePart, stock: number, wanted: readonly number[], count: StockCount): StockRow[] {
    const { central, ofManufacturer } = this.#depots
    const manufacturer = String(part.row.manufacturer ?? '')
    const theirs = ofManufacturer.get(manufacturer)
    const kept = theirs === undefined ? 0 : Math.round(stock * shareNumber(count.atManufacturer ?? '0 %'))
    const inTheMiddle = Math.round((stock - kept) * shareNumber(count.central))
    const ours = this.#divide(stock - kept - inTheMiddle, wanted)
    ours.set(central, (ours.get(central) ?? 0) + inTheMiddle)
    return [
      ...(theirs === undefined ? [] : [{ depot: theirs, quantity: kept, titleOwner: manufacturer }]),
      ...Array.from(ours, ([depot, quantity]) => ({ depot, quantity })),
    ]
  }

  /** By store: units divided among the pools by weight; all in the middle where no pool wants any. */
  #divide(quantity: number, weights: readonly number[]): Map<string, number> {
    const { central, local } = this.#depots
    if (weights.every((weight) => weight === 0)) return new Map([[central, quantity]])
    const divided = new Map<string, number>()
    for (const [pool, part] of apportion(quantity, weights).entries()) {
      const equally = local[pool]!.map(() => 1)
      for (const [index, own] of apportion(part, equally).entries()) {
        const depot = local[pool]![index]!
        divided.set(depot, (divided.get(depot) ?? 0) + own)
      }
    }
    return divided
  }

  #write(part: SparePart, day: CivilDay, row: StockRow): void {
    const identifier = String(part.row.part)
    const onShelf = row.state === undefined && row.condition === undefined ? `${row.depot}\n${identifier}` : undefined
    if (row.quantity === 0 && (onShelf === undefined || !this.#counted.has(onShelf))) return
    if (onShelf !== undefined) this.#counted.add(onShelf)
    const number = this.rows.begin()
    for (const [column, text] of [
      ['depot', row.depot],
      ['part', identifier],
      ['condition', row.condition],
      ['state', row.state],
      ['titleOwner', row.titleOwner],
    ] as const)
      if (text !== undefined) this.rows.texts(column).set(number, text)
    this.rows.amounts('quantity').set(number, row.quantity)
    if (row.due !== undefined) this.rows.dates('due').set(number, row.due)
    this.rows.dates('counted').set(number, day)
  }
}

const HALF_A_YEAR = 183

function sortDepots({ depots = [], pools = [{}] }: Spares): Depots {
  const own = depots.filter((row) => row.owner === undefined)
  const isCentral = (row: (typeof own)[number]) => row.echelon === 'central'
  const named = (rows: typeof own) => rows.map(({ depot }) => String(depot))
  const middle = named(own.filter(isCentral))
  return {
    central: middle[0]!,
    local: pools.map(({ pool }) => {
      const stores = named(own.filter((row) => row.pool === pool && !isCentral(row)))
      return stores.length === 0 ? middle : stores
    }),
    ofManufacturer: new Map(
      depots.filter((row) => row.owner !== undefined).map((row) => [String(row.owner), String(row.depot)]),
    ),
  }
}

/** What is there, or ordered, and not on the shelf for a failure. */
function besideTheShelves({ row }: SparePart, stock: number, count: StockCount): Heap[] {
  const part = (share: string | undefined) => Math.round(stock * shareNumber(share ?? '0 %'))
  const heaps: Heap[] = [
    { quantity: part(count.reserved), state: 'reserved' },
    { quantity: part(count.carcasses), condition: 'unserviceable' },
  ]
  const { onOrder } = count
  if (onOrder === undefined || (row.lastOrder !== undefined && String(row.lastOrder) < count.on)) return heaps
  const lots = apportion(part(onOrder.share), [2, 1])
  for (const [lot, quantity] of lots.entries())
    heaps.push({ quantity, state: 'onOrder', condition: 'new', due: spreadOver(onOrder.due, lot, lots.length) })
  return heaps
}

/** What failed in the time a repair takes has not come back yet; of a part whose repair is stated. */
function inRepair(part: SparePart, units: number, day: CivilDay): Heap[] {
  const days = numberIn(part, 'repairDays')
  const failuresFit = failuresFitOf(part)
  if (days === undefined || failuresFit === undefined || numberIn(part, 'repairYield') === 0) return []
  const failed = Math.round((units * failuresFit * 24 * days) / 1e9)
  return apportion(failed, [1, 1]).map((quantity, lot) => ({
    quantity,
    state: 'inRepair',
    due: day + Math.ceil(((lot + 1) * days) / 2),
  }))
}

/** Of a part whose units can be used again. */
function untested(part: SparePart, takenOut: number, count: StockCount): Heap[] {
  if (numberIn(part, 'harvestYield') === undefined) return []
  return [{ quantity: Math.round(takenOut * shareNumber(count.untested ?? '0 %')), condition: 'untested' }]
}
