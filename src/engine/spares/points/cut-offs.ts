// What the disruptions of a scenario take away from each part, and from when.

import { AFTER_ALL, type CivilDay, parseDay } from '#base/calendar.ts'
import { MAYBE, NO, or, type Trilean, YES } from '#base/trilean.ts'
import type { Disruption, Scenario, Supply } from '#model/scenario.ts'
import type { VendorResolution } from '#model/vendor.ts'
import { controlSpells, type VendorBook } from '../../vendors/index.ts'
import type { SparePart } from './spare-parts.ts'

/** The first day without, and the disruption that says so; AFTER_ALL: never. */
export interface CutOff {
  readonly from: CivilDay
  readonly disruption: string | undefined
  /** The maker or repairer is perhaps, and not surely, one of those cut off: taken as cut off. */
  readonly isPerhaps: boolean
}

export interface CutOffs {
  readonly newUnits: CutOff
  readonly repairs: CutOff
  /** Units in repair when repairs stop are lost. */
  readonly losesRepairs: boolean
}

const NEVER_CUT_OFF: CutOff = { from: AFTER_ALL, disruption: undefined, isPerhaps: false }

/** Who is cut off, asked by vendor and day. */
export class CutOffVendors {
  readonly #book: VendorBook

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
      const spell = controlSpells(this.#book, vendor, controller).find(({ from, until }) => from <= on && on < until)
      answer = or(answer, spell?.value ?? NO)
    }
    return answer
  }
}

/** What is stopped for a part: new units by its maker, repairs by whoever repairs it. */
export function cutOffsOf(part: SparePart, { disruptions }: Scenario, vendors: CutOffVendors): CutOffs {
  const repairs = earliest(part, part.repairedBy, 'repairs', disruptions, vendors)
  // Of several that stop repairs on one day, one that loses them is enough.
  const isLosing = disruptions.some(
    (one) =>
      one.inRepair === 'lost' &&
      dayOf(one.stops.repairs) === repairs.from &&
      isStopped(part, part.repairedBy, one, vendors),
  )
  return {
    newUnits: earliest(part, part.maker, 'newUnits', disruptions, vendors),
    repairs,
    losesRepairs: isLosing,
  }
}

function isStopped(
  { part }: SparePart,
  who: VendorResolution,
  disruption: Disruption,
  vendors: CutOffVendors,
): boolean {
  const day = dayOf(disruption.stops.repairs)
  return (
    (disruption.parts?.includes(part) ?? false) || (day !== undefined && vendors.isMeant(disruption, who, day) !== NO)
  )
}

function earliest(
  { part }: SparePart,
  who: VendorResolution,
  supply: Supply,
  disruptions: readonly Disruption[],
  vendors: CutOffVendors,
): CutOff {
  let first = NEVER_CUT_OFF
  for (const disruption of disruptions) {
    const day = dayOf(disruption.stops[supply])
    if (day === undefined || day >= first.from) continue
    const isMeant = disruption.parts?.includes(part) ? YES : vendors.isMeant(disruption, who, day)
    if (isMeant !== NO) first = { from: day, disruption: disruption.disruption, isPerhaps: isMeant === MAYBE }
  }
  return first
}

/**
 * The share of stock whose title this owner holds that may be drawn, whatever disruption comes within the time reckoned: the
 * least that one of them leaves; 1: all, of the operator's own or of whoever is not cut off.
 */
export function rationOf(
  owner: VendorResolution,
  { disruptions }: Scenario,
  vendors: CutOffVendors,
  until: CivilDay,
): number {
  if (owner.kind === 'nobody') return 1
  let least = 1
  for (const disruption of disruptions) {
    const day = dayOf(disruption.stops.vendorPools)
    if (day === undefined || day >= until || vendors.isMeant(disruption, owner, day) === NO) continue
    least = Math.min(least, disruption.ration ?? 0)
  }
  return least
}

function dayOf(text: string | undefined): CivilDay | undefined {
  return text === undefined ? undefined : parseDay(text)
}
