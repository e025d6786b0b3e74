// A changed element is a subject for each stretch of days on which it carries the same, or one of the same.

import { AFTER_ALL } from '#base/calendar.ts'
import type { DateSpan } from '#base/date-span.ts'
import type { ClassInterner } from './class-interner.ts'
import {
  type Carried,
  type CarriedStretch,
  carriedBy,
  classCarrying,
  type Edit,
  stretchesOf,
} from './configurations.ts'
import type { Loading } from './loading.ts'
import { END_OF_PRESENCE } from './stated-end.ts'

/**
 * From a day of the change on, the element is of another class: a subject of its own, which the plan may change again.
 * Its days are those of the whole element until `settleConfigurations`.
 */
export function changeInto({ draft, entities, interner }: Loading, subject: number, edit: Edit): number {
  const classId = draft.classOf[subject]!
  const carried = carriedBy(interner, classId).map(
    ([technologies, bands]): Carried => [edit.technologies ?? technologies, edit.bands ?? bands],
  )
  const changed = draft.split(subject, classCarrying(interner, classId, carried))
  entities.addConfiguration(draft.entityOf[subject]!, changed)
  draft.changes.set(changed, edit)
  draft.statedEnd[changed] = draft.statedEnd[subject]!
  draft.statedEnd[subject] = END_OF_PRESENCE
  return changed
}

/** What the element of a subject carries, by the changes so far. */
export function stretchesSoFar({ draft, entities, interner }: Loading, subject: number): CarriedStretch[] {
  const [first, ...changed] = entities.subjectsOf(draft.entityOf[subject]!)
  const edits = changed.map((one) => draft.changes.get(one)!)
  return stretchesOf(carriedBy(interner, draft.classOf[first!]!), edits)
}

/** Those of the stretches that days of the span lie in. */
export function during<Stretch extends Pick<CarriedStretch, 'from' | 'until'>>(
  stretches: readonly Stretch[],
  span: DateSpan,
): Stretch[] {
  // What is never done is done after all else.
  const earliest = Math.min(span.earliest, AFTER_ALL - 1)
  return stretches.filter(({ from, until }) => from <= span.latest && earliest < until)
}

/** Gives every changed element the subjects that it is on its days, once the plan is carried out. */
export function settleConfigurations(loading: Loading): void {
  const { draft, entities } = loading
  const known = new Map<string, readonly ClassStretch[]>()
  for (const changed of draft.changes.keys()) {
    const subjects = entities.subjectsOf(draft.entityOf[changed]!)
    // All changes of an element are settled with its first.
    if (subjects[1] === changed) settleElement(loading, subjects, known)
  }
}

/** Days [from, until) on which an element is of a class. */
interface ClassStretch {
  readonly from: number
  readonly until: number
  readonly classId: number
}

/** Many elements of one class are changed alike: what becomes of them is worked out once. */
function classesOverTime(
  interner: ClassInterner,
  classId: number,
  edits: readonly Edit[],
  known: Map<string, readonly ClassStretch[]>,
): readonly ClassStretch[] {
  const key = JSON.stringify([classId, edits])
  let stretches = known.get(key)
  if (!stretches) {
    stretches = stretchesOf(carriedBy(interner, classId), edits).map(({ from, until, carried }) => ({
      from,
      until,
      classId: classCarrying(interner, classId, carried),
    }))
    known.set(key, stretches)
  }
  return stretches
}

function settleElement(
  { draft, entities, interner }: Loading,
  subjects: readonly number[],
  known: Map<string, readonly ClassStretch[]>,
): void {
  const edits = subjects.slice(1).map((subject) => draft.changes.get(subject)!)
  const stretches = classesOverTime(interner, draft.classOf[subjects[0]!]!, edits, known)
  // What became of the element is written on the one it was last.
  const last = subjects.at(-1)!
  for (const subject of subjects) draft.copyDays(last, subject)
  const places = stretches.map(({ classId }, index) => {
    const subject = subjects[index] ?? draft.split(last, classId)
    if (index >= subjects.length) entities.addConfiguration(draft.entityOf[last]!, subject)
    draft.classOf[subject] = classId
    return subject
  })
  for (const [index, { from, until }] of stretches.entries())
    for (const windows of [draft.service, draft.presence]) windows.keepWithin(places[index]!, from, until)
  // Where a configuration gave way before it could begin, a subject is left over: it is there on no day.
  for (const subject of subjects.slice(stretches.length)) {
    draft.classOf[subject] = draft.classOf[places.at(-1)!]!
    for (const windows of [draft.service, draft.presence]) windows.keepWithin(subject, AFTER_ALL, AFTER_ALL)
  }
}
