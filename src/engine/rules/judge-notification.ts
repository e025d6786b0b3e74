// Which changes of the plan must be notified, and whether they were. `docs/models/rules.md`, "Kinds".

import { type CivilDay, formatDay, parseDay } from '#base/calendar.ts'
import { and, MAYBE, NO, not, or, type Trilean, YES } from '#base/trilean.ts'
import { valueOn } from '#base/trilean-spells.ts'
import type { Estate, PlannedChange } from '#model/estate.ts'
import type { NotificationRule, VerdictWord } from '#model/rule.ts'
import type { MatterEntry } from '#model/verdict.ts'
import type { PredicateAsker } from './answer-predicate.ts'
import type { RuleWindow } from './editions.ts'
import { describeSubject } from './describe-subject.ts'
import type { DayState } from './judge-days.ts'
import type { Timeline } from './timeline.ts'

/** A change in scope, and how it stands with its notification. */
export interface NotifiableChange {
  readonly change: PlannedChange
  readonly answer: Trilean
  /** `notified` on or before its date; `late`; on a day that may be either (`open`); or not at all (`not recorded`). */
  readonly notification: 'notified' | 'late' | 'open' | 'not recorded'
}

/** Each change is looked at under the statement that judges its (earliest) date. */
export function findNotifiableChanges(
  windows: readonly RuleWindow[],
  estate: Estate,
  asker: PredicateAsker,
): NotifiableChange[] {
  const found: NotifiableChange[] = []
  for (const change of estate.plannedChanges) {
    const window = windows.find(
      ({ dueFrom, from, until }) => Math.max(from, dueFrom) <= change.earliest && change.earliest < until,
    )
    if (window?.rule.kind !== 'notification') continue
    if (window.rule.actions && !window.rule.actions.includes(change.action as 'install')) continue
    const answer = answerOf(window.rule, estate, asker, change)
    if (answer === NO) continue
    found.push({ change, answer, notification: howNotified(change) })
  }
  return found
}

/** A day of notification that may be on either side of the change shows nothing. */
function howNotified({ notified, earliest }: PlannedChange): NotifiableChange['notification'] {
  if (notified === undefined) return 'not recorded'
  if (notified.latest <= earliest) return 'notified'
  return notified.earliest > earliest ? 'late' : 'open'
}

/** A change is in scope when what it makes is, or what it ends or alters, and no exception takes it out. */
function answerOf(rule: NotificationRule, estate: Estate, asker: PredicateAsker, change: PlannedChange): Trilean {
  const inherited = rule.scope.where?.subject
  let answer: Trilean = NO
  for (const classId of change.classes) {
    const subjectClass = estate.classes[classId]!
    let asked = and(subjectClass.served, valueOn(asker.ask(rule.scope.where ?? {}, subjectClass), change.earliest))
    for (const { scope, until } of rule.exceptions ?? []) {
      if (until !== undefined && change.earliest > parseDay(until)!) continue
      const where = inherited ? { subject: inherited, ...scope.where } : (scope.where ?? {})
      asked = and(asked, not(valueOn(asker.ask(where, subjectClass), change.earliest)))
    }
    answer = or(answer, asked)
  }
  return answer
}

/** The state of each day: a future change not yet notified is a duty open until it is. */
export function judgeNotification(
  windows: readonly RuleWindow[],
  changes: readonly NotifiableChange[],
  days: { from: CivilDay; to: CivilDay },
  asOf: CivilDay,
): Timeline {
  const states: DayState[] = []
  const plain = (state: DayState['state']): DayState => ({ state, isWaived: false })
  for (let day = days.from; day <= days.to; day++) {
    const window = windows.find(({ from, until }) => from <= day && day < until)
    if (!window || day < window.dueFrom) {
      states.push(plain(window && changes.length > 0 ? 'not yet due' : 'not applicable'))
      continue
    }
    const made = changes.filter(({ change }) => change.earliest <= day)
    if (made.length === 0) {
      states.push(plain(changes.length === 0 ? 'not applicable' : 'not yet due'))
      continue
    }
    const isMissed = made.some(({ answer, notification }) => answer === YES && notification === 'late')
    const isFutureMissed = made.some(
      ({ change, answer, notification }) => change.earliest > asOf && answer === YES && notification === 'not recorded',
    )
    const isOpen = made.some(
      ({ answer, notification }) =>
        notification === 'not recorded' || notification === 'open' || (answer === MAYBE && notification === 'late'),
    )
    states.push(plain(isMissed || isFutureMissed ? 'not met' : isOpen ? 'cannot be shown' : 'met'))
  }
  return { from: days.from, days: states }
}

/** The verdict looks at the past first, and then at what the plan still owes. */
export function verdictOfNotification(changes: readonly NotifiableChange[], asOf: CivilDay): VerdictWord {
  const past = changes.filter(({ change }) => change.earliest <= asOf)
  const future = changes.filter(({ change }) => change.earliest > asOf)
  if (past.some(({ answer, notification }) => answer === YES && notification === 'late')) return 'not met'
  if (
    future.some(({ answer, notification }) => answer === YES && notification !== 'notified' && notification !== 'open')
  )
    return 'not yet due: the plan misses it'
  if (past.some(({ notification }) => notification !== 'notified')) return 'cannot be shown'
  if (future.some(({ notification }) => notification !== 'notified')) return 'not yet due: cannot be shown'
  if (future.length > 0) return 'not yet due: the plan meets it'
  return past.length > 0 ? 'met' : 'not applicable'
}

const NOTIFICATION_WORDS: Record<NotifiableChange['notification'], string> = {
  notified: 'notified in time',
  late: 'notified late',
  open: 'notified on a day that is not known well enough',
  'not recorded': 'no notification recorded',
}

export function describeChanges(changes: readonly NotifiableChange[], estate: Estate): MatterEntry[] {
  return changes.map(
    ({ change, answer, notification }): MatterEntry => ({
      ...describeSubject(estate, change.subject, change.earliest),
      subject: 'change',
      weight: 1,
      answer: answer === YES ? 'yes' : 'maybe',
      why: `${change.action}, ${NOTIFICATION_WORDS[notification]}`,
      from: formatDay(change.earliest),
      file: change.origin.table.file,
      line: change.origin.table.lines[change.origin.row]!,
    }),
  )
}
