// Which elements does a row of the plan mean? `docs/models/rules.md`, "The plan".

import { AFTER_ALL, BEFORE_ALL } from '#base/calendar.ts'
import { formatCount, formatNumber } from '#base/format-number.ts'
import { formatDateSpan } from '#base/date-span.ts'
import { type FactTable, textAt } from '#model/fact-table.ts'
import { type Fault, quoteForFault } from '#model/fault.ts'
import { placeOf } from '#model/place.ts'
import { readSelector, type Selector } from '#model/selector.ts'
import { resolveVendor } from '../vendors/index.ts'
import type { CarryingOut } from './carrying-out.ts'
import type { Loading } from './loading.ts'
import { daysFor, isShown } from './plan-against-inventory.ts'
import type { PlanRow } from './plan-row.ts'
import type { Selected } from './plan-selections.ts'
import { END_OF_PRESENCE } from './stated-end.ts'

/** What the row is about, and is still there; none where two elements would come to have one name. */
export function targetsOf(row: PlanRow, carrying: CarryingOut): number[] {
  const targets = row.text('element') === '' ? selectedBy(row, carrying) : namedBy(row, carrying)
  if (row.action !== 'replace') return targets
  if (targets.length > 1 && row.text('successor') !== '') {
    row.fault('successor', 'one successor for several elements', 'blank, or one element')
    return []
  }
  return targets.filter((subject) => {
    const successor = successorOf(row, subject, carrying)
    const existing = carrying.entities.find(successor)
    if (existing === undefined || isShown(row, existing, carrying)) return true
    row.fault('successor', 'element exists already', 'a new identifier', successor)
    return false
  })
}

/** The name of what takes the place of an element. */
export function successorOf(row: PlanRow, subject: number, { draft, entities }: CarryingOut): string {
  return row.text('successor') || `${entities.identifierOf(draft.entityOf[subject]!)}~${formatDateSpan(row.date)}`
}

function namedBy(row: PlanRow, carrying: CarryingOut): number[] {
  const { draft, entities, removedByPlan } = carrying
  const identifier = row.text('element')
  const entity = entities.find(identifier)
  if (entity === undefined) {
    if (isNeverThere(identifier, carrying)) carrying.report(describeUnknown(row.table, row.row, identifier))
    carrying.absences.passOverPlanned(row)
    return []
  }
  const subject = entities.lastSubjectOf(entity)
  if (draft.statedEnd[subject]! < END_OF_PRESENCE) return [subject]
  const why = removedByPlan.has(entity) ? 'already removed by an earlier row' : 'the inventory states its removal'
  row.fault('element', why, 'an element whose removal nothing states yet')
  return []
}

/** Not where a row that is not known on the day, or is at fault, speaks of the element; but where only a later one makes it. */
function isNeverThere(identifier: string, { absences, stillToBeMade }: CarryingOut): boolean {
  return (stillToBeMade.get(identifier) ?? 0) > 0 || !absences.mayHave(identifier)
}

function selectedBy(row: PlanRow, carrying: CarryingOut): number[] {
  const selector = selectorOf(row)
  const { low, high } = row.amount('quantity') ?? ALL
  if (!selector) return []
  if (high > low) {
    const text = high === Number.POSITIVE_INFINITY ? 'unknown' : `${low}..${high}`
    row.fault('quantity', 'how many is not known', 'a number, or blank for all that are selected', text)
    return []
  }
  const selection = carrying.selections.of(row.text('selector'), selector, row.action)
  const days = (subject: number) => daysFor(row, subject, carrying)
  const selected = selection.first(high, row.date.earliest, days)
  const found = selected.selected.length
  // Those left out may be what is missing.
  const missing = high === Number.POSITIVE_INFINITY ? Number(found === 0) : high - found
  const isTooFew = missing > selected.perhaps && !namesNobody(selector, selected, carrying)
  if (isTooFew) tellTooFew(row, selected, high, carrying)
  else if (selected.perhaps > 0) tellLeftOut(row, selected, high)
  if (selected.passedOver > 0) tellPassedOver(row, selected.passedOver)
  return selected.selected
}

