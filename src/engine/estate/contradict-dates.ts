// Which elements did a list of the network see on days on which, by the inventory and the plan, they did not serve?
//
// Nobody knows which of the two is right: it is told, and what contradicts the list is no longer known.

import { AFTER_ALL, BEFORE_ALL } from '#base/calendar.ts'
import { type DateSpan, formatDateSpan } from '#base/date-span.ts'
import { originOf } from '#model/fact-origin.ts'
import { type FactTable, textAt } from '#model/fact-table.ts'
import type { Fault } from '#model/fault.ts'
import { placeOf, sayPlace } from '#model/place.ts'
import { DateReader } from './history.ts'
import type { Loading } from './loading.ts'
import type { SubjectDraft, WindowsDraft } from './subject-draft.ts'

/** Before the units are loaded: they are there no longer than their elements. */
export function contradictDates(tables: readonly FactTable[], loading: Loading): void {
  for (const table of tables) {
    const dates = new DateReader(table, ['seen'])
    for (let row = 0; row < table.rowCount; row++) {
      if (!dates.read(0, row) || dates.earliest > loading.knownAt) continue
      const entity = loading.entities.find(textAt(table, 'element', row))
      if (entity === undefined) continue
      if (doubtUnlessServing(loading.draft, loading.entities.subjectsOf(entity), dates))
        loading.report(tellNotServing(table, row, dates, entity, loading))
    }
  }
}

/** Whether the list contradicts the dates; those that do are then any day, its end a later one or its beginning an earlier. */
function doubtUnlessServing(draft: SubjectDraft, subjects: readonly number[], seen: DateSpan): boolean {
  const { service, presence } = draft
  const [first, last] = [subjects[0]!, subjects.at(-1)!]
  const isBefore = seen.latest < service.possibleFrom.get(first)
  const isAfter = seen.earliest >= service.possibleUntil.get(last)
  if (!isBefore && !isAfter) return false
  if (seen.latest < presence.possibleFrom.get(first)) openBeginning(presence, subjects, BEFORE_ALL)
  if (seen.earliest >= presence.possibleUntil.get(last)) openEnd(presence, subjects, AFTER_ALL)
  const removed = presence.possibleUntil.get(last)
  if (isAfter) openEnd(service, subjects, removed)
  if (isBefore) openBeginning(service, subjects, presence.possibleFrom.get(first))
  for (const subject of isBefore ? subjects : []) {
    // What by its dates never served had no end of service either.
    service.keepWithin(subject, BEFORE_ALL, removed)
    draft.events.get('installed')!.earliest.set(subject, presence.possibleFrom.get(first))
    draft.events.get('inService')!.earliest.set(subject, service.possibleFrom.get(first))
  }
  return true
}

/** The subjects of an element, in order: those that began with it may begin as early as that, one after the other. */
function openBeginning({ possibleFrom, possibleUntil }: WindowsDraft, subjects: readonly number[], from: number): void {
  const before = possibleFrom.get(subjects[0]!)
  for (const [index, subject] of subjects.entries()) {
    if (possibleFrom.get(subject) !== before) continue
    const turn = index === 0 ? BEFORE_ALL : possibleUntil.get(subjects[index - 1]!)
    possibleFrom.set(subject, Math.max(from, turn))
  }
}

/** Those that ended with it may end as late as that. */
function openEnd({ possibleFrom, possibleUntil }: WindowsDraft, subjects: readonly number[], until: number): void {
  const before = possibleUntil.get(subjects.at(-1)!)
  for (const [index, subject] of subjects.entries()) {
    if (possibleUntil.get(subject) !== before) continue
    const turn = index === subjects.length - 1 ? AFTER_ALL : possibleFrom.get(subjects[index + 1]!)
    possibleUntil.set(subject, Math.min(until, turn))
  }
}

function tellNotServing(table: FactTable, row: number, seen: DateSpan, entity: number, { entities }: Loading): Fault {
  const stated = entities.originOf(entity)
  return {
    code: 'contradiction',
    severity: 'warning',
    ...placeOf(table, row),
    column: 'seen',
    text: formatDateSpan(seen),
    problem: `element \`${entities.identifierOf(entity)}\` was not in service then, by ${sayPlace(originOf(stated.table, stated.row))} and the plan`,
    expected: 'a day on which it was, or other dates there; until then it counts as perhaps in service',
  }
}
