// Asks a predicate of a class of subjects: no, maybe or yes, day by day. `docs/models/rules.md`, "Predicates".

import { AFTER_ALL, BEFORE_ALL, type CivilDay, parseDay } from '#base/calendar.ts'
import { MAYBE, NO, type Trilean, YES } from '#base/trilean.ts'
import {
  agreeSpells,
  always,
  andSpells,
  during,
  notSpells,
  orSpells,
  type TrileanSpells,
  valueOn,
} from '#base/trilean-spells.ts'
import { askAny, askBand, askFunction, askProduct, askRegion, asTrilean } from '#model/ask-class.ts'
import type { Configuration, SubjectClass, Supplier } from '#model/estate.ts'
import { plainBand, plainName } from '#model/plain-name.ts'
import { plainPattern } from '#model/product-pattern.ts'
import type { Predicate, RulePack, VendorCondition } from '#model/rule.ts'
import type { VendorResolution } from '#model/vendor.ts'
import { controlSpells, type VendorBook } from '../vendors/index.ts'

/** Which vendors are meant, and when. */
interface MeantVendor {
  readonly vendor: string
  readonly isAlsoControlled: boolean
  readonly from: number
  readonly until: number
}

/** All whom a condition means, with what was answered of vendors so far. */
interface MeantVendors {
  readonly vendors: readonly MeantVendor[]
  /** Maybe on the days on which anybody is meant. */
  readonly someone: TrileanSpells
  readonly answers: Map<string, TrileanSpells>
}

export class PredicateAsker {
  readonly #pack: RulePack
  readonly #book: VendorBook
  readonly #knownAt: CivilDay
  /** Conditions are asked of thousands of profiles; whom they mean is the same each time. */
  readonly #meantBy = new Map<VendorCondition, MeantVendors>()

  /** Of each list of a predicate, what its names are compared by. */
  readonly #plainOf = new Map<readonly string[], readonly string[]>()

  /** Designations not yet announced at `knownAt` are not known. */
  constructor(pack: RulePack, book: VendorBook, knownAt: CivilDay) {
    this.#pack = pack
    this.#book = book
    this.#knownAt = knownAt
  }

