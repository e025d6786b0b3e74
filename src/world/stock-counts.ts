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

/** Places of the recipe's depots by what they are for. */
interface Depots {
  readonly central: string | undefined
  /** By pool. */
  readonly local: readonly (readonly string[])[]
  readonly ofManufacturer: ReadonlyMap<string, string>
}

export function writeStock(spares: Spares, installed: InstalledUnits, seed: number): FactTable {
  const writer = new StockWriter(spares, installed, seed)
  for (const [index, count] of (spares.counts ?? []).entries()) writer.writeCount(count, index)
  return writer.rows.finish()
}

interface StockRow {
  readonly depot: string
  readonly quantity: number
  readonly condition?: string
  readonly state?: string
  readonly due?: CivilDay
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
      const write = (row: StockRow) => this.#write(part, day, row)
      // Shelves are never filled just as the network would want it.
      const stream = new RandomStream(this.#seed, STREAMS.stock, number * 256 + index)
      const wanted = byPool.map((own) => own * (0.8 + 0.4 * stream.uniform()))
      for (const row of this.#layOut(part, stock, wanted, count)) write(row)
      const { central } = this.#depots
      if (central === undefined) continue
      for (const row of besideTheShelves(part, stock, count)) write({ depot: central, ...row })
      for (const row of inRepair(part, units, day)) write({ depot: central, ...row })
      if (numberIn(part, 'harvestYield') === undefined) continue
      const untested = Math.round(takenOut[number]! * shareNumber(count.untested ?? '0 %'))
      write({ depot: central, quantity: untested, condition: 'untested' })
    }
  }

  /** Of the stock of a part: what its manufacturer keeps, then what the central store does; the rest by what is wanted. */
  #layOut(part: SparePart, stock: number, wanted: readonly number[], count: StockCount): StockRow[] {
    const { central, local, ofManufacturer } = this.#depots
    const manufacturer = String(part.row.manufacturer ?? '')
    const theirs = ofManufacturer.get(manufacturer)
    const kept = theirs === undefined ? 0 : Math.round(stock * shareNumber(count.atManufacturer ?? '0 %'))
    const inTheMiddle = Math.round((stock - kept) * shareNumber(count.central))
    const parts = apportion(stock - kept - inTheMiddle, wanted)
    const rows = parts.flatMap((quantity, pool) =>
      apportion(
        quantity,
        local[pool]!.map(() => 1),
      ).map((own, index) => ({ depot: local[pool]![index]!, quantity: own })),
    )
    const laidOut = kept + rows.reduce((sum, { quantity }) => sum + quantity, 0)
    return [
      ...(theirs === undefined ? [] : [{ depot: theirs, quantity: kept, titleOwner: manufacturer }]),
      // With what no pool wants, and what is for pools that have no store of their own.
      ...(central === undefined ? [] : [{ depot: central, quantity: stock - laidOut }]),
      ...rows,
    ]
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

function sortDepots({ depots, pools }: Spares): Depots {
  const own = (depots ?? []).filter((row) => row.owner === undefined)
  const isCentral = (row: (typeof own)[number]) => row.echelon === 'central'
  const named = (rows: typeof own) => rows.map(({ depot }) => String(depot))
  return {
    central: named(own.filter(isCentral))[0],
    local: (pools ?? []).map(({ pool }) => named(own.filter((row) => row.pool === pool && !isCentral(row)))),
    ofManufacturer: new Map(
      (depots ?? []).filter((row) => row.owner !== undefined).map((row) => [String(row.owner), String(row.depot)]),
    ),
  }
}

/** What is there, or ordered, and not on the shelf for a failure. */
function besideTheShelves({ row }: SparePart, stock: number, count: StockCount): Omit<StockRow, 'depot'>[] {
  const part = (share: string | undefined) => Math.round(stock * shareNumber(share ?? '0 %'))
  const rows: Omit<StockRow, 'depot'>[] = [
    { quantity: part(count.reserved), state: 'reserved' },
    { quantity: part(count.carcasses), condition: 'unserviceable' },
  ]
  const { onOrder } = count
  if (onOrder === undefined || (row.lastOrder !== undefined && String(row.lastOrder) < count.on)) return rows
  const lots = apportion(part(onOrder.share), [2, 1])
  for (const [lot, quantity] of lots.entries())
    rows.push({ quantity, state: 'onOrder', condition: 'new', due: spreadOver(onOrder.due, lot, lots.length) })
  return rows
}

/** What failed in the time a repair takes has not come back yet; of a part whose repair is stated. */
function inRepair(part: SparePart, units: number, day: CivilDay): Omit<StockRow, 'depot'>[] {
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
