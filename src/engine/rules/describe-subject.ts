// A subject as findings name it: what it is, whose, where it stands and where it was read.

import type { CivilDay } from '#base/calendar.ts'
import { type Estate, resolutionOn, type SubjectKind } from '#model/estate.ts'
import { type FactOrigin, originOf } from '#model/fact-origin.ts'
import type { MatterEntry } from '#model/verdict.ts'

type SubjectNamed = Omit<MatterEntry, 'subject' | 'weight' | 'answer' | 'onSite' | keyof FactOrigin> & {
  subject: SubjectKind
}

/** As its vendors are on the day. */
export function describeSubject(estate: Estate, subject: number, day: CivilDay): SubjectNamed & Partial<FactOrigin> {
  const origin = estate.entities.originOf(estate.entityOf[subject]!)
  return { ...nameSubject(estate, subject, day), ...(origin && originOf(origin.table, origin.row)) }
}

/** As {@link describeSubject}, without where it was read. */
export function nameSubject(estate: Estate, subject: number, day: CivilDay): SubjectNamed {
  const { subject: kind, suppliers, functions, product } = estate.classes[estate.classOf[subject]!]!
  const entity = estate.entityOf[subject]!
  const site = siteOf(estate, subject)
  const vendors = suppliers.map(({ name }) => name).filter((name) => name !== '')
  const resolved = suppliers.flatMap((supplier) => {
    const resolution = resolutionOn(supplier, day)
    return resolution?.kind === 'resolved' ? resolution.vendor : []
  })
  const list = (names: readonly string[]): string => [...new Set(names)].join(', ')
  return {
    subject: kind,
    identifier: estate.entities.identifierOf(entity),
    ...(site === undefined ? {} : { site: estate.siteIdentifierOf(site) }),
    ...(vendors.length === 0 ? {} : { vendor: list(vendors) }),
    ...(resolved.length === 0 ? {} : { resolved: list(resolved) }),
    ...(functions.length === 0 ? {} : { function: functions.join('|') }),
    ...(product === '' ? {} : { product }),
  }
}

/** The site of a subject, by halving: subjects stand in the order of their sites. */
function siteOf(estate: Estate, subject: number): number | undefined {
  let low = 0
  let high = estate.siteCount
  while (low < high) {
    const middle = (low + high) >> 1
    if (estate.siteStart[middle + 1]! <= subject) low = middle + 1
    else high = middle
  }
  return low < estate.siteCount ? low : undefined
}
