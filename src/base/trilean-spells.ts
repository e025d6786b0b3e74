// An answer that changes with the day: no, maybe or yes, over all of time.

import { AFTER_ALL, BEFORE_ALL, type CivilDay } from './calendar.ts'
import { agree, and, NO, not, or, type Trilean } from './trilean.ts'

/** `value` holds on the days [from, until). */
export interface TrileanSpell {
  readonly from: CivilDay
  readonly until: CivilDay
  readonly value: Trilean
}

/** Spells in order that cover [BEFORE_ALL, AFTER_ALL) without gap or overlap; neighbours differ. */
export type TrileanSpells = readonly TrileanSpell[]

const CONSTANT: readonly TrileanSpells[] = [0, 1, 2].map((value) => [
  { from: BEFORE_ALL, until: AFTER_ALL, value: value as Trilean },
])

export function always(value: Trilean): TrileanSpells {
  return CONSTANT[value]!
}

/** `value` on [from, until), no outside it. */
export function during(from: CivilDay, until: CivilDay, value: Trilean): TrileanSpells {
  if (value === NO || from >= until) return always(NO)
  const spells: TrileanSpell[] = []
  if (from > BEFORE_ALL) spells.push({ from: BEFORE_ALL, until: from, value: NO })
  spells.push({ from: Math.max(from, BEFORE_ALL), until: Math.min(until, AFTER_ALL), value })
  if (until < AFTER_ALL) spells.push({ from: until, until: AFTER_ALL, value: NO })
  return spells
}

function combine(
  left: TrileanSpells,
  right: TrileanSpells,
  join: (left: Trilean, right: Trilean) => Trilean,
): TrileanSpells {
  if (left.length === 1 && right.length === 1) return always(join(left[0]!.value, right[0]!.value))
  const spells: { from: CivilDay; until: CivilDay; value: Trilean }[] = []
  let leftIndex = 0
  let rightIndex = 0
  let from = BEFORE_ALL
  while (from < AFTER_ALL) {
    const leftSpell = left[leftIndex]!
    const rightSpell = right[rightIndex]!
    const until = Math.min(leftSpell.until, rightSpell.until)
    const value = join(leftSpell.value, rightSpell.value)
    const last = spells.at(-1)
    if (last?.value === value) last.until = until
    else spells.push({ from, until, value })
    if (leftSpell.until === until) leftIndex += 1
    if (rightSpell.until === until) rightIndex += 1
    from = until
  }
  return spells
}

export function andSpells(left: TrileanSpells, right: TrileanSpells): TrileanSpells {
  return combine(left, right, and)
}

export function orSpells(left: TrileanSpells, right: TrileanSpells): TrileanSpells {
  return combine(left, right, or)
}

export function agreeSpells(left: TrileanSpells, right: TrileanSpells): TrileanSpells {
  return combine(left, right, agree)
}

export function notSpells(spells: TrileanSpells): TrileanSpells {
  return spells.map((spell) => ({ ...spell, value: not(spell.value) }))
}

export function valueOn(spells: TrileanSpells, day: CivilDay): Trilean {
  for (const spell of spells) if (day < spell.until) return spell.value
  return spells.at(-1)!.value
}
