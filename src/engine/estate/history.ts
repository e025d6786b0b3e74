// From what a row says of its dates to the days on which a subject counts: `docs/models/rules.md`, "The estate on a day".

import { AFTER_ALL, BEFORE_ALL, type CivilDay, formatDay } from '#base/calendar.ts'
import { type DateSpan, formatDateSpan } from '#base/date-span.ts'
import { isBlankDate, isUnknownDate } from '#model/column.ts'
import { type DateColumn, type FactTable, textAt } from '#model/fact-table.ts'
import type { Fault } from '#model/fault.ts'
import { placeOf } from '#model/place.ts'
import { END_OF_PRESENCE, END_OF_SERVICE, NO_END, type StatedEnd, UNKNOWN_END_OF_SERVICE } from './stated-end.ts'

/** Reads a row's dates; blank cells and absent columns run backwards (see BLANK_DATE). */
export class DateReader {
  readonly #columns: (DateColumn | undefined)[]
  earliest = 0
  latest = 0

  constructor(table: FactTable, names: readonly string[]) {
    this.#columns = names.map((name) => {
      const column = table.columns.get(name)
      return column?.kind === 'date' ? column : undefined
    })
  }

  /** Puts the date of the column at `index` into `earliest` and `latest`; false where it is blank. */
  read(index: number, row: number): boolean {
    const column = this.#columns[index]
    if (!column) return false
    this.earliest = column.earliest[row]!
    this.latest = column.latest[row]!
    return !isBlankDate(this.earliest, this.latest)
  }
}

/** The four events that bound a subject, each as [earliest, latest]; AFTER_ALL twice is never. */
export interface History {
  installedEarliest: CivilDay
  installedLatest: CivilDay
  inServiceEarliest: CivilDay
  inServiceLatest: CivilDay
  outOfServiceEarliest: CivilDay
  outOfServiceLatest: CivilDay
  removedEarliest: CivilDay
  removedLatest: CivilDay
}

export function emptyHistory(): History {
  return {
    installedEarliest: BEFORE_ALL,
    installedLatest: AFTER_ALL,
    inServiceEarliest: BEFORE_ALL,
    inServiceLatest: AFTER_ALL,
    outOfServiceEarliest: AFTER_ALL,
    outOfServiceLatest: AFTER_ALL,
    removedEarliest: AFTER_ALL,
    removedLatest: AFTER_ALL,
  }
}

/** What is known of a table's rows at `knownAt`, `docs/models/rules.md`, "What is known". */
export class Knowledge {
  readonly #knownAt: CivilDay
  readonly #inventoryDate: CivilDay
  readonly #dates: DateReader

  constructor(table: FactTable, knownAt: CivilDay, inventoryDate: CivilDay) {
    this.#knownAt = knownAt
    this.#inventoryDate = inventoryDate
    this.#dates = new DateReader(table, ['knownFrom', 'knownUntil'])
  }

  /** `no`: the row is not known; `wholly`: with all its events; `as it happened`: an event later than knownAt is not known. */
  of(row: number): 'no' | 'wholly' | 'as it happened' {
    const hasUntil = this.#dates.read(1, row)
    if (hasUntil && this.#knownAt >= this.#dates.earliest) return 'no'
    const hasFrom = this.#dates.read(0, row)
    if (hasFrom) return this.#dates.latest <= this.#knownAt ? 'wholly' : 'no'
    return this.#knownAt >= this.#inventoryDate ? 'wholly' : 'as it happened'
  }
}

/** Of an event, as it happened up to `knownAt`: nothing where it is later; where it may be, it is known or not. */
export function whatIsKnownOf({ earliest, latest }: DateSpan, knownAt: CivilDay): DateSpan | undefined {
  if (earliest > knownAt) return undefined
  return { earliest, latest: latest > knownAt ? AFTER_ALL : latest }
}

/** The events that bound an element, in their order. */
export const EVENTS = ['installed', 'inService', 'outOfService', 'removed'] as const
const INSTALLED = 0
const IN_SERVICE = 1
const OUT_OF_SERVICE = 2
const REMOVED = 3

/** Reads the histories of one `elements` table. */
export class HistoryReader {
  readonly #table: FactTable
  readonly #dates: DateReader
  readonly #knowledge: Knowledge
  readonly #knownAt: CivilDay
  readonly #inventoryDate: CivilDay
  readonly #hasStatus: boolean
  readonly #report: (fault: Fault) => void
  /** Whether only what had happened is known of the row read last. */
  isPartly = false
  /** The end that the row read last states, by a date or by its status. */
  statedEnd: StatedEnd = NO_END

