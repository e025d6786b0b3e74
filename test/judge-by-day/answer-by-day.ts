// Does one subject meet one condition on one day: no, maybe or yes? Asked anew for every subject and every day.

import { type CivilDay, parseDay } from '#base/calendar.ts'
import type { DateSpan } from '#base/date-span.ts'
import { and, MAYBE, NO, not, or, type Trilean, YES } from '#base/trilean.ts'
import { controlSpells, resolveVendor, type VendorBook } from '#engine/vendors/index.ts'
import {
  CONDITION_EVENTS,
  type DateCondition,
  type Predicate,
  type RulePack,
  type Scope,
  type VendorCondition,
} from '#model/rule.ts'
import { SUPPLIER_ROLES, type SupplierRole } from '#model/tables.ts'
import type { VendorResolution } from '#model/vendor.ts'
import {
  answerFunctions,
  carriedOn,
  type Configuration,
  answerBand,
  isAmong,
  isNamedProduct,
  type Subject,
  technologiesOf,
} from './estate-by-day.ts'

/** What vendor names mean and who controls whom, each looked up once. */
export interface Vendors {
  readonly ids: readonly string[]
  /** Without a day: whatever the day. */
  readonly resolve: (name: string, product: string, day?: CivilDay) => VendorResolution
  readonly controlOn: (vendor: string, controller: string, day: CivilDay) => Trilean
}

export function askVendors(book: VendorBook): Vendors {
  const resolutions = new Map<string, VendorResolution>()
  const spells = new Map<string, ReturnType<typeof controlSpells>>()
  return {
    ids: [...book.vendors.keys()],
    resolve: (name, product, day) => {
      const key = `${name}\n${product}\n${day}`
      let resolution = resolutions.get(key)
      if (!resolution) {
        resolution = resolveVendor(book, name, product === '' ? undefined : product, day)
        resolutions.set(key, resolution)
      }
      return resolution
    },
    controlOn: (vendor, controller, day) => {
      const key = `${vendor}\n${controller}`
      let all = spells.get(key)
      if (!all) {
        all = controlSpells(book, vendor, controller)
        spells.set(key, all)
      }
      return all.find(({ from, until }) => from <= day && day < until)?.value ?? NO
    },
  }
}

/** What every answer about one rule of one pack depends on. */
export interface Asking {
  readonly pack: RulePack
  readonly vendors: Vendors
  readonly knownAt: CivilDay
}

/** `inherited`: the types of subject that the scope of the rule states, for scopes that state none. */
export function answerScope(
  asking: Asking,
  scope: Scope,
  subject: Subject,
  day: CivilDay,
  inherited: readonly Subject['type'][] | undefined,
): Trilean {
  const types = scope.where?.subject ?? inherited ?? ['element']
  if (!types.includes(subject.type)) return NO
  return and(scope.where ? answerWhere(asking, scope.where, subject, day) : YES, answerDates(scope, subject))
}

/** What all configurations answer that it may carry that day, else maybe. */
function answerWhere(asking: Asking, predicate: Predicate, subject: Subject, day: CivilDay): Trilean {
  const answers = carriedOn(subject.configurations, day).map((configuration) =>
    answerPredicate(asking, predicate, subject, configuration, day),
  )
  return answers.every((one) => one === answers[0]) ? answers[0]! : MAYBE
}

function answerPredicate(
  asking: Asking,
  predicate: Predicate,
  subject: Subject,
  configuration: Configuration,
  day: CivilDay,
): Trilean {
  const ask = (part: Predicate): Trilean => answerPredicate(asking, part, subject, configuration, day)
  const answers: Trilean[] = []
  if (predicate.subject) answers.push(yesIf(predicate.subject.includes(subject.type)))
  if (predicate.kind)
    answers.push(
      subject.kind === 'unknown' ? MAYBE : yesIf((predicate.kind as readonly string[]).includes(subject.kind)),
    )
  if (predicate.function) answers.push(answerFunctions(subject, namedNodes(predicate.function, asking.pack)))
  if (predicate.technology) {
    const carried = technologiesOf(subject, configuration)
    answers.push(carried ? yesIf(carried.some((one) => predicate.technology!.includes(one))) : MAYBE)
  }
  if (predicate.band)
    answers.push(configuration.bands.length === 0 ? MAYBE : answerBand(predicate.band, configuration.bands))
  if (predicate.vendor) answers.push(answerVendor(asking, predicate.vendor, subject, day))
  if (predicate.product)
    answers.push(subject.product === '' ? MAYBE : yesIf(isNamedProduct(subject.product, predicate.product)))
  const withoutSite = subject.isSomewhere ? MAYBE : NO
  if (predicate.siteTag) answers.push(subject.site ? answerTags(subject.site.tags, predicate.siteTag) : withoutSite)
  if (predicate.region) {
    if (!subject.site) answers.push(withoutSite)
    else answers.push(subject.site.region === '' ? MAYBE : yesIf(isAmong(predicate.region, [subject.site.region])))
  }
  if (predicate.tag) answers.push(answerTags(subject.tags, predicate.tag))
  for (const part of predicate.all ?? []) answers.push(ask(part))
  if (predicate.any) answers.push(predicate.any.map(ask).reduce<Trilean>(or, NO))
  if (predicate.not) answers.push(not(ask(predicate.not)))
  return answers.reduce<Trilean>(and, YES)
}

