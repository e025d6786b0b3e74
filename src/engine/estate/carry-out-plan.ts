// Carries out plan.csv on the estate: `docs/models/rules.md`, "The plan".

import { AFTER_ALL, formatDay } from '#base/calendar.ts'
import { type DateSpan, formatDateSpan } from '#base/date-span.ts'
import type { PlannedChange } from '#model/estate.ts'
import { type FactTable, textAt } from '#model/fact-table.ts'
import { readSelector } from '#model/selector.ts'
import { elementMadeBy } from '#model/stated-names.ts'
import { SUPPLIER_ROLES } from '#model/tables.ts'
import type { ClassField } from './class-interner.ts'
import { DateReader, emptyHistory, Knowledge } from './history.ts'
import { divideAt, leaveAt, type Loading, setHistory } from './load-subjects.ts'
import { PlanSelections, type Selecting } from './plan-selections.ts'

interface PlanRow {
  readonly table: FactTable
  readonly tableNumber: number
  readonly row: number
  /** The date as the row states it. */
  readonly stated: DateSpan
  /** The date it is carried out on: as stated, or later where the inventory says that it was not done by then. */
  readonly earliest: number
  readonly latest: number
}

/** A planned change with subjects still numbered as in the draft. */
export type DraftChange = PlannedChange

const ROLE_FIELDS: readonly ClassField[] = ['vendor', ...SUPPLIER_ROLES.map((role) => `${role}Vendor` as ClassField)]
const INHERITED_FIELDS: readonly ClassField[] = ['function', 'technologies', 'bands', 'operators']

/** Carries out the known rows in order of date, file and line; returns what was changed. Faults keep their row out. */
export function carryOutPlan(tables: readonly FactTable[], loading: Selecting): DraftChange[] {
  const changes: DraftChange[] = []
  const rows = knownRowsInOrder(tables, loading)
  const carrying: CarryingOut = {
    ...loading,
    selections: new PlanSelections(loading),
    endedByPlan: new Set(),
    stillToBeMade: countMade(rows),
  }
  for (const row of rows) {
    const made = elementMadeBy(row.table, row.row)
    carrying.stillToBeMade.set(made, (carrying.stillToBeMade.get(made) ?? 0) - 1)
    for (const change of new Planner(row, carrying).carryOut()) changes.push(change)
  }
  return changes
}

function knownRowsInOrder(tables: readonly FactTable[], loading: Loading): PlanRow[] {
  const rows: PlanRow[] = []
  for (const table of tables) {
    // A plan needs no inventory date to be known: a row without knownFrom is known at any time.
    const knowledge = new Knowledge(table, loading.knownAt, Number.NEGATIVE_INFINITY)
    const dates = new DateReader(table, ['date'])
    const tableNumber = loading.entities.addTable(table)
    for (let row = 0; row < table.rowCount; row++) {
      if (knowledge.of(row) === 'no' || !dates.read(0, row)) {
        loading.absences.passOver()
        continue
      }
      const { earliest, latest } = dates
      rows.push({ table, tableNumber, row, stated: { earliest, latest }, earliest, latest })
    }
  }
  // Stable: rows of one day stay in the order of file and line.
  return rows.sort((left, right) => left.earliest - right.earliest)
}

/** How many of the rows make an element of each name. */
function countMade(rows: readonly PlanRow[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const { table, row } of rows) {
    const made = elementMadeBy(table, row)
    counts.set(made, (counts.get(made) ?? 0) + 1)
  }
  return counts
}

/** What all rows of a plan share. */
interface CarryingOut extends Selecting {
  readonly selections: PlanSelections
  /** Elements that some row so far ends. */
  readonly endedByPlan: Set<number>
  /** How many of the rows to come make an element of each name. */
  readonly stillToBeMade: Map<string, number>
}

class Planner {
  readonly #plan: PlanRow
  readonly #loading: CarryingOut
  #isEndTold = false

  constructor(plan: PlanRow, loading: CarryingOut) {
    this.#plan = plan
    this.#loading = loading
  }

  #text(column: string): string {
    return textAt(this.#plan.table, column, this.#plan.row)
  }

