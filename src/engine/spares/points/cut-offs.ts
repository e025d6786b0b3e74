// What the disruptions of a scenario take away from each part, and from when.

import { AFTER_ALL, type CivilDay, parseDay } from '#base/calendar.ts'
import { MAYBE, NO, or, type Trilean, YES } from '#base/trilean.ts'
import type { Disruption, Scenario, Supply } from '#model/scenario.ts'
import type { VendorResolution } from '#model/vendor.ts'
import { type ControlSpell, controlSpells, type VendorBook } from '../../vendors/index.ts'
import type { SparePart } from './spare-parts.ts'

/** The first day without; AFTER_ALL: never. */
export interface CutOff {
  readonly from: CivilDay
  /** Every disruption that stops it, on that day or later. */
  readonly reachedBy: readonly string[]
  /** The maker or repairer is perhaps, and not surely, one of those cut off: taken as cut off. */
  readonly isPerhaps: boolean
}

export interface CutOffs {
  readonly newUnits: CutOff
  readonly repairs: CutOff
  /** Units in repair when repairs stop are lost. */
  readonly losesRepairs: boolean
}

const NEVER_CUT_OFF: CutOff = { from: AFTER_ALL, reachedBy: [], isPerhaps: false }

/** Who is cut off, asked by vendor and day. */
export class CutOffVendors {
  readonly #book: VendorBook
  /** By vendor and controller: a thousand disruptions ask the same of every part of a vendor. */
  readonly #spells = new Map<string, readonly ControlSpell[]>()

  constructor(book: VendorBook) {
    this.#book = book
  }

  /** Whether a vendor is, or is controlled by, one of those a disruption names on a day. Nobody known is perhaps one. */
  isMeant({ vendors }: Disruption, resolution: VendorResolution, on: CivilDay): Trilean {
    if (!vendors) return NO
    if (resolution.kind === 'nobody' || resolution.kind === 'unresolved') return MAYBE
    const candidates = resolution.kind === 'resolved' ? [resolution.vendor] : resolution.candidates
    const answers = candidates.map((candidate) => this.#isAnyOf(candidate, vendors, on))
    if (answers.length > 0 && answers.every((answer) => answer === YES)) return YES
    return answers.every((answer) => answer === NO) && answers.length > 0 ? NO : MAYBE
  }

  #isAnyOf(vendor: string, named: readonly string[], on: CivilDay): Trilean {
    let answer: Trilean = NO
    for (const controller of named) {
      const spell = this.#controlOf(vendor, controller).find(({ from, until }) => from <= on && on < until)
      answer = or(answer, spell?.value ?? NO)
    }
    return answer
  }

  #controlOf(vendor: string, controller: string): readonly ControlSpell[] {
    const key = `${vendor} ${controller}`
    const known = this.#spells.get(key) ?? controlSpells(this.#book, vendor, controller)
    this.#spells.set(key, known)
    return known
  }
}

/** What is stopped for a part: new units by its maker, repairs by whoever repairs it. */
export function cutOffsOf(part: SparePart, { disruptions }: Scenario, vendors: CutOffVendors): CutOffs {
  const stopsOf = (supply: Supply, who: VendorResolution): Stop[] =>
    disruptions.flatMap((disruption) => stopOf(disruption, supply, part, who, vendors))
  const stopsOfRepairs = stopsOf('repairs', part.repairedBy)
  const repairs = cutOffBy(stopsOfRepairs)
  return {
    newUnits: cutOffBy(stopsOf('newUnits', part.maker)),
    repairs,
    // Of several that stop repairs on one day, one that loses them is enough.
    losesRepairs: stopsOfRepairs.some(
      ({ from, disruption }) => from === repairs.from && disruption.inRepair === 'lost',
    ),
  }
}

/** A disruption that reaches a part, and from when. */
interface Stop {
  readonly disruption: Disruption
  readonly from: CivilDay
  readonly isPerhaps: boolean
}

function stopOf(
  disruption: Disruption,
  supply: Supply,
  { part }: SparePart,
  who: VendorResolution,
  vendors: CutOffVendors,
): Stop[] {
  const from = dayOf(disruption.stops[supply])
  if (from === undefined) return []
  const isMeant = disruption.parts?.includes(part) ? YES : vendors.isMeant(disruption, who, from)
  return isMeant === NO ? [] : [{ disruption, from, isPerhaps: isMeant === MAYBE }]
}

/** The earliest of them; of one day the first stated. */
function cutOffBy(stops: readonly Stop[]): CutOff {
  const [first, ...others] = stops
  if (!first) return NEVER_CUT_OFF
  const { from, isPerhaps } = others.reduce((least, stop) => (stop.from < least.from ? stop : least), first)
  return { from, isPerhaps, reachedBy: stops.map(({ disruption }) => disruption.disruption) }
}

/** What may be drawn of what an owner holds, whatever disruption comes within the time reckoned. */
export interface VendorStock {
  /** The first day on which one of them takes some of it away; AFTER_ALL: none does. */
  readonly from: CivilDay
  /** The least share that one of them leaves; 1: all, of the operator's own or of whoever is not cut off. */
  readonly ration: number
}

const ALL_OF_IT: VendorStock = { from: AFTER_ALL, ration: 1 }

export function vendorStockOf(
  owner: VendorResolution,
  { disruptions }: Scenario,
  vendors: CutOffVendors,
  until: CivilDay,
): VendorStock {
  if (owner.kind === 'nobody') return ALL_OF_IT
  let { from, ration } = ALL_OF_IT
  for (const disruption of disruptions) {
    const day = dayOf(disruption.stops.vendorPools)
    const left = disruption.ration ?? 0
    if (day === undefined || day >= until || left === 1 || vendors.isMeant(disruption, owner, day) === NO) continue
    from = Math.min(from, day)
    ration = Math.min(ration, left)
  }
  return { from, ration }
}

function dayOf(text: string | undefined): CivilDay | undefined {
  return text === undefined ? undefined : parseDay(text)
}
