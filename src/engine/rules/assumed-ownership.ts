// Which links of ownership that no source states does a verdict rest on?
//
// The rules are judged once more with all of these links in doubt. Where the states of a rule are others then, it rests on
// those links whose own doubt changes an answer about something in the estate; and where several would each be enough, on
// all of these together.

import type { CivilDay } from '#base/calendar.ts'
import { MAYBE } from '#base/trilean.ts'
import type { Estate, SubjectClass } from '#model/estate.ts'
import type { Horizon } from '#model/rules-question.ts'
import type { VendorResolution } from '#model/vendor.ts'
import { linksUpwards, type OwnershipLink, type VendorBook } from '../vendors/index.ts'
import { PredicateAsker } from './answer-predicate.ts'
import { answerMeasure, type GroupAnswers } from './class-answers.ts'
import { ClassFacets } from './class-facets.ts'
import type { Measure } from './measure.ts'
import type { SubjectRecords } from './subject-records.ts'
import type { Statement } from './statements.ts'

export class AssumedOwnership {
  readonly #book: VendorBook
  readonly #knownAt: CivilDay
  readonly #records: SubjectRecords
  readonly #assumedLinks = new Map<string, readonly OwnershipLink[]>()
  /** The classes of the estate with a vendor that an assumed link leads up from. */
  readonly #facets: ClassFacets

  constructor(estate: Estate, book: VendorBook, knownAt: CivilDay, records: SubjectRecords) {
    this.#book = book
    this.#knownAt = knownAt
    this.#records = records
    this.#facets = new ClassFacets(
      estate.classes.filter((subject) => vendorsOf(subject).some((vendor) => this.#assumedLinksOf(vendor).length > 0)),
    )
  }

  /** The vendors with every assumed link in doubt; undefined where nothing in the estate hangs on one. */
  get doubtingBook(): VendorBook | undefined {
    return this.#facets.classes.length === 0 ? undefined : this.#doubt(isAssumed)
  }

  /**
   * The links whose doubt changes an answer of these measures, each by itself; and of those that only do together, what is
   * left when one after the other is taken away as long as nothing changes. In words.
   */
  restedOnBy({ pack }: Statement, measures: readonly Measure[], days: Horizon): string[] {
    const vendors = new Set(this.#facets.classes.flatMap(vendorsOf))
    const links = new Set([...vendors].flatMap((vendor) => this.#assumedLinksOf(vendor)).filter(lastsOn(days)))
    const answersDoubting = (doubted: ReadonlySet<OwnershipLink>): string => {
      const book = this.#doubt((link) => doubted.has(link))
      const asker = new PredicateAsker(pack, book, this.#knownAt)
      return JSON.stringify(
        measures.map((measure) =>
          answerMeasure(measure, this.#facets, asker, book, this.#records).groups.map((one) => onDays(one, days)),
        ),
      )
    }
    const [plain, doubtful] = [answersDoubting(new Set()), answersDoubting(links)]
    const needed = new Set(links)
    for (const link of links) {
      if (answersDoubting(new Set([link])) !== plain) continue
      needed.delete(link)
      if (answersDoubting(needed) !== doubtful) needed.add(link)
    }
    return [...needed].map((link) => this.#describe(link))
  }

  #doubt(isDoubted: (link: OwnershipLink) => boolean): VendorBook {
    const doubt = ({ share: _share, ...link }: OwnershipLink): OwnershipLink => ({ ...link, control: MAYBE })
    const ownership = new Map(
      Array.from(this.#book.ownership, ([held, links]) => [
        held,
        links.map((link) => (isDoubted(link) ? doubt(link) : link)),
      ]),
    )
    return { ...this.#book, ownership }
  }

  /** Those that are not in doubt already. */
  #assumedLinksOf(vendor: string): readonly OwnershipLink[] {
    let links = this.#assumedLinks.get(vendor)
    if (!links) {
      links = linksUpwards(this.#book.ownership, vendor).filter((link) => isAssumed(link) && link.control !== MAYBE)
      this.#assumedLinks.set(vendor, links)
    }
    return links
  }

  #describe({ held, owner, control }: OwnershipLink): string {
    const nameOf = (vendor: string) => this.#book.vendors.get(vendor)?.name ?? vendor
    const controls = control === 0 ? 'does not control' : 'controls'
    return `that ${nameOf(owner)} ${controls} ${nameOf(held)}, as the registry of vendors has it without a source`
  }
}

function isAssumed({ provenance }: OwnershipLink): boolean {
  return provenance === 'assumed'
}

function lastsOn({ from, to }: Horizon): (link: OwnershipLink) => boolean {
  return (link) => link.from.earliest <= to && link.until.latest > from
}

/** What is answered on the days asked about. */
function onDays({ spells, datedExceptions, companion }: GroupAnswers, { from, to }: Horizon): unknown {
  const clip = <Spell extends Readonly<Record<'from' | 'until', CivilDay>>>(all: readonly Spell[]): Spell[] =>
    all
      .map((spell) => ({ ...spell, from: Math.max(spell.from, from), until: Math.min(spell.until, to + 1) }))
      .filter((spell) => spell.from < spell.until)
  // Groups of vendors are numbered as they are met: that one is known is what may change.
  const grouped = clip(spells).map((spell) => ({ ...spell, vendorGroup: spell.vendorGroup === -1 }))
  return [grouped, datedExceptions.map(clip), companion && clip(companion)]
}

/** All that its suppliers may stand for, on whatever day. */
function vendorsOf({ suppliers }: SubjectClass): string[] {
  return suppliers.flatMap(({ resolution, spells }) => [
    ...vendorsIn(resolution),
    ...(spells ?? []).flatMap((spell) => vendorsIn(spell.resolution)),
  ])
}

function vendorsIn(resolution: VendorResolution | undefined): readonly string[] {
  if (resolution?.kind === 'resolved') return [resolution.vendor]
  return resolution?.kind === 'ambiguous' ? resolution.candidates : []
}
