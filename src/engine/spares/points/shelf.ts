// What lies on the shelves of each pool on the first day, and what is still to arrive there.

import { AFTER_ALL, type CivilDay, formatDay } from '#base/calendar.ts'
import { amountAt, dateAt, type FactTable, textAt } from '#model/fact-table.ts'
import { placeOf, sayPlace } from '#model/place.ts'
import type { Scenario } from '#model/scenario.ts'
import { type ClosingDepots, closingDepots } from './closing-depots.ts'
import { type CutOffs, type CutOffVendors, vendorStockOf } from './cut-offs.ts'
import type { Owners } from './owners.ts'
import { type Depot, forEachRow, type Pools } from './pools.ts'
import type { SparePart } from './spare-parts.ts'

/** Units that arrive on a day, each good with the probability of the yield. */
export interface Arrival {
  readonly units: number
  readonly on: CivilDay
  readonly yield: number
  readonly kind: 'onOrder' | 'inTransit' | 'inRepair' | 'untested' | 'carcass'
}

/** Units of others that serve until a day. */
export interface Lent {
  readonly units: number
  /** The first day without them. */
  readonly until: CivilDay
}

/** Of one part in one pool. */
export interface Shelf {
  /** To stay: without what is lent. */
  onHand: number
  readonly lent: Lent[]
  /** Of these, how many lie at each depot. */
  readonly heldAt: Map<string, number>
  /** Of those, the operator's own, which may be taken elsewhere. */
  readonly ownAt: Map<string, number>
  /** Depots where some of the operator's own is still to arrive. */
  readonly ownDueAt: Set<string>
  readonly arrivals: Arrival[]
  readonly notCounted: LeftOutStock[]
}

/** Stock that one must not reckon with, and why. */
export interface LeftOutStock {
  readonly units: number
  readonly why: string
  readonly place: string
}

export interface ShelfQuestion {
  readonly facts: readonly FactTable[]
  readonly scenario: Scenario
  readonly from: CivilDay
  readonly until: CivilDay
  readonly inventoryDate: CivilDay
  readonly parts: readonly SparePart[]
  readonly partIndex: ReadonlyMap<string, number>
  readonly pools: Pools
  readonly cutOffs: readonly CutOffs[]
  readonly vendors: CutOffVendors
  readonly owners: Owners
}

/** By part and pool, of all depots or of some alone: `key` is {@link shelfKey}. */
export function fillShelves(
  question: ShelfQuestion,
  isMeant: (depot: Depot) => boolean = () => true,
): ReadonlyMap<number, Shelf> {
  const shelves = new Map<number, Shelf>()
  const countOf = latestCounts(question)
  const recounted = partsCounted(question, countOf)
  const closing = closingDepots(question.pools, question.scenario, question.vendors, question.until)
  forEachRow(question.facts, 'stock', (table, row) => {
    const depot = textAt(table, 'depot', row)
    const part = question.partIndex.get(textAt(table, 'part', row))
    const place = question.pools.depots.get(depot)
    if (part === undefined || place === undefined || !isMeant(place)) return
    const { pool } = place
    const key = shelfKey(question.pools, part, pool)
    const shelf: Shelf = shelves.get(key) ?? newShelf()
    if (countDay(table, row, question) !== countOf.get(depot)) {
      if (recounted.has(`${depot}\u0000${part}`) || countDay(table, row, question) > question.from) return
      const units = amountAt(table, 'quantity', row)?.low ?? 0
      const why = 'of an earlier count: the later one of this depot has none of it'
      if (units > 0) shelf.notCounted.push({ units, why, place: sayPlace(placeOf(table, row)) })
      shelves.set(key, shelf)
      return
    }
    shelves.set(key, shelf)
    putRow(shelf, { table, row, part, pool, depot }, { ...question, closing })
  })
  return shelves
}

function newShelf(): Shelf {
  return { onHand: 0, lent: [], heldAt: new Map(), ownAt: new Map(), ownDueAt: new Set(), arrivals: [], notCounted: [] }
}

export function shelfKey({ pools }: Pools, part: number, pool: number): number {
  return part * pools.length + pool
}

function countDay(table: FactTable, row: number, { inventoryDate }: ShelfQuestion): CivilDay {
  return dateAt(table, 'counted', row)?.latest ?? inventoryDate
}

/** The count that holds for each depot: the latest up to the first day, or the first of those after it. */
function latestCounts(question: ShelfQuestion): ReadonlyMap<string, CivilDay> {
  const latest = new Map<string, CivilDay>()
  const isBetter = (day: CivilDay, than: CivilDay): boolean =>
    than <= question.from ? day <= question.from && day > than : day < than
  forEachRow(question.facts, 'stock', (table, row) => {
    const depot = textAt(table, 'depot', row)
    const day = countDay(table, row, question)
    const kept = latest.get(depot)
    if (kept === undefined || isBetter(day, kept)) latest.set(depot, day)
  })
  return latest
}

