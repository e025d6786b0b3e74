// Who owned whom when: the links of all vendors, dated and three-valued, and whether anybody owns itself.

import { AFTER_ALL, BEFORE_ALL, type CivilDay } from '#base/calendar.ts'
import { type DateSpan, exactDate, formatDateSpan, NEVER, parseDateSpan, UNKNOWN_DATE } from '#base/date-span.ts'
import { compareIdentifiers } from '#base/identifier-order.ts'
import { nearestName } from '#base/near-name.ts'
import { compareShare, parseRational, type Rational } from '#base/rational.ts'
import { and, MAYBE, NO, not, type Trilean, YES } from '#base/trilean.ts'
import { type Fault, type FaultCode, quoteForFault } from '#model/fault.ts'
import type { Provenance } from '#model/provenance.ts'
import type { OwnershipEntry, VendorEntry } from '#model/vendor.ts'

export interface OwnershipLink {
  readonly held: string
  readonly owner: string
  /** Whether this link alone gives the owner control while it lasts. */
  readonly control: Trilean
  /** The share held, where it is known and counts towards a sum of several holders. */
  readonly share?: Rational
  /** Some day in the span is the first day of the link. */
  readonly from: DateSpan
  /** Some day in the span is the first day after the link. */
  readonly until: DateSpan
  readonly kind?: string
  readonly provenance: Provenance
  readonly source?: string
}

export const ONE_HALF: Rational = { numerator: 1, denominator: 2 }

/** Whether something begun in one span and ended in another is there on a day. */
export function lastsOn(span: { readonly from: DateSpan; readonly until: DateSpan }, day: CivilDay): Trilean {
  return and(reached(span.from, day), not(reached(span.until, day)))
}

function reached(span: DateSpan, day: CivilDay): Trilean {
  return day >= span.latest ? YES : day >= span.earliest ? MAYBE : NO
}

/** The days on which an answer about these links may change, in order, the beginning of time first. */
export function turningDays(links: readonly OwnershipLink[]): readonly CivilDay[] {
  const days = new Set<CivilDay>([BEFORE_ALL])
  for (const { from, until } of links) {
    for (const day of [from.earliest, from.latest, until.earliest, until.latest]) {
      if (day > BEFORE_ALL && day < AFTER_ALL) days.add(day)
    }
  }
  return [...days].sort((left, right) => left - right)
}

export interface VendorSource {
  readonly file: string
  readonly entry: VendorEntry
}

/** The links from each vendor to its owners, in the order they are written. */
export function readOwnership(
  vendors: ReadonlyMap<string, VendorSource>,
  report: (fault: Fault) => void,
): ReadonlyMap<string, readonly OwnershipLink[]> {
  const links = new Map<string, readonly OwnershipLink[]>()
  for (const [held, { file, entry }] of vendors) {
    const read = (entry.ownership ?? []).flatMap((ownership, number) => {
      const column = `vendors.${held}.ownership[${number}]`
      const complain: Complain = (code, text, problem, more = {}) =>
        report({ code, severity: 'error', file, column, text: quoteForFault(text), problem, ...more })
      if (!vendors.has(ownership.owner)) {
        const didYouMean = nearestName(ownership.owner, vendors.keys())
        const expected = 'the id of a vendor of the registry'
        complain(
          'unknown-reference',
          ownership.owner,
          'unknown owner',
          didYouMean ? { expected, didYouMean } : { expected },
        )
        return []
      }
      return [readLink(held, ownership, complain)]
    })
    if (read.length > 0) links.set(held, read)
  }
  for (const circle of findCircles(links)) {
    const held = circle[0] ?? ''
    const column = `vendors.${held}.ownership`
    report({
      code: 'contradiction',
      severity: 'error',
      file: vendors.get(held)?.file ?? '',
      column,
      text: quoteForFault([...circle, held].join(' of ')),
      problem: 'owns itself',
      expected: 'owners that lead up to no vendor twice: one of these links is to be mended or taken out',
    })
  }
  return links
}

