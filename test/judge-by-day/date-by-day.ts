// What the dates of one subject may be, from its cells and its status, and on which days it is surely or possibly there.

import { AFTER_ALL, type CivilDay } from '#base/calendar.ts'
import { type DateSpan, isExact, NEVER, UNKNOWN_DATE } from '#base/date-span.ts'
import { isUnknownDate } from '#model/column.ts'

/** From some day in `start` to some day in `end`, both included. */
export interface Stay {
  readonly start: DateSpan
  readonly end: DateSpan
  /** It may never have been, so that it is there for certain on no day. */
  readonly isDoubtful: boolean
}

/** There whatever the true dates are. */
export function isCertainOn(stay: Stay, day: CivilDay): boolean {
  return !stay.isDoubtful && stay.start.latest <= day && day <= stay.end.earliest
}

/** There for some choice of the dates. */
export function isPossibleOn(stay: Stay, day: CivilDay): boolean {
  return stay.start.earliest <= day && day <= stay.end.latest
}

export function laterOf(left: DateSpan, right: DateSpan): DateSpan {
  return { earliest: Math.max(left.earliest, right.earliest), latest: Math.max(left.latest, right.latest) }
}

export function earlierOf(left: DateSpan, right: DateSpan): DateSpan {
  return { earliest: Math.min(left.earliest, right.earliest), latest: Math.min(left.latest, right.latest) }
}

export interface EventCells {
  readonly installed: DateSpan | undefined
  readonly inService: DateSpan | undefined
  readonly outOfService: DateSpan | undefined
  readonly removed: DateSpan | undefined
}

export interface Events {
  readonly installed: DateSpan
  readonly inService: DateSpan
  readonly outOfService: DateSpan
  readonly removed: DateSpan
}

const ORDER = ['installed', 'inService', 'outOfService', 'removed'] as const
export type EventName = (typeof ORDER)[number]

interface Narrowing {
  span: DateSpan
  /** Not known to the day: any day of it that the other events allow. */
  readonly isOpen: boolean
}

/** The dates that are left when blanks, `unknown`, the order of events and the status have had their say. */
export function narrowDates(
  cells: EventCells,
  status: string,
  inventoryDate: CivilDay,
  report: (problem: string) => void,
  planned: readonly EventName[] = [],
): Events {
  const removed = narrowable(cells.removed ?? (status === 'removed' ? UNKNOWN_DATE : NEVER))
  // An end of service that is blank or `never` is the removal, if that is stated; a status that saw the end makes a
  // blank an unknown day instead, and contradicts a `never`.
  const isEndOpen = cells.outOfService === undefined || cells.outOfService.earliest === AFTER_ALL
  const followsRemoval = isEndOpen && status !== 'outOfService'
  // What never serves may be removed all the same.
  const neverServes = cells.inService?.earliest === AFTER_ALL
  const order = neverServes ? (['installed', 'removed'] as const) : ORDER
  const ended = followsRemoval ? removed : narrowable(cells.outOfService ?? UNKNOWN_DATE)
  const outOfService = neverServes ? narrowable(NEVER) : ended
  const events: Record<EventName, Narrowing> = {
    installed: narrowable(cells.installed ?? UNKNOWN_DATE),
    inService: narrowable(cells.inService ?? UNKNOWN_DATE),
    outOfService,
    removed,
  }

  const { notBefore, notAfter } = statusBounds(status, inventoryDate)
  for (const name of ORDER) {
    // What was seen says nothing of an end that the plan makes.
    if (planned.includes(name)) continue
    const event = events[name]
    const bounded: DateSpan = {
      earliest: Math.max(event.span.earliest, notBefore[name] ?? event.span.earliest),
      latest: Math.min(event.span.latest, notAfter[name] ?? event.span.latest),
    }
    if (isExact(event.span) && !isExact(bounded)) report(`status ${status} contradicts ${name}`)
    else event.span = bounded
  }

  // A range is narrowed by the order of events as `unknown` is.
  for (let round = 0; round < order.length; round++) {
    for (const [place, name] of order.entries()) {
      const event = events[name]
      if (!event.isOpen) continue
      const before = order.slice(0, place).map((earlier) => events[earlier].span.earliest)
      const after = order.slice(place + 1).map((later) => events[later].span.latest)
      event.span = {
        earliest: Math.max(event.span.earliest, ...before),
        latest: Math.min(event.span.latest, ...after),
      }
    }
  }

  for (const [place, name] of order.entries()) {
    const { span } = events[name]
    if (span.earliest > span.latest) report(`no day is left for ${name}`)
    for (const later of order.slice(place + 1))
      if (span.earliest > events[later].span.latest) report(`${name} after ${later}`)
  }
  return {
    installed: events.installed.span,
    inService: events.inService.span,
    outOfService: events.outOfService.span,
    removed: events.removed.span,
  }
}

function narrowable(span: DateSpan): Narrowing {
  return { span, isOpen: !isExact(span) }
}

type Bounds = { readonly [event in EventName]?: CivilDay }

function statusBounds(status: string, seen: CivilDay): { notBefore: Bounds; notAfter: Bounds } {
  switch (status) {
    case 'inService':
      return { notBefore: { outOfService: seen }, notAfter: { inService: seen } }
    case 'installed':
      return { notBefore: { inService: seen + 1, removed: seen }, notAfter: { installed: seen } }
    case 'planned':
    case 'delivered':
      return { notBefore: { installed: seen + 1 }, notAfter: {} }
    case 'outOfService':
      return { notBefore: { removed: seen }, notAfter: { outOfService: seen - 1 } }
    case 'removed':
      return { notBefore: {}, notAfter: { removed: seen - 1 } }
    default:
      return { notBefore: {}, notAfter: {} }
  }
}

/** Whether a cell states that something ends: a date that is neither `unknown` nor `never`. */
export function isEnding(span: DateSpan | undefined): boolean {
  return span !== undefined && !isUnknownDate(span.earliest, span.latest) && span.earliest < AFTER_ALL
}
