// Carries out plan.csv on the estate: `docs/models/rules.md`, "The plan".

import { AFTER_ALL, formatDay } from '#base/calendar.ts'
import { type DateSpan, formatDateSpan } from '#base/date-span.ts'
import type { PlannedChange } from '#model/estate.ts'
import { type FactTable, textAt } from '#model/fact-table.ts'
import { type Fault, quoteForFault } from '#model/fault.ts'
import { readSelector } from '#model/selector.ts'
import { elementMadeBy } from '#model/row-names.ts'
import { SUPPLIER_ROLES } from '#model/tables.ts'
import type { ClassField } from './class-interner.ts'
import { DateReader, emptyHistory, Knowledge } from './history.ts'
import type { Loading } from './loading.ts'
import { PlanSelections, type Selecting } from './plan-selections.ts'
import { changeInto } from './settle-configurations.ts'
import { setHistory } from './subject-days.ts'

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

const ROLE_FIELDS: readonly ClassField[] = ['vendor', ...SUPPLIER_ROLES.map((role) => `${role}Vendor` as ClassField)]
const INHERITED_FIELDS: readonly ClassField[] = ['function', 'technologies', 'bands', 'operators']

/**
 * Carries out the known rows in order of date, file and line; returns what was changed, with
 * subjects still numbered as in the draft. Faults keep their row out.
 */
export function carryOutPlan(tables: readonly FactTable[], loading: Selecting): PlannedChange[] {
  const changes: PlannedChange[] = []
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
  for (const { leftOut } of tables) if (leftOut?.rows) tellUnknownElements(leftOut.rows, loading)
  return changes
}

