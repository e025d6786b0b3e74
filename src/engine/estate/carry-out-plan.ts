// Carries out plan.csv on the estate: `docs/models/rules.md`, "The plan".

import type { DateSpan } from '#base/date-span.ts'
import type { PlannedChange } from '#model/estate.ts'
import type { FactTable } from '#model/fact-table.ts'
import { beginCarryingOut, type CarryingOut, classesOf } from './carrying-out.ts'
import { makeInstalled, makeSuccessor } from './make-planned-element.ts'
import { daysFor, isShown, tellContradicted } from './plan-against-inventory.ts'
import { knownRowsInOrder, type PlanRow } from './plan-row.ts'
import type { Selecting } from './plan-selections.ts'
import { successorOf, targetsOf, tellUnknownElements } from './plan-targets.ts'
import { removeElement, tellRemovedBefore } from './remove-element.ts'
import { endSoughtBy } from './stated-end.ts'
import { changeInto } from './settle-configurations.ts'

/**
 * Carries out the known rows in order of date, file and line; returns what was changed, with
 * subjects still numbered as in the draft. Faults keep their row out.
 */
export function carryOutPlan(tables: readonly FactTable[], selecting: Selecting): PlannedChange[] {
  const changes: PlannedChange[] = []
  const rows = knownRowsInOrder(tables, selecting)
  const carrying = beginCarryingOut(rows, selecting)
  const { stillToBeMade } = carrying
  for (const row of rows) {
    stillToBeMade.set(row.made, stillToBeMade.get(row.made)! - 1)
    for (const change of carryOut(row, carrying)) changes.push(change)
    if (row.isAtFault) selecting.absences.passOverPlanned(row)
  }
  for (const { leftOut } of tables) if (leftOut?.rows) tellUnknownElements(leftOut.rows, selecting)
  return changes
}

function carryOut(row: PlanRow, carrying: CarryingOut): PlannedChange[] {
  const done = shownDone(row, carrying)
  if (done) return [done]
  if (row.action === 'install') return install(row, carrying)
  const targets = targetsOf(row, carrying)
  tellContradicted(row, targets, carrying)
  if (row.action !== 'change') tellRemovedBefore(row, targets, carrying)
  return targets.map((subject) => alter(row, subject, daysFor(row, subject, carrying), carrying))
}

/** A row that the inventory shows carried out: the change as the inventory has it. */
function shownDone(row: PlanRow, carrying: CarryingOut): PlannedChange | undefined {
  const { draft, entities, removedByPlan } = carrying
  const entity = entities.find(row.text('element'))
  if (entity === undefined || !isShown(row, entity, carrying)) return undefined
  const subject = entities.lastSubjectOf(entity)
  if (row.action === 'install') return record(row, subject, classesOf(subject, carrying))
  if (removedByPlan.has(entity) || draft.statedEnd[subject]! < endSoughtBy(row.action)) return undefined
  const successor = row.action === 'replace' ? entities.find(row.text('successor')) : undefined
  if (successor === undefined) return record(row, subject, classesOf(subject, carrying))
  return recordReplaced(row, subject, entities.lastSubjectOf(successor), carrying)
}

function install(row: PlanRow, carrying: CarryingOut): PlannedChange[] {
  const identifier = row.text('element')
  if (identifier === '') {
    row.fault('element', 'missing value', 'the identifier of the new element')
    return []
  }
  if (carrying.entities.find(identifier) !== undefined) {
    row.fault('element', 'element exists already', 'a new identifier')
    return []
  }
  const subject = makeInstalled(row, identifier, carrying)
  return [record(row, subject, classesOf(subject, carrying))]
}

/** `days`: those on which the row is carried out on the subject. */
function alter(row: PlanRow, subject: number, days: DateSpan, carrying: CarryingOut): PlannedChange {
  if (row.action === 'change') return change(row, subject, days, carrying)
  if (row.action === 'replace') return replace(row, subject, days, carrying)
  removeElement(subject, days, carrying)
  return record(row, subject, classesOf(subject, carrying))
}

function change(row: PlanRow, subject: number, { earliest, latest }: DateSpan, carrying: CarryingOut): PlannedChange {
  const [technologies, bands] = [row.text('technologies'), row.text('bands')]
  const changed = changeInto(carrying, subject, {
    earliest,
    latest,
    ...(technologies === '' ? {} : { technologies }),
    ...(bands === '' ? {} : { bands }),
  })
  return record(row, changed, classesOf(changed, carrying))
}

function replace(row: PlanRow, subject: number, days: DateSpan, carrying: CarryingOut): PlannedChange {
  const identifier = successorOf(row, subject, carrying)
  const existing = carrying.entities.find(identifier)
  const successor =
    existing === undefined
      ? makeSuccessor(row, identifier, subject, days, carrying)
      : carrying.entities.lastSubjectOf(existing)
  removeElement(subject, days, carrying)
  return recordReplaced(row, subject, successor, carrying)
}

function recordReplaced(row: PlanRow, old: number, successor: number, carrying: CarryingOut): PlannedChange {
  return record(row, successor, [...classesOf(successor, carrying), ...classesOf(old, carrying)])
}

function record(row: PlanRow, subject: number, classes: readonly number[]): PlannedChange {
  return {
    action: row.action,
    // A notification is held against the date that was notified.
    ...row.date,
    subject,
    classes,
    notified: row.span('notified'),
    origin: { table: row.table, row: row.row },
  }
}
