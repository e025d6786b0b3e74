// What an element carries on which days: its technologies and bands, from one planned or recorded change to the next.
// `docs/models/rules.md`, "The estate on a day".

import { AFTER_ALL, BEFORE_ALL } from '#base/calendar.ts'
import { splitList } from '#model/column.ts'
import type { Configuration } from '#model/estate.ts'
import { findFunction } from '#model/network-function.ts'
import { plainBand } from '#model/plain-name.ts'
import type { ClassInterner } from './class-interner.ts'

/** What is stated of technologies and bands, as the cells of a table hold it. */
export type Carried = readonly [technologies: string, bands: string]

/** A change on one of the days [earliest, latest]; what it does not state stays as it is. */
export interface Edit {
  readonly earliest: number
  readonly latest: number
  readonly technologies?: string
  readonly bands?: string
}

/** Days [from, until) on which an element carries one of these, and nobody knows which. */
export interface CarriedStretch {
  readonly from: number
  readonly until: number
  readonly carried: readonly Carried[]
}

/** Beyond so many changes that may or may not have been made on one day, each is taken by itself. */
const MOST_OPEN = 16

/**
 * The stretches that changes on unknown days make of all of time, in order: at first it carries one of `first`. A change made later goes before one made
 * earlier; of the same day, the one that stands later in `edits`.
 */
export function stretchesOf(first: readonly Carried[], edits: readonly Edit[]): CarriedStretch[] {
  // From the day after its first on, a change may have been made after another of that first day.
  const turns = new Set([BEFORE_ALL, ...edits.flatMap(({ earliest, latest }) => [earliest, earliest + 1, latest])])
  const days = [...turns].filter((day) => BEFORE_ALL <= day && day < AFTER_ALL).sort((left, right) => left - right)
  const stretches: CarriedStretch[] = []
  for (const [index, from] of days.entries()) {
    const until = days[index + 1] ?? AFTER_ALL
    const carried = carriedOn(first, edits, from)
    const before = stretches.at(-1)
    if (before && isSame(before.carried, carried)) stretches[stretches.length - 1] = { ...before, until }
    else stretches.push({ from, until, carried })
  }
  return stretches
}

/** What many elements carry at first and are changed into alike: their stretches are worked out once. */
export class KnownStretches {
  readonly #known = new Map<string, readonly CarriedStretch[]>()

  of(first: readonly Carried[], edits: readonly Edit[]): readonly CarriedStretch[] {
    const key = JSON.stringify([first, edits])
    let stretches = this.#known.get(key)
    if (!stretches) this.#known.set(key, (stretches = stretchesOf(first, edits)))
    return stretches
  }
}

/** All that may be carried on the day, whichever of the changes that may have been made by then were. */
function carriedOn(first: readonly Carried[], edits: readonly Edit[], day: number): Carried[] {
  const begun = edits.filter(({ earliest }) => earliest <= day)
  const open = begun.filter(({ latest }) => day < latest)
  return distinct(
    first.flatMap((one) => {
      if (open.length > MOST_OPEN)
        return pairsOf(FIELDS.map((field, index) => [one[index]!, ...statedIn(begun, field)]))
      return atMostTwoOf(open).flatMap((made) => {
        const done = begun.filter((edit) => edit.latest <= day || made.includes(edit))
        const inOrder = done.map((edit, place) => ({ edit, place }))
        return leftBy(one, inOrder, { day, place: done.length })
      })
    }),
  )
}

const FIELDS = ['technologies', 'bands'] as const
type Field = (typeof FIELDS)[number]

/**
 * The one that states the technologies and the one that states the bands are all it takes: what more changes leave to
 * be carried, these two do without them, for fewer come after them.
 */
function atMostTwoOf(edits: readonly Edit[]): Edit[][] {
  return [[], ...edits.flatMap((one, place) => [[one], ...edits.slice(place + 1).map((other) => [one, other])])]
}

/** Of one day, changes are made in the order of their places. */
interface Turn {
  readonly day: number
  readonly place: number
}