  constructor(table: FactTable, knownAt: CivilDay, inventoryDate: CivilDay, report: (fault: Fault) => void) {
    this.#table = table
    this.#report = report
    this.#dates = new DateReader(table, EVENTS)
    this.#knowledge = new Knowledge(table, knownAt, inventoryDate)
    this.#knownAt = knownAt
    this.#inventoryDate = inventoryDate
    this.#hasStatus = table.columns.has('status')
  }

  /** Fills `history`; false when the row, or the element it describes, is not known at `knownAt`. */
  read(row: number, history: History): boolean {
    const known = this.#knowledge.of(row)
    if (known === 'no') return false
    this.isPartly = known === 'as it happened'
    this.statedEnd = NO_END
    if (!this.#readBeginning(row, history)) return false
    const hasRemoved = this.#readRemoved(row, history)
    const status = this.#hasStatus ? textAt(this.#table, 'status', row) : ''
    const hasOutOfService = this.#readOutOfService(row, history, status)
    if (status !== '') this.#boundByStatus(status, history, hasOutOfService, hasRemoved)
    narrow(history)
    if (status !== '' && !isPossible(history)) {
      this.#tellContradiction(status, row)
      // Of the days of a row at fault nothing is believed, so that no other row is blamed for them.
      Object.assign(history, emptyHistory())
    }
    return true
  }

  /** False where the element is not there yet, as far as is known. */
  #readBeginning(row: number, history: History): boolean {
    const dates = this.#dates
    const hasInstalled = dates.read(INSTALLED, row)
    if (hasInstalled && this.#isLater()) return false
    history.installedEarliest = hasInstalled ? dates.earliest : BEFORE_ALL
    history.installedLatest = hasInstalled ? dates.latest : AFTER_ALL

    const hasInService = dates.read(IN_SERVICE, row)
    if (hasInService && !hasInstalled && this.#isLater()) return false
    history.inServiceEarliest = hasInService ? dates.earliest : BEFORE_ALL
    history.inServiceLatest = hasInService ? dates.latest : AFTER_ALL
    // Installed by knownAt and not surely in service by then: when it will serve was perhaps not known.
    if (hasInService && hasInstalled && this.#mayBeLater()) {
      history.inServiceEarliest = Math.min(dates.earliest, this.#knownAt + 1)
      history.inServiceLatest = AFTER_ALL
    }
    return true
  }

  #readRemoved(row: number, history: History): boolean {
    const dates = this.#dates
    const hasRemoved = dates.read(REMOVED, row) && !this.#isLater()
    if (hasRemoved && isEnd(dates)) this.#stateEnd(END_OF_PRESENCE)
    history.removedEarliest = hasRemoved ? dates.earliest : AFTER_ALL
    history.removedLatest = hasRemoved ? this.#latestKnown() : AFTER_ALL
    // Removed by knownAt and not in service by then: that it never would was known.
    if (this.isPartly && history.removedLatest < history.inServiceEarliest) history.inServiceEarliest = AFTER_ALL
    return hasRemoved
  }

  #readOutOfService(row: number, history: History, status: string): boolean {
    const dates = this.#dates
    // `never` is as good as none planned, but where the end was seen it is a date like another.
    const hasOutOfService =
      dates.read(OUT_OF_SERVICE, row) && !this.#isLater() && (dates.earliest < AFTER_ALL || status === 'outOfService')
    if (hasOutOfService) this.#stateEnd(isEnd(dates) ? END_OF_SERVICE : UNKNOWN_END_OF_SERVICE)
    history.outOfServiceEarliest = hasOutOfService ? dates.earliest : history.removedEarliest
    history.outOfServiceLatest = hasOutOfService ? this.#latestKnown() : history.removedLatest
    return hasOutOfService
  }

  /** The event read last is not known, for it is later. */
  #isLater(): boolean {
    return this.isPartly && this.#dates.earliest > this.#knownAt
  }

  #mayBeLater(): boolean {
    return this.isPartly && this.#dates.latest > this.#knownAt
  }

