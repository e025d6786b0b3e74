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
  const stopping = disruptions.find(({ disruption }) => disruption === repairs.disruption)
  return {
    newUnits: earliest(part, part.maker, 'newUnits', disruptions, vendors),
    repairs,
    losesRepairs: stopping?.inRepair === 'lost',
  }
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

/** From when on stock whose title this owner holds is gone, and the share of it that may still be drawn. */
export function stockCutOff(
  owner: VendorResolution,
  { disruptions }: Scenario,
  vendors: CutOffVendors,
): CutOff & { readonly ration: number } {
  let first = { ...NEVER_CUT_OFF, ration: 0 }
  // The operator's own.
  if (owner.kind === 'nobody') return first
  for (const disruption of disruptions) {
    const day = dayOf(disruption.stops.vendorPools)
    if (day === undefined || day >= first.from) continue
    const isMeant = vendors.isMeant(disruption, owner, day)
    if (isMeant === NO) continue
    first = {
      from: day,
      disruption: disruption.disruption,
      isPerhaps: isMeant === MAYBE,
      ration: disruption.ration ?? 0,
    }
  }
  return first
}

function dayOf(text: string | undefined): CivilDay | undefined {
  return text === undefined ? undefined : parseDay(text)
}