/** A change and its place among all. */
interface PlacedEdit {
  readonly edit: Edit
  readonly place: number
}

/** What changes all made before a turn may leave to be carried: what the last one states and, of what it does not, the last that does. */
function leftBy(first: Carried, made: readonly PlacedEdit[], turn: Turn): Carried[] {
  if (made.length === 0) return [first]
  return lastOf(made, turn).flatMap(({ edit, place, day }) => {
    const missing = FIELDS.filter((field) => edit[field] === undefined)
    const others = made.filter((other) => missing.some((field) => other.edit[field] !== undefined))
    return leftBy(first, others, { day, place }).map(
      ([technologies, bands]): Carried => [edit.technologies ?? technologies, edit.bands ?? bands],
    )
  })
}

/** Those that can be made after all others, each with the last day on which it can. */
function lastOf(made: readonly PlacedEdit[], turn: Turn): (PlacedEdit & Turn)[] {
  return made
    .map((one) => ({ ...one, day: lastDayBefore(turn, one) }))
    .filter((last) => last.day >= last.edit.earliest)
    .filter((last) =>
      made.every((other) => other.place === last.place || lastDayBefore(last, other) >= other.edit.earliest),
    )
}

function lastDayBefore(turn: Turn, { edit, place }: PlacedEdit): number {
  return Math.min(edit.latest, place < turn.place ? turn.day : turn.day - 1)
}

function statedIn(edits: readonly Edit[], field: Field): string[] {
  return edits.flatMap((edit) => edit[field] ?? [])
}

/** Each of the technologies with each of the bands. */
function pairsOf([technologies, bands]: readonly (readonly string[])[]): Carried[] {
  return distinct(technologies!.flatMap((some) => bands!.map((those): Carried => [some, those])))
}

function distinct(carried: readonly Carried[]): Carried[] {
  if (carried.length === 1) return [...carried]
  return [...new Map(carried.map((one) => [JSON.stringify(one), one])).values()]
}

function isSame(left: readonly Carried[], right: readonly Carried[]): boolean {
  const texts = new Set(right.map((one) => JSON.stringify(one)))
  return left.length === right.length && left.every((one) => texts.has(JSON.stringify(one)))
}

/** The class like `classId` that carries one of these. */
export function classCarrying(interner: ClassInterner, classId: number, carried: readonly Carried[]): number {
  const [[technologies, bands], ...others] = distinct(carried) as [Carried, ...Carried[]]
  const perhapsCarried = others.length === 0 ? '' : JSON.stringify(others)
  return interner.variant(classId, { technologies, bands, perhapsCarried })
}

/** What subjects of the class may carry, as it is stated. */
export function carriedBy(interner: ClassInterner, classId: number): Carried[] {
  const stated: Carried = [interner.textOf(classId, 'technologies'), interner.textOf(classId, 'bands')]
  const perhaps = interner.textOf(classId, 'perhapsCarried')
  return perhaps === '' ? [stated] : [stated, ...(JSON.parse(perhaps) as Carried[])]
}

/** Every configuration that subjects of the class may carry. */
export function configurationsOf(interner: ClassInterner, classId: number): Configuration[] {
  const functions = splitList(interner.textOf(classId, 'function'))
  return carriedBy(interner, classId).map(([technologies, bands]) => ({
    technologies: technologiesOf(functions, technologies),
    bands: bandsOf(bands),
  }))
}

/** Stated and implied; undefined where neither says any. */
export function technologiesOf(functions: readonly string[], stated: string): readonly string[] | undefined {
  const implied = functions.map((id) => findFunction(id)?.technology).filter((technology) => technology !== undefined)
  if (stated === '' || stated === 'unknown') return implied.length === 0 ? undefined : implied
  return [...new Set([...splitList(stated), ...implied])]
}

/** As they are compared, whoever wrote them; undefined where none is stated. */
export function bandsOf(stated: string): readonly string[] | undefined {
  return stated === '' || stated === 'unknown' ? undefined : splitList(stated).map(plainBand)
}