/** That a name is nobody's is told of the selector itself; that it means nothing only follows from it. */
function namesNobody(selector: Selector, { perhaps }: Selected, { book, absences, stated }: CarryingOut): boolean {
  return (
    (selector.get('vendor') ?? []).some((name) => resolveVendor(book, name).kind !== 'resolved') ||
    (selector.get('element') ?? []).some((name) => !absences.mayHave(name)) ||
    (perhaps === 0 && STATED_KEYS.some((key) => selector.get(key)?.every((name) => !stated.mayHave(key, name))))
  )
}

/** Keys by which only what the tables state can be named. */
const STATED_KEYS = ['site', 'region', 'siteTag', 'tag', 'product', 'band'] as const

const ALL = { low: Number.POSITIVE_INFINITY, high: Number.POSITIVE_INFINITY }

/** Undefined where it cannot be read, which is told before the plan is carried out. */
function selectorOf(row: PlanRow): Selector | undefined {
  const reading = readSelector(row.text('selector'))
  return 'value' in reading ? reading.value : undefined
}

function tellLeftOut(row: PlanRow, { selected, perhaps, open, isAnyChanging }: Selected, wanted: number): void {
  const isShort = wanted !== Number.POSITIVE_INFINITY && selected.length < wanted
  const found = isShort ? `only ${selected.length} of ${wanted} elements meet the selector for certain; ` : ''
  const unknown = [
    ...(open.length === 0 ? [] : [`${open.join(', ')} not known`]),
    ...(isAnyChanging ? [`changed by ${sayDay(row)} or not`] : []),
  ]
  row.warn(
    'selector',
    `${found}${perhaps} of the elements left out may meet it: ${unknown.join('; ')}`,
    'an inventory that says what is not known, a date after the changes, or the elements by name',
  )
}

/** A row may be dated by nothing at all. */
function sayDay({ date }: PlanRow): string {
  const isUnknown = date.earliest <= BEFORE_ALL && date.latest >= AFTER_ALL
  return isUnknown ? 'the day of the row, which is not known,' : formatDateSpan(date)
}

function tellPassedOver(row: PlanRow, count: number): void {
  row.warn(
    'selector',
    `${count} of the elements passed over: their end is stated, though later than ${sayDay(row)}`,
    row.action === 'replace'
      ? 'an inventory that states no end of what the plan replaces'
      : 'an inventory that states no removal of what the plan is to speak of',
  )
}

function tellTooFew(row: PlanRow, selected: Selected, wanted: number, { absences: { why } }: CarryingOut): void {
  const tell = (problem: string, expected: string): void => {
    if (why === undefined) row.fault('selector', problem, expected)
    // What the estate lacks may have met it.
    else row.warn('selector', problem, `${expected}; a warning only, for ${why}`)
  }
  const found = selected.selected.length
  if (wanted === Number.POSITIVE_INFINITY)
    return tell('the selector means no element', 'at least one element that is still there')
  const perhaps = selected.perhaps === 0 ? '' : `, and ${formatCount(selected.perhaps, 'other')} may`
  const meeting =
    found === 0 ? 'no element meets' : `only ${formatCount(found, 'element')} ${found === 1 ? 'meets' : 'meet'}`
  const most = found === 0 ? '' : `, or a quantity of at most ${formatNumber(found)}`
  tell(
    `the quantity is ${formatNumber(wanted)}, and ${meeting} the selector${perhaps}`,
    `a selector that so many meet${most}`,
  )
}

/** Rows left out for other faults are not carried out; that nothing speaks of their element is told all the same. */
export function tellUnknownElements(table: FactTable, { absences, report }: Loading): void {
  for (let row = 0; row < table.rowCount; row++) {
    const [action, element] = [textAt(table, 'action', row), textAt(table, 'element', row)]
    // Of an action that could not be read the element may be a new one.
    if (action === '' || action === 'install' || element === '') continue
    if (!absences.mayHave(element)) report(describeUnknown(table, row, element))
  }
}

function describeUnknown(table: FactTable, row: number, element: string): Fault {
  return {
    code: 'unknown-reference',
    severity: 'error',
    ...placeOf(table, row),
    column: 'element',
    text: quoteForFault(element),
    problem: 'unknown element',
    expected: 'an element of the inventory, or one an earlier row installs',
  }
}
