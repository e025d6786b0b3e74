// A changed element is a subject for each stretch of days on which it carries the same, or one of the same.

import { AFTER_ALL } from '#base/calendar.ts'
import type { DateSpan } from '#base/date-span.ts'
import type { ClassInterner } from './class-interner.ts'
import { type Carried, type CarriedStretch, carriedBy, classCarrying, type Edit } from './configurations.ts'
import type { Loading } from './loading.ts'

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
  draft.end(subject)
  return changed
}

/** What the element of a subject carries, by the changes so far. */
export function stretchesSoFar(
  { draft, entities, interner, stretches }: Loading,
  subject: number,
): readonly CarriedStretch[] {
  const [first, ...changed] = entities.subjectsOf(draft.entityOf[subject]!)
  const edits = changed.map((one) => draft.changes.get(one)!)
  return stretches.of(carriedBy(interner, draft.classOf[first!]!), edits)
}

/** Those of the stretches that have days in common with the span. */
export function overlapping<Stretch extends Pick<CarriedStretch, 'from' | 'until'>>(
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
  const settled = new SettledClasses(loading)
  for (const changed of draft.changes.keys()) {
    const subjects = entities.subjectsOf(draft.entityOf[changed]!)
    // All changes of an element are settled with its first.
    if (subjects[1] === changed) settleElement(loading, subjects, settled)
  }
}

/** Many elements of one class are changed alike: of what classes they are is worked out once. */
class SettledClasses {
  readonly #interner: ClassInterner
  readonly #known = new Map<readonly CarriedStretch[], Map<number, readonly number[]>>()

  constructor({ interner }: Loading) {
    this.#interner = interner
  }

  /** The class in each of the stretches. */
  of(classId: number, stretches: readonly CarriedStretch[]): readonly number[] {
    const byClass = this.#known.get(stretches) ?? new Map<number, readonly number[]>()
    this.#known.set(stretches, byClass)
    const classes =
      byClass.get(classId) ?? stretches.map(({ carried }) => classCarrying(this.#interner, classId, carried))
    byClass.set(classId, classes)
    return classes
  }
}

function settleElement(loading: Loading, subjects: readonly number[], settled: SettledClasses): void {
  const { draft, entities } = loading
  const stretches = stretchesSoFar(loading, subjects[0]!)
  const classes = settled.of(draft.classOf[subjects[0]!]!, stretches)
  // What became of the element is written on the one it was last.
  const last = subjects.at(-1)!
  for (const subject of subjects) draft.copyDays(last, subject)
  const places = classes.map((classId, index) => {
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
