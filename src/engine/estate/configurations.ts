// What an element carries on which days: its technologies and bands, from one planned or recorded change to the next.
// `docs/models/rules.md`, "The estate on a day".

import { AFTER_ALL, BEFORE_ALL } from '#base/calendar.ts'
import { splitList } from '#model/column.ts'
import type { Configuration } from '#model/estate.ts'
import { findFunction } from '#model/network-function.ts'
import type { ClassInterner } from './class-interner.ts'

/** A class, and the days in [earliest, latest] on one of which it begins; the change to the next one ends it. */
export interface CarriedFrom {
  readonly classId: number
  readonly earliest: number
  readonly latest: number
}

/** Days [from, until) on which an element is one of these classes, and nobody knows which. */
export interface CarriedStretch {
  readonly from: number
  readonly until: number
  readonly classIds: readonly number[]
}

/**
 * The stretches that changes on unknown days make of all of time, in order. `carried` in the order in which the changes
 * are carried out, the first from the beginning on: a later change goes before an earlier one.
 */
export function stretchesOf(carried: readonly CarriedFrom[]): CarriedStretch[] {
  const turns = new Set([BEFORE_ALL, ...carried.flatMap(({ earliest, latest }) => [earliest, latest])])
  const days = [...turns].filter((day) => day < AFTER_ALL).sort((left, right) => left - right)
  const stretches: CarriedStretch[] = []
  for (const [index, from] of days.entries()) {
    const until = days[index + 1] ?? AFTER_ALL
    const classIds = carriedOn(carried, from)
    const before = stretches.at(-1)
    if (before && isSame(before.classIds, classIds)) stretches[stretches.length - 1] = { ...before, until }
    else stretches.push({ from, until, classIds })
  }
  return stretches
}

/** What may have begun by the day, and need not have given way by then. */
function carriedOn(carried: readonly CarriedFrom[], day: number): number[] {
  const classIds: number[] = []
  let giveWay = AFTER_ALL
  for (const { classId, earliest, latest } of carried.toReversed()) {
    if (earliest <= day && day < giveWay) classIds.unshift(classId)
    giveWay = Math.min(giveWay, latest)
  }
  return [...new Set(classIds)]
}

function isSame(left: readonly number[], right: readonly number[]): boolean {
  return left.length === right.length && left.every((classId) => right.includes(classId))
}

/** The class of what is one of these, which differ in technologies and bands alone. */
export function eitherOf(interner: ClassInterner, classIds: readonly number[]): number {
  const [first, ...others] = classIds
  if (others.length === 0) return first!
  const perhapsCarried = JSON.stringify(others.map((other) => statedBy(interner, other)))
  return interner.variant(first!, { perhapsCarried })
}

type Stated = readonly [technologies: string, bands: string]

function statedBy(interner: ClassInterner, classId: number): Stated {
  return [interner.textOf(classId, 'technologies'), interner.textOf(classId, 'bands')]
}

/** Every configuration that subjects of the class may carry. */
export function configurationsOf(interner: ClassInterner, classId: number): Configuration[] {
  const functions = splitList(interner.textOf(classId, 'function'))
  const perhaps = interner.textOf(classId, 'perhapsCarried')
  const stated: Stated[] = [statedBy(interner, classId), ...(perhaps === '' ? [] : (JSON.parse(perhaps) as Stated[]))]
  return stated.map(([technologies, bands]) => ({
    technologies: technologiesOf(functions, technologies),
    bands: bands === '' || bands === 'unknown' ? undefined : splitList(bands),
  }))
}

function technologiesOf(functions: readonly string[], stated: string): readonly string[] | undefined {
  const implied = functions.map((id) => findFunction(id)?.technology).filter((technology) => technology !== undefined)
  if (stated === '' || stated === 'unknown') return implied.length === 0 ? undefined : implied
  return [...new Set([...splitList(stated), ...implied])]
}
