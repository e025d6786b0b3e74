// How many subjects of each class are there on a day, for certain and perhaps?

import type { CivilDay } from '#base/calendar.ts'
import type { DayColumn } from '#model/day-column.ts'
import type { Estate, Windows } from '#model/estate.ts'
import type { ClassAnswers } from './class-answers.ts'
import type { Profiles } from './profiles.ts'

/** By class. */
export interface DayCounts {
  readonly certain: Uint32Array
  /** There perhaps, but not for certain. */
  readonly uncertain: Uint32Array
}

export function countOnDay(
  { classes, classOf, subjectCount }: Pick<Estate, 'classes' | 'classOf' | 'subjectCount'>,
  { possibleFrom, certainFrom, certainUntil, possibleUntil }: Windows,
  day: CivilDay,
): DayCounts {
  const certain = new Uint32Array(classes.length)
  const uncertain = new Uint32Array(classes.length)
  const hasCome = daysThatHaveCome(possibleFrom, day)
  const [from, surelyFrom, surelyUntil, until] = [possibleFrom, certainFrom, certainUntil, possibleUntil].map(
    ({ codes }) => codes,
  ) as [DayColumn['codes'], DayColumn['codes'], DayColumn['codes'], DayColumn['codes']]
  for (let subject = 0; subject < subjectCount; subject++) {
    if (hasCome[from[subject]!] === 0 || hasCome[until[subject]!] === 1) continue
    const isCertain = hasCome[surelyFrom[subject]!] === 1 && hasCome[surelyUntil[subject]!] === 0
    if (isCertain) certain[classOf[subject]!]! += 1
    else uncertain[classOf[subject]!]! += 1
  }
  return { certain, uncertain }
}

/** How many subjects of a group of classes are there. */
interface GroupCount {
  certain: number
  uncertain: number
}

/** The counts of all classes a measure says the same of, by group. */
export function countByGroup(
  { certain, uncertain }: DayCounts,
  { profileOf }: Profiles,
  { groups, groupOf }: Pick<ClassAnswers, 'groups' | 'groupOf'>,
): readonly GroupCount[] {
  const counts = groups.map((): GroupCount => ({ certain: 0, uncertain: 0 }))
  for (const [classId, profile] of profileOf.entries()) {
    const count = counts[groupOf[profile]!]!
    count.certain += certain[classId]!
    count.uncertain += uncertain[classId]!
  }
  return counts
}

/** By number of a day: 1 where it is the day or an earlier one. */
function daysThatHaveCome({ numbers }: DayColumn, day: CivilDay): Uint8Array {
  return Uint8Array.from(numbers.days.subarray(0, numbers.count), (one) => (one <= day ? 1 : 0))
}
