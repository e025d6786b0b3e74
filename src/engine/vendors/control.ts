// Who controls whom on which days? Three-valued, over all time.
//
// Conventions. A vendor controls itself. A link gives control as stated; unstated, above one half does, exactly one half
// may, below does not, an unknown share may. A chain controls as its weakest link. Shares of several holders that one
// controller controls add up, each in full: known to exceed one half they control, perhaps reaching it they may.
// Links that are not in the registry do not exist.

import { AFTER_ALL, BEFORE_ALL, type CivilDay } from '#base/calendar.ts'
import type { DateSpan } from '#base/date-span.ts'
import { compareIdentifiers } from '#base/identifier-order.ts'
import { compareShare, type Rational } from '#base/rational.ts'
import { and, MAYBE, NO, not, or, type Trilean, YES } from '#base/trilean.ts'
import { lastsOn, linksUpwards, ONE_HALF, type OwnershipLink, turningDays } from './ownership.ts'
import type { VendorBook } from './vendor-book.ts'

/** The value holds on every day of `[from, until)`. */
export interface ControlSpell {
  readonly from: CivilDay
  readonly until: CivilDay
  readonly value: Trilean
}

/**
 * Whether `vendorId` is controlled by `controllerId`, for all time without a gap, neighbours differing in value.
 * About a vendor the book does not know, nothing is known: `maybe` throughout.
 */
export function controlSpells(book: VendorBook, vendorId: string, controllerId: string): readonly ControlSpell[] {
  const always = (value: Trilean): readonly ControlSpell[] => [{ from: BEFORE_ALL, until: AFTER_ALL, value }]
  if (vendorId === controllerId) return always(YES)
  if (!book.vendors.has(vendorId) || !book.vendors.has(controllerId)) return always(MAYBE)
  const links = linksUpwards(book.ownership, vendorId)
  if (!links.some((link) => link.owner === controllerId)) return always(NO)
  const spells: ControlSpell[] = []
  const days = turningDays(links)
  for (const [number, day] of days.entries()) {
    const value = controlled(links, controllerId, day).get(vendorId) ?? NO
    const until = days[number + 1] ?? AFTER_ALL
    const last = spells.at(-1)
    if (last?.value === value) spells[spells.length - 1] = { ...last, until }
    else spells.push({ from: day, until, value })
  }
  return spells
}

export interface Group {
  /** Whether the book knows the vendor at all. */
  readonly isKnown: boolean
  /** Vendors that control it and that nobody else controls: `yes` surely, `maybe` perhaps; in the order of ids. */
  readonly controllers: readonly { readonly vendor: string; readonly value: Trilean }[]
}

/** The ultimate controllers of a vendor on a day: itself when nobody controls it, several under joint control. */
export function groupAt(book: VendorBook, vendorId: string, day: CivilDay): Group {
  if (!book.vendors.has(vendorId)) return { isKnown: false, controllers: [{ vendor: vendorId, value: MAYBE }] }
  const links = linksUpwards(book.ownership, vendorId)
  const family = [...new Set([vendorId, ...links.map((link) => link.owner)])].sort(compareIdentifiers)
  const byController = new Map(family.map((member) => [member, controlled(links, member, day)]))
  const valueOf = (held: string, controller: string): Trilean => byController.get(controller)?.get(held) ?? NO
  const controllers = family.flatMap((member) => {
    // Members of a circle of owners control each other; none of them is below the other.
    const isBelow = family.map((other) => and(valueOf(member, other), not(valueOf(other, member))))
    const isUppermost = not(isBelow.reduce<Trilean>((left, right) => or(left, right), NO))
    const value = and(valueOf(vendorId, member), isUppermost)
    return value === NO ? [] : [{ vendor: member, value }]
  })
  return { isKnown: true, controllers }
}

/** Which of the vendors of these links the controller controls on a day: the least answer that fits all links. */
function controlled(links: readonly OwnershipLink[], controller: string, day: CivilDay): ReadonlyMap<string, Trilean> {
  const standing = links.filter((link) => lastsOn(link, day) !== NO)
  const byHeld = groupBy(standing, (link) => link.held)
  const values = new Map<string, Trilean>([[controller, YES]])
  let isSettled = false
  while (!isSettled) {
    isSettled = true
    for (const [held, holdings] of byHeld) {
      if (held === controller) continue
      const value = holdingsControl(holdings, values, day)
      if (value > (values.get(held) ?? NO)) {
        values.set(held, value)
        isSettled = false
      }
    }
  }
  return values
}

