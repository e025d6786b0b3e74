// Different vendors for a diversity rule: vendors under one controller are one.

import { AFTER_ALL, BEFORE_ALL } from '#base/calendar.ts'
import { YES } from '#base/trilean.ts'
import type { SubjectClass } from '#model/estate.ts'
import type { SupplierRole } from '#model/tables.ts'
import type { VendorResolution } from '#model/vendor.ts'
import { groupAt, linksUpwards, turningDays, type VendorBook } from '../vendors/index.ts'

/** The group a class's supplier belongs to on [from, until); -1: not known, it may be any. */
export interface GroupSpell {
  readonly from: number
  readonly until: number
  readonly group: number
}

/** Whether a class whose kind nobody knows, and whose maker nobody states, may be virtual and have no hardware. */
export function mayLackSupplier({ kind, suppliers }: SubjectClass, wanted: SupplierRole): boolean {
  const isStated = suppliers.some(({ role, resolution }) => role === wanted && resolution !== undefined)
  return wanted === 'hardware' && kind === 'unknown' && !isStated
}

/** Numbers the groups that suppliers in one role belong to, as they are met. */
export class VendorGroups {
  readonly #role: SupplierRole
  readonly #book: VendorBook
  readonly #indexOf = new Map<string, number>()
  readonly #spellsOfVendor = new Map<string, readonly GroupSpell[]>()

  constructor(role: SupplierRole, book: VendorBook) {
    this.#role = role
    this.#book = book
  }

  get count(): number {
    return this.#indexOf.size
  }

  /** Empty: the class has no supplier in the role. */
  spellsOf(subject: SubjectClass): readonly GroupSpell[] {
    const supplier = subject.suppliers.find((one) => one.role === this.#role)
    if (!supplier) return []
    const { resolution, spells } = supplier
    if (!spells) return this.#spellsOfResolution(resolution)
    return spells.flatMap((spell) =>
      this.#spellsOfResolution(spell.resolution)
        .map(({ from, until, group }) => ({
          from: Math.max(from, spell.from),
          until: Math.min(until, spell.until),
          group,
        }))
        .filter(({ from, until }) => from < until),
    )
  }

  #spellsOfResolution(resolution: VendorResolution | undefined): readonly GroupSpell[] {
    if (resolution?.kind !== 'resolved') return [{ from: BEFORE_ALL, until: AFTER_ALL, group: -1 }]
    let spells = this.#spellsOfVendor.get(resolution.vendor)
    if (!spells) this.#spellsOfVendor.set(resolution.vendor, (spells = this.#groupSpells(resolution.vendor)))
    return spells
  }

  #groupSpells(vendor: string): GroupSpell[] {
    const spells: { from: number; until: number; group: number }[] = []
    const days = turningDays(linksUpwards(this.#book.ownership, vendor))
    for (const [index, from] of days.entries()) {
      const until = days[index + 1] ?? AFTER_ALL
      const { controllers } = groupAt(this.#book, vendor, from)
      // One controller for certain makes the group; a joint venture, or doubt, leaves it open whose it is.
      const only =
        controllers.length === 1 && controllers[0]!.value === YES ? this.#numberOf(controllers[0]!.vendor) : -1
      const last = spells.at(-1)
      if (last?.group === only) last.until = until
      else spells.push({ from, until, group: only })
    }
    return spells
  }

  #numberOf(name: string): number {
    let index = this.#indexOf.get(name)
    if (index === undefined) this.#indexOf.set(name, (index = this.#indexOf.size))
    return index
  }
}
