// Which changes of the plan must be notified, and whether they were. `docs/models/rules.md`, "Kinds".

import { AFTER_ALL, BEFORE_ALL, type CivilDay, formatDay, parseDay } from '#base/calendar.ts'
import { agree, and, MAYBE, NO, or, type Trilean, YES } from '#base/trilean.ts'
import { always, andSpells, during, notSpells, orSpells, type TrileanSpells } from '#base/trilean-spells.ts'
import type { Estate, PlannedChange, SubjectClass } from '#model/estate.ts'
import { originOf } from '#model/fact-origin.ts'
import type { Horizon } from '#model/rules-question.ts'
import type { NotificationRule, VerdictWord } from '#model/rule.ts'
import type { MatterEntry } from '#model/verdict.ts'
import type { PredicateAsker } from './answer-predicate.ts'
import type { RuleWindow } from './editions.ts'
import { nameSubject } from './describe-subject.ts'
import type { DayState } from './judge-days.ts'
import type { Timeline } from './timeline.ts'

/** A change in scope, and how it stands with its notification. */
export interface NotifiableChange {
  readonly change: PlannedChange
  readonly answer: Trilean
  /** `notified` on or before its date; `late`; on a day that may be either (`open`); or not at all (`not recorded`). */
  readonly notification: 'notified' | 'late' | 'open' | 'not recorded'
}

/** Changes in scope, surely or perhaps, on some day on which they may be made. */
export function findNotifiableChanges(
  windows: readonly RuleWindow[],
  estate: Estate,
  asker: PredicateAsker,
): NotifiableChange[] {
  return estate.plannedChanges.flatMap((change) => {
    const answer = answerThroughout(inScope(windows, estate, asker, change), change)
    return answer === NO ? [] : [{ change, answer, notification: howNotified(change) }]
  })
}

/** Whichever day a change is made on: late after the last of them, in time up to the first; else nothing is shown. */
function howNotified({ notified, earliest, latest }: PlannedChange): NotifiableChange['notification'] {
  if (notified === undefined) return 'not recorded'
  if (notified.latest <= earliest) return 'notified'
  return notified.earliest > latest ? 'late' : 'open'
}

/** On which days the change would be in scope of the statement that judges them; it is made on one of its days. */
function inScope(
  windows: readonly RuleWindow[],
  estate: Estate,
  asker: PredicateAsker,
  { action, classes }: PlannedChange,
): TrileanSpells {
  let answer = always(NO)
  for (const { rule, dueFrom, from, until } of windows) {
    if (rule.kind !== 'notification' || (rule.actions && !rule.actions.includes(action as 'install'))) continue
    const asked = classes.map((classId) => askClass(rule, estate.classes[classId]!, asker)).reduce(orSpells, always(NO))
    answer = orSpells(answer, andSpells(during(Math.max(from, dueFrom), until, YES), asked))
  }
  return answer
}

/** A change is in scope when what it makes is, or what it ends or alters, and no exception takes it out. */
function askClass(rule: NotificationRule, subject: SubjectClass, asker: PredicateAsker): TrileanSpells {
  const inherited = rule.scope.where?.subject
  let answer = andSpells(always(subject.served), asker.ask(rule.scope.where ?? {}, subject))
  for (const { scope, until } of rule.exceptions ?? []) {
    const where = inherited ? { subject: inherited, ...scope.where } : (scope.where ?? {})
    const lasts = during(BEFORE_ALL, until === undefined ? AFTER_ALL : parseDay(until)! + 1, YES)
    answer = andSpells(answer, notSpells(andSpells(lasts, asker.ask(where, subject))))
  }
  return answer
}

/** What holds on all days of a span; maybe where they differ. */
function answerThroughout(spells: TrileanSpells, { earliest, latest }: PlannedChange): Trilean {
  const values = spells.filter(({ from, until }) => from <= latest && earliest < until).map(({ value }) => value)
  return values.length === 0 ? NO : values.reduce(agree)
}

/** The state of each day: a future change not yet notified is a duty open until it is. */
export function judgeNotification(
  windows: readonly RuleWindow[],
  changes: readonly NotifiableChange[],
  horizon: Horizon,
  asOf: CivilDay,
): Timeline {
  const states: DayState[] = []
  const plain = (state: DayState['state']): DayState => ({ state, isWaived: false })
  for (let day = horizon.from; day <= horizon.to; day++) {
    const window = windows.find(({ from, until }) => from <= day && day < until)
    if (!window || day < window.dueFrom) {
      states.push(plain(window && changes.length > 0 ? 'not yet due' : 'not applicable'))
      continue
    }
    const missed = changes.filter(({ change }) => change.earliest <= day).map((change) => isMissed(change, day, asOf))
    if (missed.length === 0) {
      states.push(plain(changes.length === 0 ? 'not applicable' : 'not yet due'))
      continue
    }
    const worst = missed.reduce(or)
    states.push(plain(worst === YES ? 'not met' : worst === MAYBE ? 'cannot be shown' : 'met'))
  }
  return { from: horizon.from, days: states }
}

/** Whether the duty is missed by the day: the change is made by then, in scope, and was not notified in time. */
function isMissed({ change, answer, notification }: NotifiableChange, day: CivilDay, asOf: CivilDay): Trilean {
  const made = change.latest <= day ? YES : MAYBE
  return and(and(made, answer), isUnnotified(notification, change.earliest > asOf))
}

/** What is not recorded of a change to come was not notified; of one that was made it may have been. */
function isUnnotified(notification: NotifiableChange['notification'], isAhead: boolean): Trilean {
  if (notification === 'notified') return NO
  return notification === 'late' || (notification === 'not recorded' && isAhead) ? YES : MAYBE
}

/** The verdict looks at the past first, and then at what the plan still owes. */
export function verdictOfNotification(changes: readonly NotifiableChange[], asOf: CivilDay): VerdictWord {
  const past = changes.filter(({ change }) => change.earliest <= asOf)
  const future = changes.filter(({ change }) => change.earliest > asOf)
  if (past.some((one) => isMissed(one, asOf, asOf) === YES)) return 'not met'
  if (future.some(({ answer, notification }) => and(answer, isUnnotified(notification, true)) === YES))
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

/** `most`: how many of them are named. */
export function describeChanges(changes: readonly NotifiableChange[], estate: Estate, most: number): MatterEntry[] {
  return changes.slice(0, most).map(({ change, answer, notification }): MatterEntry => {
    return {
      ...nameSubject(estate, change.subject, change.earliest),
      subject: 'change',
      weight: 1,
      answer: answer === YES ? 'yes' : 'maybe',
      why: `${change.action}, ${NOTIFICATION_WORDS[notification]}`,
      from: formatDay(change.earliest),
      ...originOf(change.origin.table, change.origin.row),
    }
  })
}