function answerTags(tags: readonly string[] | undefined, wanted: readonly string[]): Trilean {
  return tags ? yesIf(isAmong(wanted, tags)) : MAYBE
}

function yesIf(holds: boolean): Trilean {
  return holds ? YES : NO
}

function namedNodes(named: readonly string[], pack: RulePack): string[] {
  return named.flatMap((name) =>
    name.startsWith('@') ? (pack.functionSets?.[name.slice(1)]?.functions ?? []) : [name],
  )
}

interface MeantVendor {
  readonly vendor: string
  readonly isReachedByControl: boolean
}

function meantVendors({ pack, knownAt }: Asking, condition: VendorCondition, day: CivilDay): MeantVendor[] {
  const meant: MeantVendor[] = (condition.is ?? []).map((vendor) => ({
    vendor,
    isReachedByControl: (condition.reach ?? 'controlled') === 'controlled',
  }))
  const list = condition.designated === undefined ? undefined : pack.designations?.[condition.designated]
  for (const entry of list?.entries ?? []) {
    const announced = entry.announced ?? entry.from
    if (announced !== undefined && parseDay(announced)! > knownAt) continue
    if (entry.from !== undefined && day < parseDay(entry.from)!) continue
    if (entry.until !== undefined && day > parseDay(entry.until)!) continue
    meant.push({ vendor: entry.vendor, isReachedByControl: (entry.reach ?? 'controlled') === 'controlled' })
  }
  return meant
}

function answerVendor(asking: Asking, condition: VendorCondition, subject: Subject, day: CivilDay): Trilean {
  const { vendors } = asking
  const meant = meantVendors(asking, condition, day)
  if (meant.length === 0) return NO
  const isMeant = (supplier: string): Trilean =>
    meant
      .map(({ vendor, isReachedByControl }): Trilean => {
        if (vendor === supplier) return YES
        return isReachedByControl ? vendors.controlOn(supplier, vendor, day) : NO
      })
      .reduce<Trilean>(or, NO)
  const roles: readonly SupplierRole[] = condition.roles ?? SUPPLIER_ROLES
  let best: Trilean = NO
  for (const role of roles) {
    const supplier = subject.suppliers[role]
    if (supplier === 'none') continue
    const resolution = supplier === 'unknown' ? undefined : vendors.resolve(supplier.name, subject.product, day)
    if (resolution?.kind === 'resolved') best = or(best, isMeant(resolution.vendor))
    else if (resolution?.kind === 'ambiguous') best = or(best, answerCandidates(resolution.candidates.map(isMeant)))
    else best = or(best, MAYBE)
  }
  return best
}

/** Yes if all answer yes, maybe if any answers maybe or yes. */
function answerCandidates(answers: readonly Trilean[]): Trilean {
  if (answers.every((answer) => answer === YES)) return YES
  return answers.some((answer) => answer !== NO) ? MAYBE : NO
}

function answerDates(scope: Scope, subject: Subject): Trilean {
  let answer: Trilean = YES
  for (const event of CONDITION_EVENTS) {
    const condition = scope.dates?.[event]
    if (condition) answer = and(answer, answerDate(condition, subject.events[event]))
  }
  return answer
}

function answerDate(condition: DateCondition, span: DateSpan): Trilean {
  let answer: Trilean = YES
  if (condition.after !== undefined) answer = and(answer, isLater(span, parseDay(condition.after)!))
  if (condition.notAfter !== undefined) answer = and(answer, not(isLater(span, parseDay(condition.notAfter)!)))
  return answer
}

export function isLater(span: DateSpan, day: CivilDay): Trilean {
  return span.earliest > day ? YES : span.latest <= day ? NO : MAYBE
}