  /** An end that may be later is known, or else none is planned. */
  #latestKnown(): CivilDay {
    return this.#mayBeLater() ? AFTER_ALL : this.#dates.latest
  }

  #stateEnd(end: StatedEnd): void {
    if (end > this.statedEnd) this.statedEnd = end
  }

  /** Rows whose dates contradict one another do not come here: what is left is the status. */
  #tellContradiction(status: string, row: number): void {
    const stated = EVENTS.flatMap((name, index) =>
      this.#dates.read(index, row) ? [`${name} ${formatDateSpan(this.#dates)}`] : [],
    )
    const seen = formatDay(this.#inventoryDate)
    this.#report({
      code: 'contradiction',
      severity: 'error',
      ...placeOf(this.#table, row),
      column: 'status',
      text: status,
      problem: `the dates (${stated.join(', ')}) contradict the status on the inventory date ${seen}`,
      expected: `${spellMeaning(status, seen)}; or another status, or none`,
    })
  }

  #boundByStatus(status: string, history: History, hasOutOfService: boolean, hasRemoved: boolean): void {
    const seen = this.#inventoryDate
    // An end that was seen on a later day was not known.
    if (this.isPartly && (status === 'outOfService' || status === 'removed')) return
    switch (status) {
      case 'inService':
        history.inServiceLatest = Math.min(history.inServiceLatest, seen)
        history.outOfServiceEarliest = Math.max(history.outOfServiceEarliest, seen)
        break
      case 'installed':
        history.installedLatest = Math.min(history.installedLatest, seen)
        history.inServiceEarliest = Math.max(history.inServiceEarliest, seen + 1)
        history.removedEarliest = Math.max(history.removedEarliest, seen)
        break
      case 'planned':
      case 'delivered':
        history.installedEarliest = Math.max(history.installedEarliest, seen + 1)
        break
      case 'outOfService':
        this.#stateEnd(END_OF_SERVICE)
        history.inServiceLatest = Math.min(history.inServiceLatest, seen - 1)
        if (!hasOutOfService) history.outOfServiceEarliest = BEFORE_ALL
        history.outOfServiceLatest = Math.min(history.outOfServiceLatest, seen - 1)
        history.removedEarliest = Math.max(history.removedEarliest, seen)
        break
      case 'removed':
        this.#stateEnd(END_OF_PRESENCE)
        if (!hasRemoved) {
          history.removedEarliest = BEFORE_ALL
          if (!hasOutOfService) history.outOfServiceEarliest = BEFORE_ALL
        }
        history.removedLatest = Math.min(history.removedLatest, seen - 1)
        if (!hasOutOfService) history.outOfServiceLatest = Math.min(history.outOfServiceLatest, history.removedLatest)
        break
      default:
        break
    }
  }
}

/** What a status says of the dates; the bounds are those of `#boundByStatus`. */
function spellMeaning(status: string, seen: string): string {
  switch (status) {
    case 'inService':
      return `inService by ${seen} and outOfService not before it`
    case 'installed':
      return `installed by ${seen}, inService after it and removed not before it`
    case 'outOfService':
      return `outOfService before ${seen} and removed not before it`
    case 'removed':
      return `removed before ${seen}`
    default:
      return `installed after ${seen}`
  }
}

/** Whether a stated date says that something ends: neither `unknown` nor `never` does, and a plan may end it. */
function isEnd({ earliest, latest }: DateSpan): boolean {
  return !isUnknownDate(earliest, latest) && earliest < AFTER_ALL
}

/** Each event lies not before the one before it and not after the one after it. */
export function narrow(history: History): void {
  if (history.inServiceEarliest >= AFTER_ALL) {
    // What never serves may be removed all the same.
    history.outOfServiceEarliest = history.outOfServiceLatest = AFTER_ALL
    history.removedEarliest = Math.max(history.removedEarliest, history.installedEarliest)
    history.installedLatest = Math.min(history.installedLatest, history.removedLatest)
    return
  }
  history.inServiceEarliest = Math.max(history.inServiceEarliest, history.installedEarliest)
  history.outOfServiceEarliest = Math.max(history.outOfServiceEarliest, history.inServiceEarliest)
  history.removedEarliest = Math.max(history.removedEarliest, history.outOfServiceEarliest)
  history.outOfServiceLatest = Math.min(history.outOfServiceLatest, history.removedLatest)
  history.inServiceLatest = Math.min(history.inServiceLatest, history.outOfServiceLatest)
  history.installedLatest = Math.min(history.installedLatest, history.inServiceLatest)
}

/** Whether a day is left for each event of a narrowed history. */
function isPossible(history: History): boolean {
  return (
    history.installedEarliest <= history.installedLatest &&
    history.inServiceEarliest <= history.inServiceLatest &&
    history.outOfServiceEarliest <= history.outOfServiceLatest &&
    history.removedEarliest <= history.removedLatest
  )
}