/** Depots and parts of which the count that holds says something. */
function partsCounted(question: ShelfQuestion, countOf: ReadonlyMap<string, CivilDay>): ReadonlySet<string> {
  const counted = new Set<string>()
  forEachRow(question.facts, 'stock', (table, row) => {
    const depot = textAt(table, 'depot', row)
    const part = question.partIndex.get(textAt(table, 'part', row))
    if (countDay(table, row, question) === countOf.get(depot)) counted.add(`${depot}\u0000${part}`)
  })
  return counted
}

/** With the depots that do not serve to the last day. */
interface RowQuestion extends ShelfQuestion {
  readonly closing: ClosingDepots
}

interface StockRow {
  readonly table: FactTable
  readonly row: number
  readonly part: number
  readonly pool: number
  readonly depot: string
}

function putRow(shelf: Shelf, stock: StockRow, question: RowQuestion): void {
  const { table, row } = stock
  const place = sayPlace(placeOf(table, row))
  // What may be less is taken as less; nobody knows how much `unknown` is.
  const stated = amountAt(table, 'quantity', row)?.low ?? 0
  // A share of a hundred is not to lose a unit in rounding.
  const share = shareOf(stock, question)
  const units = Math.floor(stated * share.left + 1e-9)
  const leaveOut = (count: number, why: string): void => {
    if (count > 0) shelf.notCounted.push({ units: count, why, place })
  }
  const condition = textAt(table, 'condition', row)
  const isGood = (textAt(table, 'state', row) || 'onHand') === 'onHand' && (condition || 'good') === 'good'
  const lent = isGood && share.until > question.from ? Math.floor(stated * share.drawn + 1e-9) - units : 0
  if (lent > 0) shelf.lent.push({ units: lent, until: share.until })
  leaveOut(stated - units - lent, 'of its owner, who is cut off or rations it, or beyond what one may draw of the pool')
  if (units === 0) return
  switch (textAt(table, 'state', row)) {
    case 'reserved':
      return leaveOut(units, 'reserved for something else')
    case 'onOrder':
      return putOrder(shelf, units, stock, question, leaveOut)
    case 'inTransit':
      return putTransit(shelf, units, stock, question, leaveOut)
    case 'inRepair':
      return putRepair(shelf, units, stock, question, leaveOut)
    default:
      if (condition === 'untested') return putUntested(shelf, units, stock, question, leaveOut)
      if (condition === 'unserviceable') return putCarcasses(shelf, units, stock, question, leaveOut)
      shelf.onHand += units
      for (const held of isOwn(stock, question) ? [shelf.heldAt, shelf.ownAt] : [shelf.heldAt])
        held.set(stock.depot, (held.get(stock.depot) ?? 0) + units)
  }
}

type LeaveOut = (count: number, why: string) => void

/** What one may draw of a row: until a day, and from then on. */
interface ShareOf {
  readonly drawn: number
  readonly until: CivilDay
  readonly left: number
}

/** Of several who take some away, on several days, it is the cautious way to reckon without all of it from the first day on. */
function shareOf({ table, row, pool }: StockRow, { owners, pools, scenario, vendors, until }: ShelfQuestion): ShareOf {
  const { owner, entitlement } = pools.pools[pool]!
  const rations = [owners.called(textAt(table, 'titleOwner', row)), owner].map((one) =>
    vendorStockOf(one, scenario, vendors, until),
  )
  return {
    drawn: entitlement,
    until: Math.min(...rations.map(({ from }) => from)),
    left: Math.min(entitlement, ...rations.map(({ ration }) => ration)),
  }
}

/** Whose title somebody else holds, what lies in another's pool, or what is drawn by a share, is not the operator's to take away. */
function isOwn({ table, row, pool }: StockRow, { owners, pools }: ShelfQuestion): boolean {
  const { owner, entitlement } = pools.pools[pool]!
  const holders = [owners.called(textAt(table, 'titleOwner', row)), owner]
  return entitlement === 1 && holders.every(({ kind }) => kind === 'nobody')
}

function putOrder(shelf: Shelf, units: number, stock: StockRow, question: RowQuestion, leaveOut: LeaveOut): void {
  const due = dueOf(stock)
  if (due === undefined) return leaveOut(units, 'on order, and nobody said when it is due')
  const { newUnits } = question.cutOffs[stock.part]!
  if (due >= newUnits.from) return leaveOut(units, 'on order, and due only after the supply of new units ends')
  if (isOverdue(stock, question)) return leaveOut(units, overdue('onOrder'))
  awaitArrival(shelf, stock, { units, on: due, yield: 1, kind: 'onOrder' }, question, leaveOut)
}

