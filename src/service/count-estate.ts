// What a network holds, in numbers: each element, unit and contract once, in however many configurations it is.

import type { CivilDay } from '#base/calendar.ts'
import { compareIdentifiers } from '#base/identifier-order.ts'
import { NO } from '#base/trilean.ts'
import type { VendorBook } from '#engine/vendors/index.ts'
import { type Estate, resolutionOn, type SubjectClass } from '#model/estate.ts'
import type { VendorResolution } from '#model/vendor.ts'
import type { RulesReport, UnresolvedVendor } from '#model/verdict.ts'

export function countEstate(estate: Estate, book: VendorBook, asOf: CivilDay): RulesReport['estate'] {
  return {
    // Those that stand for whatever control totals miss are none of the inventory's.
    sites: estate.firstMissingSite,
    ...estate.counts,
    serving: countServing(estate),
    vendorNotStated: countVendorNotStated(estate),
    vendorNotResolved: countVendorNotResolved(estate, asOf),
    vendors: countVendors(estate, book, asOf),
  }
}

/** What serves the operator, or may; planned, and perhaps missing, things included. */
export function countServing(estate: Estate): number {
  return sumOf(countByClass(estate).filter(({ subject }) => subject.served !== NO))
}

interface ClassCount {
  readonly subject: SubjectClass
  readonly count: number
}

function sumOf(counts: readonly ClassCount[]): number {
  return counts.reduce((sum, { count }) => sum + count, 0)
}

/** Each entity by the first of its configurations that it has on some day: they differ in technologies and bands alone. */
function countByClass(estate: Estate, isLeftOut: (subject: number) => boolean = () => false): ClassCount[] {
  const { subjectCount, entityOf, classOf, classes, entities } = estate
  const { possibleFrom, possibleUntil } = estate.presence
  const counts = new Uint32Array(classes.length)
  const isCounted = new Uint8Array(entities.count)
  for (let subject = 0; subject < subjectCount; subject++) {
    const entity = entityOf[subject]!
    if (isCounted[entity] === 1 || isLeftOut(subject)) continue
    if (possibleFrom.get(subject) >= possibleUntil.get(subject)) continue
    isCounted[entity] = 1
    counts[classOf[subject]!]! += 1
  }
  return Array.from(counts, (count, classId) => ({ subject: classes[classId]!, count })).filter(
    ({ count }) => count > 0,
  )
}

/** What control totals miss is left out: it is told as missing. */
function countVendorNotStated(estate: Estate): number {
  const [firstMissing, afterMissing] = [estate.siteStart[estate.firstMissingSite]!, estate.siteStart[estate.siteCount]!]
  const isMissing = (subject: number): boolean => firstMissing <= subject && subject < afterMissing
  const isNotStated = ({ suppliers }: SubjectClass): boolean =>
    suppliers.length === 0 || suppliers.some(({ resolution }) => resolution === undefined)
  return sumOf(countByClass(estate, isMissing).filter(({ subject }) => isNotStated(subject)))
}

/** Elements, those the plan makes included, by the vendor of their hardware, or where that is not known or does not exist, of their software; largest first. */
function countVendors(estate: Estate, book: VendorBook, asOf: CivilDay): RulesReport['estate']['vendors'] {
  const counts = new Map<string, number>()
  for (const { subject, count } of countByClass(estate)) {
    if (subject.subject !== 'element') continue
    const vendor = vendorOf(subject, asOf)
    counts.set(vendor, (counts.get(vendor) ?? 0) + count)
  }
  return [...counts]
    .map(([vendor, elements]) => ({
      vendor,
      name: vendor === 'unknown' ? 'unknown' : (book.vendors.get(vendor)?.name ?? vendor),
      elements,
    }))
    .sort((left, right) => right.elements - left.elements || compareIdentifiers(left.vendor, right.vendor))
}

function vendorOf({ suppliers }: SubjectClass, asOf: CivilDay): string {
  for (const supplier of suppliers) {
    if (supplier.role !== 'hardware' && supplier.role !== 'software') continue
    const resolution = resolutionOn(supplier, asOf)
    if (resolution?.kind === 'resolved') return resolution.vendor
  }
  return 'unknown'
}

function countVendorNotResolved(estate: Estate, asOf: CivilDay): number {
  return sumOf(countByClass(estate).filter(({ subject }) => unresolvedOf(subject, asOf).length > 0))
}

type Unresolved = Exclude<VendorResolution, { readonly kind: 'resolved' }>

/** The names of a subject that stand for nobody in particular, each once. */
function unresolvedOf({ suppliers }: SubjectClass, asOf: CivilDay): readonly (readonly [string, Unresolved])[] {
  const found = new Map<string, Unresolved>()
  for (const supplier of suppliers) {
    const resolution = resolutionOn(supplier, asOf)
    if (resolution && resolution.kind !== 'resolved' && !found.has(supplier.name)) found.set(supplier.name, resolution)
  }
  return [...found]
}

/** Vendor names that stand for nobody in particular, by how many carry them. */
export function listUnresolved(estate: Estate, asOf: CivilDay): UnresolvedVendor[] {
  const found = new Map<string, UnresolvedVendor>()
  for (const { subject, count } of countByClass(estate)) {
    for (const [name, resolution] of unresolvedOf(subject, asOf)) {
      const known = found.get(name)
      const suggestions =
        resolution.kind === 'ambiguous'
          ? resolution.candidates
          : resolution.kind === 'unresolved'
            ? resolution.suggestions
            : []
      found.set(name, {
        name,
        kind: resolution.kind,
        subjects: (known?.subjects ?? 0) + count,
        suggestions: [...suggestions],
      })
    }
  }
  return [...found.values()].sort(
    (left, right) => right.subjects - left.subjects || compareIdentifiers(left.name, right.name),
  )
}