  #fault(column: string, problem: string, expected: string, text = this.#text(column)): void {
    const { table, row } = this.#plan
    this.#loading.report({
      code: 'contradiction',
      severity: 'error',
      file: table.file,
      line: table.lines[row]!,
      column,
      ...(text === '' ? {} : { text }),
      problem,
      expected,
    })
  }

  carryOut(): DraftChange[] {
    const done = this.#shownDone()
    if (done) return [this.#record(done)]
    if (this.#text('action') === 'install') return this.#install()
    const targets = this.#targets()
    const contradicted = new Set(targets.filter((subject) => this.#isContradicted(subject)))
    if (contradicted.size > 0) this.#tellContradicted(contradicted.size)
    const undone = { ...this.#plan, earliest: this.#loading.inventoryDate, latest: AFTER_ALL }
    const later = new Planner(undone, this.#loading)
    return targets.map((subject) => (contradicted.has(subject) ? later : this).#alter(subject))
  }

  #alter(subject: number): DraftChange {
    const action = this.#text('action')
    if (action === 'change') return this.#change(subject)
    if (action === 'replace') return this.#replace(subject)
    const touched = this.#touched(subject)
    this.#end(subject)
    return this.#record(touched)
  }

  /** Whether the inventory, of a later day than the row, has the element: then it tells how things went. */
  #isShown(entity: number): boolean {
    const { entities, inventoryDate } = this.#loading
    return this.#plan.stated.latest < inventoryDate && entities.originOf(entity).table.schema.name === 'elements'
  }

  /** Of a row that the inventory shows carried out, the subjects it is about, as the inventory has them. */
  #shownDone(): readonly number[] | undefined {
    const { entities } = this.#loading
    const entity = entities.find(this.#text('element'))
    if (entity === undefined || !this.#isShown(entity)) return undefined
    const subjects = entities.subjectsOf(entity)
    const action = this.#text('action')
    if (action === 'install') return subjects
    if (this.#loading.endedByPlan.has(entity) || subjects.some((subject) => this.#isOpen(subject))) return undefined
    const successor = action === 'replace' ? entities.find(this.#text('successor')) : undefined
    return successor === undefined ? subjects : [...entities.subjectsOf(successor), ...subjects]
  }

  /** The inventory is of a later day and shows the element as it was before the row: then nobody knows when it is done. */
  #isContradicted(subject: number): boolean {
    const { draft, entities, inventoryDate, knownAt } = this.#loading
    const entity = draft.entityOf[subject]!
    if (knownAt < inventoryDate || !this.#isShown(entity)) return false
    if (this.#text('action') !== 'change') return true
    const { table, row } = entities.originOf(entity)
    const isAsPlanned = (field: string) => this.#text(field) === '' || this.#text(field) === textAt(table, field, row)
    return !isAsPlanned('technologies') || !isAsPlanned('bands')
  }

  #tellContradicted(count: number): void {
    const { table, row, stated } = this.#plan
    const day = formatDay(this.#loading.inventoryDate)
    const before =
      this.#text('element') === '' ? `${count} of the elements as they were before` : 'the element as it was before'
    this.#loading.report({
      code: 'contradiction',
      severity: 'warning',
      file: table.file,
      line: table.lines[row]!,
      column: 'date',
      text: formatDateSpan(stated),
      problem: `the inventory of ${day} shows ${before}`,
      expected: `a date from ${day} on or, if it was done, an inventory that shows it in place of this row; until then it counts as perhaps done from ${day} on`,
    })
  }

  #record(subjects: readonly number[]): DraftChange {
    const { table, row, stated } = this.#plan
    const notified = new DateReader(table, ['notified'])
    const isNotified = notified.read(0, row)
    return {
      action: this.#text('action'),
      // A notification is held against the date that was notified.
      ...stated,
      subjects,
      notified: isNotified ? { earliest: notified.earliest, latest: notified.latest } : undefined,
      origin: { table, row },
    }
  }

  /** Neither inventory nor plan states when it ends. */
  #isOpen(subject: number): boolean {
    return this.#loading.draft.isEnded[subject] === 0
  }

  /** What the row is about; none where two elements would come to have one name. */
  #targets(): number[] {
    const targets = this.#named()
    if (this.#text('action') !== 'replace') return targets
    if (targets.length > 1 && this.#text('successor') !== '') {
      this.#fault('successor', 'one successor for several elements', 'blank, or one element')
      return []
    }
    return targets.filter((subject) => {
      const successor = this.#successorOf(subject)
      const existing = this.#loading.entities.find(successor)
      if (existing === undefined || this.#isShown(existing)) return true
      this.#fault('successor', 'element exists already', 'a new identifier', successor)
      return false
    })
  }

  #successorOf(subject: number): string {
    const { draft, entities } = this.#loading
    const old = entities.identifierOf(draft.entityOf[subject]!)
    return this.#text('successor') || `${old}~${formatDateSpan(this.#plan.stated)}`
  }

  /** The elements that the row names or selects, and that are still there. */
  #named(): number[] {
    const { entities } = this.#loading
    const identifier = this.#text('element')
    if (identifier !== '') {
      const entity = entities.find(identifier)
      if (entity === undefined) {
        if (this.#isNeverThere(identifier))
          this.#fault('element', 'unknown element', 'an element of the inventory, or one an earlier row installs')
        return []
      }
      const subject = entities.subjectsOf(entity).findLast((candidate) => this.#isOpen(candidate))
      if (subject === undefined)
        this.#fault('element', 'element already ends before the plan ends it', 'an element that is still there')
      return subject === undefined ? [] : [subject]
    }
    const reading = readSelector(this.#text('selector'))
    if ('problem' in reading) {
      const { table, row } = this.#plan
      this.#loading.report({
        ...reading.problem,
        severity: 'error',
        file: table.file,
        line: table.lines[row]!,
        column: 'selector',
      })
      return []
    }
    const { low: quantity, high } = this.#quantity()
    if (high > quantity) {
      const text = high === Number.POSITIVE_INFINITY ? 'unknown' : `${quantity}..${high}`
      this.#fault('quantity', 'how many is not known', 'a number, or blank for all that are selected', text)
      return []
    }
    const selection = this.#loading.selections.of(this.#text('selector'), reading.value)
    const selected = selection.first(Number.isNaN(quantity) ? Number.POSITIVE_INFINITY : quantity)
    if (Number.isNaN(quantity)) {
      if (selected.length === 0 && !this.#loading.absences.isAny)
        this.#fault('selector', 'the selector means no element', 'at least one element that is still there')
      return selected
    }
    if (selected.length < quantity && !this.#loading.absences.isAny)
      this.#fault(
        'quantity',
        `only ${selected.length} elements meet the selector`,
        `at least ${quantity}`,
        String(quantity),
      )
    return selected
  }

  /** Not where a row that is not known on the day, or is at fault, speaks of the element; but where only a later one makes it. */
  #isNeverThere(identifier: string): boolean {
    const { absences, stillToBeMade } = this.#loading
    return (stillToBeMade.get(identifier) ?? 0) > 0 || !absences.mayHave(identifier)
  }

  /** How many of the selected; not a number where blank. */
  #quantity(): { readonly low: number; readonly high: number } {
    const { table, row } = this.#plan
    const column = table.columns.get('quantity')
    if (column?.kind !== 'amount') return { low: Number.NaN, high: Number.NaN }
    return { low: column.low[row]!, high: column.high[row]! }
  }

  /** What a change ends or alters: the element in every configuration it had by then. */
  #touched(subject: number): readonly number[] {
    const { draft, entities } = this.#loading
    return entities.subjectsOf(draft.entityOf[subject]!)
  }

  /** Ends the element in all its configurations: one that was to follow will not, and the element began by then. */
  #end(subject: number): void {
    const { draft, entities } = this.#loading
    const { latest } = this.#plan
    this.#loading.endedByPlan.add(draft.entityOf[subject]!)
    const configurations = entities.subjectsOf(draft.entityOf[subject]!)
    const first = configurations.find((one) => !draft.followers.has(one)) ?? subject
    for (const [event, { earliest: from }] of draft.events) {
      const isNever = event === 'inService' && from.get(first) >= AFTER_ALL
      if (isNever || from.get(first) <= latest) continue
      for (const configuration of configurations) draft.isEnded[configuration] = 1
      this.#tellEndBefore(event, from.get(first), subject)
      return
    }
    // It ends not before it begins; and what is removed served before.
    const served = draft.service.possibleFrom.get(first)
    const began = served < AFTER_ALL ? served : draft.presence.possibleFrom.get(first)
    const earliest = Math.max(this.#plan.earliest, began)
    for (const configuration of configurations) {
      draft.isEnded[configuration] = 1
      const leaving = draft.leavers.get(configuration)
      for (const windows of [draft.service, draft.presence]) {
        windows.endOn(configuration, earliest, latest)
        if (leaving) windows.giveWay(configuration, leaving.earliest, leaving.latest)
        const begins = Math.max(latest, draft.followers.get(configuration) ?? latest)
        windows.certainFrom.set(configuration, Math.min(windows.certainFrom.get(configuration), begins))
      }
      for (const event of draft.events.values()) {
        event.latest.set(configuration, Math.min(event.latest.get(configuration), latest))
      }
    }
  }

  /** Told once a row, whatever it selects. */
  #tellEndBefore(event: string, earliest: number, subject: number): void {
    if (this.#isEndTold) return
    this.#isEndTold = true
    const { draft, entities } = this.#loading
    const identifier = entities.identifierOf(draft.entityOf[subject]!)
    const day = formatDay(earliest)
    this.#fault(
      'date',
      `element ${identifier} ends before ${event} (${day} at the earliest)`,
      `a date from ${day} on, or only elements that are there by then`,
      formatDateSpan(this.#plan.stated),
    )
  }

  #change(subject: number): DraftChange {
    const { draft, entities, interner } = this.#loading
    const { earliest, latest } = this.#plan
    const changed: Partial<Record<ClassField, string>> = {}
    for (const field of ['technologies', 'bands'] as const)
      if (this.#text(field) !== '') changed[field] = this.#text(field)
    const entity = draft.entityOf[subject]!
    const earlier = this.#touched(subject)
    const later = draft.split(subject, interner.variant(draft.classOf[subject]!, changed))
    entities.addConfiguration(entity, later)
    // The new configuration begins with the change, on an element that began when its first configuration did.
    const first = earlier.find((one) => !draft.followers.has(one)) ?? subject
    for (const windows of [draft.service, draft.presence]) windows.beginLike(first, later)
    divideAt(draft, subject, later, earliest, latest)
    // Whatever else was to follow gives way to the change as well.
    for (const other of earlier) leaveAt(draft, other, earliest, latest)
    return this.#record([later, ...earlier])
  }

  #replace(subject: number): DraftChange {
    const { draft, entities, interner } = this.#loading
    const identifier = this.#successorOf(subject)
    const existing = entities.find(identifier)
    if (existing !== undefined) {
      const touched = this.#touched(subject)
      this.#end(subject)
      return this.#record([...entities.subjectsOf(existing), ...touched])
    }
    const fields: Partial<Record<ClassField, string>> = { product: this.#text('product') }
    for (const role of ROLE_FIELDS) fields[role] = this.#text(role)
    for (const field of INHERITED_FIELDS) if (this.#text(field) !== '') fields[field] = this.#text(field)
    const classId = interner.variant(draft.classOf[subject]!, { ...fields, ...this.#siteFields(draft.site[subject]!) })
    const touched = this.#touched(subject)
    this.#end(subject)
    const successor = this.#add(identifier, this.#siteNumber(draft.site[subject]!), classId)
    draft.inheritWeights(subject, successor)
    this.#setStatedWeights(successor)
    return this.#record([successor, ...touched])
  }

  #install(): DraftChange[] {
    const { interner } = this.#loading
    const identifier = this.#text('element')
    if (identifier === '') {
      this.#fault('element', 'missing value', 'the identifier of the new element')
      return []
    }
    if (this.#loading.entities.find(identifier) !== undefined) {
      this.#fault('element', 'element exists already', 'a new identifier')
      return []
    }
    const fields: Partial<Record<ClassField, string>> = { product: this.#text('product') }
    for (const field of [...ROLE_FIELDS, ...INHERITED_FIELDS, 'kind'] as const) fields[field] = this.#text(field)
    const none = interner.classOf(new Uint32Array(interner.fieldCount))
    const subject = this.#add(
      identifier,
      this.#siteNumber(-1),
      interner.variant(none, { ...fields, ...this.#siteFields(-1) }),
    )
    this.#setStatedWeights(subject)
    return [this.#record([subject])]
  }

  #siteNumber(inherited: number): number {
    const site = this.#text('site')
    return site === '' ? inherited : (this.#loading.sites.find(site) ?? -1)
  }

  #siteFields(inherited: number): Partial<Record<ClassField, string>> {
    const { sites } = this.#loading
    const site = this.#siteNumber(inherited)
    return site < 0
      ? { hasSite: '', region: '', siteTags: '' }
      : { hasSite: 'yes', region: sites.regionOf(site), siteTags: sites.tagsOf(site) }
  }

  /** A new element, installed and in service on the date of the row. */
  #add(identifier: string, site: number, classId: number): number {
    const { draft, entities } = this.#loading
    const { row, earliest, latest } = this.#plan
    const subject = draft.add(site, classId, entities.count)
    entities.addNamed(identifier, this.#plan.tableNumber, row, subject)
    const history = emptyHistory()
    history.installedEarliest = history.inServiceEarliest = earliest
    history.installedLatest = history.inServiceLatest = latest
    setHistory(draft, subject, history)
    return subject
  }

  #setStatedWeights(subject: number): void {
    const { draft } = this.#loading
    for (const [measure, weight] of draft.weights) {
      const column = this.#plan.table.columns.get(measure)
      if (column?.kind !== 'amount' || Number.isNaN(column.low[this.#plan.row]!)) continue
      weight.set(subject, column.low[this.#plan.row]!, column.high[this.#plan.row]!)
      draft.series.get(measure)?.delete(subject)
    }
  }
}