  /** The answer for a class over all of time: what all configurations answer that it may carry, else maybe. */
  ask(predicate: Predicate, subject: SubjectClass): TrileanSpells {
    return subject.configurations
      .map((configuration) => this.#askConfigured(predicate, subject, configuration))
      .reduce(agreeSpells)
  }

  #askConfigured(predicate: Predicate, subject: SubjectClass, configuration: Configuration): TrileanSpells {
    const ask = (part: Predicate) => this.#askConfigured(inheritSubject(part, predicate), subject, configuration)
    let answer = always(this.#askSubject(predicate, subject))
    const weaken = (next: TrileanSpells): void => {
      answer = andSpells(answer, next)
    }
    if (predicate.kind)
      weaken(always(subject.kind === 'unknown' ? MAYBE : asTrilean(predicate.kind.includes(subject.kind))))
    if (predicate.function) weaken(always(this.#askFunction(predicate.function, subject)))
    if (predicate.technology) weaken(always(askAny(predicate.technology, configuration.technologies)))
    if (predicate.band) weaken(always(askBand(this.#plain(predicate.band, plainBand), configuration.bands)))
    if (predicate.product) weaken(always(askProduct(this.#plain(predicate.product, plainPattern), subject.product)))
    if (predicate.siteTag) weaken(always(askAny(this.#plain(predicate.siteTag, plainName), subject.siteTags)))
    if (predicate.region) weaken(always(askRegion(this.#plain(predicate.region, plainName), subject)))
    if (predicate.tag) weaken(always(askAny(this.#plain(predicate.tag, plainName), subject.tags)))
    if (predicate.vendor) weaken(this.#askVendors(predicate.vendor, subject.suppliers))
    for (const part of predicate.all ?? []) weaken(ask(part))
    if (predicate.any) weaken(predicate.any.map(ask).reduce(orSpells, always(NO)))
    if (predicate.not) weaken(notSpells(ask(predicate.not)))
    return answer
  }

  /** The conditions that leave the answer open on a day, in words; none where the answer is known all the same. */
  openConditions(predicate: Predicate, subject: SubjectClass, day: CivilDay): string[] {
    const asked = { subject: [subject.subject], ...predicate }
    const isOpen = (one: Predicate) => valueOn(this.ask(one, subject), day) === MAYBE
    if (!isOpen(asked)) return []
    const open: string[] = []
    for (const [name, words] of OPEN_CONDITIONS)
      if (predicate[name] !== undefined && isOpen({ subject: asked.subject, [name]: predicate[name] }))
        open.push(
          this.#isOfChange(name, asked, subject, day) ? 'day of a change of technologies or bands not known' : words,
        )
    const { all = [], any, not } = predicate
    const anyParts = any && isOpen({ subject: asked.subject, any }) ? any : []
    const parts = [...all, ...anyParts, ...(not ? [not] : [])]
    return [...open, ...parts.flatMap((part) => this.openConditions(inheritSubject(part, asked), subject, day))]
  }

  /** Each configuration the class may carry answers for itself, and not all alike. */
  #isOfChange(
    name: keyof Predicate,
    { subject: meant, ...asked }: Predicate,
    subject: SubjectClass,
    day: CivilDay,
  ): boolean {
    const single: Predicate = { ...(meant && { subject: meant }), [name]: asked[name as 'band'] }
    return (
      subject.configurations.length > 1 &&
      subject.configurations.every((one) => valueOn(this.#askConfigured(single, subject, one), day) !== MAYBE)
    )
  }

  #plain(names: readonly string[], spell: (name: string) => string): readonly string[] {
    let plain = this.#plainOf.get(names)
    if (!plain) this.#plainOf.set(names, (plain = names.map(spell)))
    return plain
  }

  #askSubject(predicate: Predicate, subject: SubjectClass): Trilean {
    return asTrilean((predicate.subject ?? ['element']).includes(subject.subject))
  }

  #askFunction(wanted: readonly string[], subject: SubjectClass): Trilean {
    const nodes = wanted.flatMap((name) =>
      name.startsWith('@') ? (this.#pack.functionSets?.[name.slice(1)]?.functions ?? []) : [name],
    )
    return askFunction(nodes, subject)
  }

  #askVendors(condition: VendorCondition, suppliers: readonly Supplier[]): TrileanSpells {
    const meant = this.#meantVendors(condition)
    let answer = always(NO)
    for (const supplier of suppliers) {
      if (condition.roles && !condition.roles.includes(supplier.role)) continue
      answer = orSpells(answer, this.#askSupplier(meant, supplier))
    }
    return answer
  }

  #meantVendors(condition: VendorCondition): MeantVendors {
    let meant = this.#meantBy.get(condition)
    if (!meant) {
      const vendors = this.#listMeantVendors(condition)
      const someone = vendors.map((one) => during(one.from, one.until, MAYBE)).reduce(orSpells, always(NO))
      meant = { vendors, someone, answers: new Map() }
      this.#meantBy.set(condition, meant)
    }
    return meant
  }

  #listMeantVendors(condition: VendorCondition): MeantVendor[] {
    const named = (condition.is ?? []).map((vendor) => ({
      vendor,
      isAlsoControlled: condition.reach !== 'entity',
      from: BEFORE_ALL,
      until: AFTER_ALL,
    }))
    const list = condition.designated === undefined ? undefined : this.#pack.designations?.[condition.designated]
    const isKnown = (announced: string | undefined) => announced === undefined || parseDay(announced)! <= this.#knownAt
    const known = (list?.entries ?? []).filter((entry) => isKnown(entry.announced ?? entry.from))
    const designated = known.map((entry) => ({
      vendor: entry.vendor,
      isAlsoControlled: entry.reach !== 'entity',
      from: entry.from === undefined ? BEFORE_ALL : parseDay(entry.from)!,
      until: entry.until === undefined ? AFTER_ALL : parseDay(entry.until)! + 1,
    }))
    return [...named, ...designated]
  }

  #askSupplier(meant: MeantVendors, { resolution, spells }: Supplier): TrileanSpells {
    if (!spells) return this.#askResolution(meant, resolution)
    return spells
      .map((spell) => andSpells(during(spell.from, spell.until, YES), this.#askResolution(meant, spell.resolution)))
      .reduce(orSpells, always(NO))
  }

  #askResolution(meant: MeantVendors, resolution: VendorResolution | undefined): TrileanSpells {
    if (resolution?.kind === 'resolved') return this.#askVendor(meant, resolution.vendor)
    if (resolution?.kind === 'ambiguous') {
      const candidates = resolution.candidates.map((vendor) => this.#askVendor(meant, vendor))
      const some = candidates.reduce(orSpells, always(NO))
      const every = candidates.reduce(andSpells, always(YES))
      return orSpells(every, andSpells(some, always(MAYBE)))
    }
    // Whoever it may be could be meant only on days on which somebody is meant.
    return meant.someone
  }

  #askVendor(meant: MeantVendors, vendor: string): TrileanSpells {
    let answer = meant.answers.get(vendor)
    if (!answer) {
      answer = meant.vendors
        .map((one) => {
          const isIt =
            one.vendor === vendor
              ? always(YES)
              : one.isAlsoControlled
                ? controlSpells(this.#book, vendor, one.vendor)
                : always(NO)
          return andSpells(during(one.from, one.until, YES), isIt)
        })
        .reduce(orSpells, always(NO))
      meant.answers.set(vendor, answer)
    }
    return answer
  }
}

const OPEN_CONDITIONS: readonly (readonly [keyof Predicate, string])[] = [
  ['function', 'function not known'],
  ['technology', 'technologies not known'],
  ['band', 'bands not known, or named otherwise than the rule names them'],
  ['product', 'product not known'],
  ['siteTag', 'tags of the site not known'],
  ['region', 'region not known'],
  ['tag', 'tags not known'],
  ['kind', 'kind not known'],
  ['vendor', 'vendor not known, or its ownership in doubt'],
]

/** `subject` stands once, outside; parts speak of the same subjects unless they say otherwise. */
function inheritSubject(part: Predicate, whole: Predicate): Predicate {
  return part.subject || !whole.subject ? part : { ...part, subject: whole.subject }
}