type Complain = (code: FaultCode, text: string, problem: string, more?: Pick<Fault, 'expected' | 'didYouMean'>) => void

function readLink(held: string, entry: OwnershipEntry, complain: Complain): OwnershipLink {
  const readDate = (text: string | undefined, blank: DateSpan): DateSpan => {
    if (text === undefined) return blank
    const span = parseDateSpan(text)
    if (span === undefined)
      complain('impossible-date', text, 'not a date', { expected: '`2021-03-15`, `2021-03`, `2021` or `A..B`' })
    return span ?? UNKNOWN_DATE
  }
  const from = readDate(entry.from, exactDate(BEFORE_ALL))
  const until = readDate(entry.until, NEVER)
  if (until.latest < from.earliest) {
    const expected = `${formatDateSpan(from)} or later`
    complain('contradiction', entry.until ?? '', 'ends before it begins', { expected })
  }
  const share = entry.share === undefined ? undefined : parseRational(entry.share)
  if (entry.share !== undefined && (share === undefined || share.numerator > share.denominator)) {
    complain('invalid-value', entry.share, 'not a share', { expected: '`50 %` or `1/2`' })
  }
  if (entry.kind === 'brand-licence' && entry.control === 'yes') {
    complain('contradiction', 'control: yes', 'a brand licence gives no control')
  }
  const control = controlOf(entry, share)
  const counts =
    share !== undefined &&
    entry.kind !== 'brand-licence' &&
    (entry.control !== 'no' || compareShare(share.numerator, share.denominator, ONE_HALF) <= 0)
  return {
    held,
    owner: entry.owner,
    control,
    from,
    until,
    provenance: entry.provenance ?? 'assumed',
    ...(counts ? { share } : {}),
    ...(entry.kind === undefined ? {} : { kind: entry.kind }),
    ...(entry.source === undefined ? {} : { source: entry.source }),
  }
}

function controlOf(entry: OwnershipEntry, share: Rational | undefined): Trilean {
  if (entry.kind === 'brand-licence') return NO
  if (entry.control !== undefined) return entry.control === 'yes' ? YES : entry.control === 'no' ? NO : MAYBE
  if (share === undefined) return MAYBE
  const side = compareShare(share.numerator, share.denominator, ONE_HALF)
  return side > 0 ? YES : side === 0 ? MAYBE : NO
}

/** Vendors that control themselves through others on some day, each circle once, from its first identifier. */
function findCircles(links: ReadonlyMap<string, readonly OwnershipLink[]>): readonly (readonly string[])[] {
  const circles = new Map<string, readonly string[]>()
  for (const start of [...links.keys()].sort(compareIdentifiers)) {
    const reach = linksUpwards(links, start)
    if (!reach.some((link) => link.owner === start)) continue
    for (const day of turningDays(reach)) {
      const standing = reach.filter((link) => link.control !== NO && lastsOn(link, day) === YES)
      const circle = shortestCircle(standing, start)
      if (circle !== undefined && circle.every((member) => compareIdentifiers(start, member) <= 0)) {
        circles.set(circle.join(' '), circle)
      }
    }
  }
  return [...circles.values()]
}

function shortestCircle(links: readonly OwnershipLink[], start: string): readonly string[] | undefined {
  const paths: (readonly string[])[] = [[start]]
  const seen = new Set<string>()
  for (const path of paths) {
    for (const link of links) {
      if (link.held !== path.at(-1)) continue
      if (link.owner === start) return path
      if (seen.has(link.owner)) continue
      seen.add(link.owner)
      paths.push([...path, link.owner])
    }
  }
  return undefined
}

/** Every link from the vendor upwards, through all owners of owners. */
export function linksUpwards(
  links: ReadonlyMap<string, readonly OwnershipLink[]>,
  vendor: string,
): readonly OwnershipLink[] {
  const reach: OwnershipLink[] = []
  const seen = new Set([vendor])
  for (const held of seen) {
    for (const link of links.get(held) ?? []) {
      reach.push(link)
      seen.add(link.owner)
    }
  }
  return reach
}
