// An element leaves the estate on a day of the plan.

import { AFTER_ALL, BEFORE_ALL, formatDay } from '#base/calendar.ts'
import { type DateSpan, formatDateSpan } from '#base/date-span.ts'
import type { CarryingOut } from './carrying-out.ts'
import { daysFor } from './plan-against-inventory.ts'
import type { PlanRow } from './plan-row.ts'
import { END_OF_SERVICE, NO_END } from './stated-end.ts'
import { dayBefore } from './subject-days.ts'
import type { SubjectDraft } from './subject-draft.ts'

/** Tells once of a row that removes what is not there by then, whatever it selects. */
export function tellRemovedBefore(row: PlanRow, targets: readonly number[], carrying: CarryingOut): void {
  const { draft, entities } = carrying
  for (const subject of targets) {
    const later = eventAfter(draft, subject, daysFor(row, subject, carrying))
    if (!later) continue
    const day = formatDay(later.day)
    row.fault(
      'date',
      `element ${entities.identifierOf(draft.entityOf[subject]!)} ends before ${later.event} (${day} at the earliest)`,
      `a date from ${day} on, or only elements that are there by then`,
      formatDateSpan(row.date),
    )
    return
  }
}

/** Its service ends with it, unless that ended before, or may have. */
export function removeElement(subject: number, days: DateSpan, { draft, removedByPlan }: CarryingOut): void {
  const isTooEarly = eventAfter(draft, subject, days) !== undefined
  const stated = draft.statedEnd[subject]
  const { service, presence } = draft
  // What begins only later stays as it is: the row is at fault.
  const began = [presence.possibleFrom.get(subject), service.possibleFrom.get(subject), switchedOffFrom(draft, subject)]
  removedByPlan.add(draft.entityOf[subject]!)
  draft.end(subject)
  if (isTooEarly) return
  // Purchases narrow nothing; and what never serves may be removed all the same.
  const earliest = Math.max(days.earliest, ...began.filter((day) => day < AFTER_ALL))
  const { latest } = days
  presence.endOn(subject, earliest, latest)
  if (stated === NO_END) service.endOn(subject, earliest, latest)
  else service.endBy(subject, earliest, latest)
  for (const windows of [service, presence])
    windows.certainFrom.set(subject, Math.min(windows.certainFrom.get(subject), latest))
  for (const event of draft.events.values()) {
    const isNever = event.earliest.get(subject) >= AFTER_ALL
    if (!isNever) event.latest.set(subject, Math.min(event.latest.get(subject), latest))
  }
}

/** An event of the element that surely comes after those days. */
function eventAfter(
  draft: SubjectDraft,
  subject: number,
  { latest }: DateSpan,
): { readonly event: string; readonly day: number } | undefined {
  const begun = Array.from(draft.events, ([event, { earliest }]) => ({ event, day: earliest.get(subject) }))
  const events = [...begun, { event: 'outOfService', day: switchedOffFrom(draft, subject) }]
  return events.find(({ day }) => latest < day && day < AFTER_ALL)
}

/** The first day on which the element may be switched off, where that is stated. */
function switchedOffFrom({ service, statedEnd }: SubjectDraft, subject: number): number {
  return statedEnd[subject] === END_OF_SERVICE ? dayBefore(service.certainUntil.get(subject)) : BEFORE_ALL
}