function holdingsControl(
  holdings: readonly OwnershipLink[],
  controlledBy: ReadonlyMap<string, Trilean>,
  day: CivilDay,
): Trilean {
  let value: Trilean = NO
  const owners = new Set<string>()
  for (const [owner, links] of groupBy(holdings, (link) => link.owner)) {
    const reach = controlledBy.get(owner) ?? NO
    if (reach === NO) continue
    owners.add(owner)
    value = or(value, and(reach, singleHolderControls(links, day)))
  }
  return owners.size < 2 ? value : or(value, sumControls(holdings, controlledBy, day))
}

/** One holder's links. Where one hands over to the next on one unsure date, one of the two is there on every day. */
function singleHolderControls(links: readonly OwnershipLink[], day: CivilDay): Trilean {
  let value: Trilean = NO
  for (const link of links) {
    value = or(value, and(lastsOn(link, day), link.control))
    const next = links.find((other) => isSameDay(link.until, other.from))
    if (next === undefined) continue
    const together = { from: link.from, until: next.until }
    value = or(value, and(lastsOn(together, day), and(link.control, next.control)))
  }
  return value
}

/** Two dates written alike are one event, unless nothing bounds them. */
function isSameDay(left: DateSpan, right: DateSpan): boolean {
  const isBounded = left.earliest > BEFORE_ALL && left.latest < AFTER_ALL
  return isBounded && left.earliest === right.earliest && left.latest === right.latest
}

/** Whether the shares of all holders under the controller add up to more than one half. */
function sumControls(
  holdings: readonly OwnershipLink[],
  controlledBy: ReadonlyMap<string, Trilean>,
  day: CivilDay,
): Trilean {
  const surely = new Map<string, Rational>()
  const perhaps = new Map<string, Rational>()
  for (const link of holdings) {
    if (link.share === undefined) continue
    const isUnder = and(controlledBy.get(link.owner) ?? NO, lastsOn(link, day))
    const holds = and(isUnder, entersSum(link.share, link.control))
    if (holds === YES) keepLarger(surely, link.owner, link.share)
    if (holds !== NO) keepLarger(perhaps, link.owner, link.share)
  }
  // One holder alone is judged by its link: what is said there of its control is said of its share.
  if (surely.size > 1 && compareSumToHalf(surely) > 0) return YES
  return perhaps.size > 1 && compareSumToHalf(perhaps) >= 0 ? MAYBE : NO
}

/** A majority without control does not enter the sum; one of which nobody knows whether it controls perhaps does. */
function entersSum(share: Rational, control: Trilean): Trilean {
  const isMajority = compareShare(share.numerator, share.denominator, ONE_HALF) > 0
  return isMajority && control === MAYBE ? MAYBE : YES
}

/** A holder's share counts once, though two links of it may overlap where dates are unsure. */
function keepLarger(shares: Map<string, Rational>, owner: string, share: Rational): void {
  const kept = shares.get(owner)
  if (kept === undefined || compareShare(share.numerator, share.denominator, kept) > 0) shares.set(owner, share)
}

function compareSumToHalf(shares: ReadonlyMap<string, Rational>): number {
  let numerator = 0n
  let denominator = 1n
  for (const share of shares.values()) {
    const [shareNumerator, shareDenominator] = [BigInt(share.numerator), BigInt(share.denominator)]
    numerator = numerator * shareDenominator + shareNumerator * denominator
    denominator *= shareDenominator
  }
  return numerator * 2n > denominator ? 1 : numerator * 2n === denominator ? 0 : -1
}

function groupBy<Item>(items: readonly Item[], keyOf: (item: Item) => string): ReadonlyMap<string, readonly Item[]> {
  const groups = new Map<string, Item[]>()
  for (const item of items) {
    const group = groups.get(keyOf(item))
    if (group === undefined) groups.set(keyOf(item), [item])
    else group.push(item)
  }
  return groups
}