/** Rows left out for other faults are not carried out; that nothing speaks of their element is told all the same. */
function tellUnknownElements(table: FactTable, { entities, absences, report }: Loading): void {
  for (let row = 0; row < table.rowCount; row++) {
    const [action, element] = [textAt(table, 'action', row), textAt(table, 'element', row)]
    // Of an action that could not be read the element may be a new one.
    if (action === '' || action === 'install' || element === '') continue
    if (entities.find(element) === undefined && !absences.mayHave(element))
      report(describeUnknownElement(table, row, element))
  }
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

function describeUnknownElement(table: FactTable, row: number, element: string): Fault {
  return {
    code: 'contradiction',
    severity: 'error',
    file: table.file,
    line: table.lines[row]!,
    column: 'element',
    text: quoteForFault(element),
    problem: 'unknown element',
    expected: 'an element of the inventory, or one an earlier row installs',
  }
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

  #fault(column: string, problem: string, expected: string, text?: string): void {
    this.#tell('error', column, problem, expected, text)
  }

  #tell(
    severity: Fault['severity'],
    column: string,
    problem: string,
    expected: string,
    text = this.#text(column),
  ): void {
    const { table, row } = this.#plan
    this.#loading.report({
      code: 'contradiction',
      severity,
      file: table.file,
      line: table.lines[row]!,
      column,
      ...(text === '' ? {} : { text }),
      problem,
      expected,
    })
  }

  carryOut(): PlannedChange[] {
    const done = this.#shownDone()
    if (done) return [done]
    if (this.#text('action') === 'install') return this.#install()
    const targets = this.#targets()
    const unaltered = new Set(targets.filter((subject) => this.#isShownUnaltered(subject)))
    if (unaltered.size > 0 && this.#plan.latest < this.#firstDayOpen) this.#tellContradicted(unaltered.size)
    const later = new Planner({ ...this.#plan, ...this.#dateLeft() }, this.#loading)
    return targets.map((subject) => (unaltered.has(subject) ? later : this).#alter(subject))
  }

  /** The first day on which what the inventory shows unaltered may have been altered, as far as is known. */
  get #firstDayOpen(): number {
    const { inventoryDate, knownAt } = this.#loading
    return knownAt >= inventoryDate ? inventoryDate : knownAt + 1
  }

  /** What the inventory leaves of the date; where it leaves nothing, nobody knows when the row is carried out. */
  #dateLeft(): DateSpan {
    const { earliest, latest } = this.#plan
    const open = this.#firstDayOpen
    return latest < open ? { earliest: open, latest: AFTER_ALL } : { earliest: Math.max(earliest, open), latest }
  }

  #alter(subject: number): PlannedChange {
    const action = this.#text('action')
    if (action === 'change') return this.#change(subject)
    if (action === 'replace') return this.#replace(subject)
    this.#end(subject)
    return this.#record(subject, this.#classesOf(subject))
  }

  /** Whether the inventory, of a later day than the row, has the element: then it tells how things went. */
  #isShown(entity: number): boolean {
    const { entities, inventoryDate } = this.#loading
    return this.#plan.stated.latest < inventoryDate && entities.originOf(entity).table.schema.name === 'elements'
  }

  /** A row that the inventory shows carried out: the change as the inventory has it. */
  #shownDone(): PlannedChange | undefined {
    const { entities } = this.#loading
    const entity = entities.find(this.#text('element'))
    if (entity === undefined || !this.#isShown(entity)) return undefined
    const subject = entities.lastSubjectOf(entity)
    const action = this.#text('action')
    if (action === 'install') return this.#record(subject, this.#classesOf(subject))
    if (this.#loading.endedByPlan.has(entity) || this.#isOpen(subject)) return undefined
    const found = action === 'replace' ? entities.find(this.#text('successor')) : undefined
    if (found === undefined) return this.#record(subject, this.#classesOf(subject))
    const successor = entities.lastSubjectOf(found)
    return this.#record(successor, [...this.#classesOf(successor), ...this.#classesOf(subject)])
  }

  /** The inventory shows the element as it was before the row, which is of a day before it, or may be. */
  #isShownUnaltered(subject: number): boolean {
    const { draft, entities, inventoryDate } = this.#loading
    const { table, row } = entities.originOf(draft.entityOf[subject]!)
    if (table.schema.name !== 'elements' || this.#plan.stated.earliest >= inventoryDate) return false
    if (this.#text('action') !== 'change') return true
    const isAsPlanned = (field: string) => this.#text(field) === '' || this.#text(field) === textAt(table, field, row)
    return !isAsPlanned('technologies') || !isAsPlanned('bands')
  }

  #tellContradicted(count: number): void {
    const { stated } = this.#plan
    const day = formatDay(this.#loading.inventoryDate)
    const before =
      this.#text('element') === '' ? `${count} of the elements as they were before` : 'the element as it was before'
    this.#tell(
      'warning',
      'date',
      `the inventory of ${day} shows ${before}`,
      `a date from ${day} on or, if it was done, an inventory that shows it in place of this row; until then it counts as perhaps done from ${formatDay(this.#firstDayOpen)} on`,
      formatDateSpan(stated),
    )
  }

  #record(subject: number, classes: readonly number[]): PlannedChange {
    const { table, row, stated } = this.#plan
    const notified = new DateReader(table, ['notified'])
    const isNotified = notified.read(0, row)
    return {
      action: this.#text('action'),
      // A notification is held against the date that was notified.
      ...stated,
      subject,
      classes,
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
          this.#loading.report(describeUnknownElement(this.#plan.table, this.#plan.row, identifier))
        return []
      }
      const subject = entities.lastSubjectOf(entity)
      if (this.#isOpen(subject)) return [subject]
      this.#fault('element', 'element already ends before the plan ends it', 'an element that is still there')
      return []
    }
    const reading = readSelector(this.#text('selector'))
    if ('problem' in reading) return []
    const { low: quantity, high } = this.#quantity()
    if (high > quantity) {
      const text = high === Number.POSITIVE_INFINITY ? 'unknown' : `${quantity}..${high}`
      this.#fault('quantity', 'how many is not known', 'a number, or blank for all that are selected', text)
      return []
    }
    const selection = this.#loading.selections.of(this.#text('selector'), reading.value)
    const selected = selection.first(Number.isNaN(quantity) ? Number.POSITIVE_INFINITY : quantity)
    if (Number.isNaN(quantity)) {
      if (selected.length === 0)
        this.#tellShort('selector', 'the selector means no element', 'at least one element that is still there')
      return selected
    }
    if (selected.length < quantity)
      this.#tellShort(
        'quantity',
        `only ${selected.length} elements meet the selector`,
        `at least ${quantity}`,
        String(quantity),
      )
    return selected
  }

  /** A selector that means too few: what the estate lacks may have met it, and then it is no more than a warning. */
  #tellShort(column: string, problem: string, expected: string, text?: string): void {
    const { why } = this.#loading.absences
    if (why === undefined) this.#fault(column, problem, expected, text)
    else this.#tell('warning', column, problem, `${expected}; a warning only, for ${why}`, text)
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

  /** Of what a subject is a configuration of: its class in every configuration so far. */
  #classesOf(subject: number): number[] {
    const { draft, entities } = this.#loading
    return entities.subjectsOf(draft.entityOf[subject]!).map((configuration) => draft.classOf[configuration]!)
  }

  /** Ends the element, which began by then. */
  #end(subject: number): void {
    const { draft } = this.#loading
    const { latest } = this.#plan
    this.#loading.endedByPlan.add(draft.entityOf[subject]!)
    draft.isEnded[subject] = 1
    for (const [event, { earliest: from }] of draft.events) {
      const isNever = event === 'inService' && from.get(subject) >= AFTER_ALL
      if (isNever || from.get(subject) <= latest) continue
      this.#tellEndBefore(event, from.get(subject), subject)
      return
    }
    // It ends not before it begins; and what is removed served before.
    const served = draft.service.possibleFrom.get(subject)
    const began = served < AFTER_ALL ? served : draft.presence.possibleFrom.get(subject)
    const earliest = Math.max(this.#plan.earliest, began)
    for (const windows of [draft.service, draft.presence]) {
      windows.endOn(subject, earliest, latest)
      windows.certainFrom.set(subject, Math.min(windows.certainFrom.get(subject), latest))
    }
    for (const event of draft.events.values()) {
      const isNever = event.earliest.get(subject) >= AFTER_ALL
      if (!isNever) event.latest.set(subject, Math.min(event.latest.get(subject), latest))
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

  #change(subject: number): PlannedChange {
    const { earliest, latest } = this.#plan
    const [technologies, bands] = [this.#text('technologies'), this.#text('bands')]
    const changed = changeInto(this.#loading, subject, {
      earliest,
      latest,
      ...(technologies === '' ? {} : { technologies }),
      ...(bands === '' ? {} : { bands }),
    })
    return this.#record(changed, this.#classesOf(changed))
  }

  #replace(subject: number): PlannedChange {
    const { draft, entities, interner } = this.#loading
    const identifier = this.#successorOf(subject)
    const existing = entities.find(identifier)
    if (existing !== undefined) {
      this.#end(subject)
      const successor = entities.lastSubjectOf(existing)
      return this.#record(successor, [...this.#classesOf(successor), ...this.#classesOf(subject)])
    }
    const fields: Partial<Record<ClassField, string>> = { product: this.#text('product') }
    for (const role of ROLE_FIELDS) fields[role] = this.#text(role)
    for (const field of INHERITED_FIELDS) if (this.#text(field) !== '') fields[field] = this.#text(field)
    const classId = interner.variant(draft.classOf[subject]!, { ...fields, ...this.#siteFields() })
    this.#end(subject)
    const successor = this.#add(identifier, this.#siteNumber(draft.site[subject]!), classId)
    draft.inheritWeights(subject, successor)
    this.#setStatedWeights(successor)
    return this.#record(successor, [classId, ...this.#classesOf(subject)])
  }

  #install(): PlannedChange[] {
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
      interner.variant(none, { ...fields, ...this.#siteFields() }),
    )
    this.#setStatedWeights(subject)
    return [this.#record(subject, this.#classesOf(subject))]
  }

  #siteNumber(inherited: number): number {
    const site = this.#text('site')
    return site === '' ? inherited : (this.#loading.sites.find(site) ?? -1)
  }

  /** What a stated site says of its elements; else they keep what is known of their place. */
  #siteFields(): Partial<Record<ClassField, string>> {
    const { sites } = this.#loading
    const site = this.#siteNumber(-1)
    if (site < 0) return {}
    return { place: 'on a site', region: sites.regionOf(site), siteTags: sites.tagsOf(site) }
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
