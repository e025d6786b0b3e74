// Different vendors for a diversity rule: vendors under one controller are one.

import { AFTER_ALL, BEFORE_ALL } from '#base/calendar.ts'
import { YES } from '#base/trilean.ts'
import type { Estate, SubjectClass } from '#model/estate.ts'
import type { SupplierRole } from '#model/tables.ts'
import { groupAt, linksUpwards, turningDays, type VendorBook } from '../vendors/index.ts'

/** The group a class's supplier belongs to on [from, until); -1: not known, it may be any. */
export interface GroupSpell {
  readonly from: number
  readonly until: number
  readonly group: number
}

export interface ClassGroups {
  readonly names: readonly string[]
  /** By class; empty: the class has no supplier in the role. */
  readonly spells: readonly (readonly GroupSpell[])[]
}

export function groupClasses(estate: Estate, role: SupplierRole, book: VendorBook): ClassGroups {
  const names: string[] = []
  const indexOf = new Map<string, number>()
  const numberOf = (name: string): number => {
    let index = indexOf.get(name)
    if (index === undefined) {
      index = names.length
      names.push(name)
      indexOf.set(name, index)
    }
    return index
  }
  const spells = estate.classes.map((subject) => groupSpells(subject, role, book, numberOf))
  return { names, spells }
}

function groupSpells(
  subject: SubjectClass,
  role: SupplierRole,
  book: VendorBook,
  numberOf: (name: string) => number,
): GroupSpell[] {
  const supplier = subject.suppliers.find((one) => one.role === role)
  if (!supplier) return []
  const { resolution } = supplier
  if (resolution?.kind !== 'resolved') return [{ from: BEFORE_ALL, until: AFTER_ALL, group: -1 }]
  const spells: { from: number; until: number; group: number }[] = []
  const days = turningDays(linksUpwards(book.ownership, resolution.vendor))
  for (const [index, from] of days.entries()) {
    const until = days[index + 1] ?? AFTER_ALL
    const { controllers } = groupAt(book, resolution.vendor, from)
    // One controller for certain makes the group; a joint venture, or doubt, leaves it open whose it is.
    const only = controllers.length === 1 && controllers[0]!.value === YES ? numberOf(controllers[0]!.vendor) : -1
    const last = spells.at(-1)
    if (last?.group === only) last.until = until
    else spells.push({ from, until, group: only })
  }
  return spells
}