function putTransit(shelf: Shelf, units: number, stock: StockRow, question: RowQuestion, leaveOut: LeaveOut): void {
  const due = dueOf(stock)
  if (due === undefined) return leaveOut(units, 'on its way, and nobody said when it arrives')
  if (isOverdue(stock, question)) return leaveOut(units, overdue('inTransit'))
  awaitArrival(shelf, stock, { units, on: due, yield: 1, kind: 'inTransit' }, question, leaveOut)
}

function putRepair(shelf: Shelf, units: number, stock: StockRow, question: RowQuestion, leaveOut: LeaveOut): void {
  const { repairYield, repairDays } = question.parts[stock.part]!
  const due = dueOf(stock) ?? (repairDays && question.from + repairDays.value)
  if (!repairYield || due === undefined) return leaveOut(units, 'in repair, and nobody said when or whether it returns')
  if (isOverdue(stock, question)) return leaveOut(units, overdue('inRepair'))
  const { repairs, losesRepairs } = question.cutOffs[stock.part]!
  if (losesRepairs && due >= repairs.from) return leaveOut(units, 'in repair when repairs stop, and lost')
  awaitArrival(shelf, stock, { units, on: due, yield: repairYield.value, kind: 'inRepair' }, question, leaveOut)
}

function putUntested(shelf: Shelf, units: number, stock: StockRow, question: RowQuestion, leaveOut: LeaveOut): void {
  const { harvestYield, harvestDays } = question.parts[stock.part]!
  if (!harvestYield) return leaveOut(units, 'untested, and nobody said how many of such are good')
  const on = question.from + (harvestDays?.value ?? 0)
  awaitArrival(shelf, stock, { units, on, yield: harvestYield.value, kind: 'untested' }, question, leaveOut)
}

/** Sent to repair at once, while that is taken in. */
function putCarcasses(shelf: Shelf, units: number, stock: StockRow, question: RowQuestion, leaveOut: LeaveOut): void {
  const { repairYield, repairDays } = question.parts[stock.part]!
  const { repairs, losesRepairs } = question.cutOffs[stock.part]!
  if (!repairYield || !repairDays || repairYield.value === 0) return leaveOut(units, 'carcasses that nobody repairs')
  const on = question.from + repairDays.value
  if (repairs.from <= question.from || (losesRepairs && on >= repairs.from))
    return leaveOut(units, 'carcasses that come too late for repair')
  awaitArrival(shelf, stock, { units, on, yield: repairYield.value, kind: 'carcass' }, question, leaveOut)
}

/** What comes within the time reckoned, to a depot that serves then, and may be good. */
function awaitArrival(
  shelf: Shelf,
  stock: StockRow,
  arrival: Arrival,
  question: RowQuestion,
  leaveOut: LeaveOut,
): void {
  const { units, on, kind } = arrival
  if (arrival.yield === 0) return leaveOut(units, `${KIND_WORDS[kind]}, of which none comes out good`)
  if (on >= question.until) return leaveOut(units, `${KIND_WORDS[kind]}, and there only after the last day`)
  const closed = question.closing.get(stock.depot)
  if (closed !== undefined && on >= closed.from) return leaveOut(units, whyClosed(kind, closed.from))
  shelf.arrivals.push(arrival)
  if (isOwn(stock, question)) shelf.ownDueAt.add(stock.depot)
}

function whyClosed(kind: Arrival['kind'], from: CivilDay): string {
  const what = kind === 'inTransit' ? '' : `${KIND_WORDS[kind]}, and `
  return `${what}on its way to a depot that no longer serves from ${formatDay(from)}: redirect it, and say so in stock.csv`
}

const KIND_WORDS: { readonly [kind in Arrival['kind']]: string } = {
  onOrder: 'on order',
  inTransit: 'on its way',
  inRepair: 'in repair',
  untested: 'untested',
  carcass: 'carcasses',
}

/** What had not come when it should have may not come at all: nobody knows when, until somebody says so anew. */
function isOverdue(stock: StockRow, question: RowQuestion): boolean {
  const due = dueOf(stock)
  return due !== undefined && due < countDay(stock.table, stock.row, question)
}

function overdue(kind: Arrival['kind']): string {
  return `${KIND_WORDS[kind]}, overdue when it was counted: state in stock.csv when it is due now`
}

function dueOf({ table, row }: StockRow): CivilDay | undefined {
  const due = dateAt(table, 'due', row)?.latest
  return due === undefined || due >= AFTER_ALL ? undefined : due
}
