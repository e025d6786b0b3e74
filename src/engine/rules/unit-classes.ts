// Units as rules on equipment see them: each as equipment like the element it sits in, made by the maker of its part.

import { NO } from '#base/trilean.ts'
import type { Estate, SubjectClass, Supplier } from '#model/estate.ts'
import { type FactTable, textAt } from '#model/fact-table.ts'
import { resolveOverTime, resolveVendor, type VendorBook } from '../vendors/index.ts'

/** Classes of units by the part they are of; what does not serve the operator is left out. */
export function unitClassesByPart({ classes }: Estate): ReadonlyMap<string, readonly SubjectClass[]> {
  const byPart = new Map<string, SubjectClass[]>()
  for (const one of classes) {
    if (one.subject !== 'unit' || one.served === NO) continue
    byPart.set(one.product, [...(byPart.get(one.product) ?? []), one])
  }
  return byPart
}

/** Of the product of the element nothing is kept in the class of its units. */
export function asElement(unitClass: SubjectClass): SubjectClass {
  return { ...unitClass, subject: 'element', product: '' }
}

/** Of each part, the parts in whose elements it is put: itself, where it is put into its own. */
export type PutInto = ReadonlyMap<string, readonly string[]>

/** Of each part, units of its own maker in the elements that it is put into; none is named where there are no such elements. */
export function classesPutInto(
  classesOf: ReadonlyMap<string, readonly SubjectClass[]>,
  putInto: PutInto,
  facts: readonly FactTable[],
  book: VendorBook,
): ReadonlyMap<string, readonly SubjectClass[]> {
  const all = new Map<string, readonly SubjectClass[]>()
  for (const [part, others] of putInto) {
    const maker = makerOf(part, facts)
    const classes = others.flatMap((other) => {
      const there = classesOf.get(other) ?? []
      return other === part ? there : there.map((one) => madeBy(one, part, maker, book))
    })
    if (classes.length > 0) all.set(part, classes)
  }
  return all
}

/** As its row names it; blank: nobody said, or there is no row. */
function makerOf(part: string, facts: readonly FactTable[]): string {
  for (const table of facts) {
    if (table.schema.name !== 'parts') continue
    for (let row = 0; row < table.rowCount; row++)
      if (textAt(table, 'part', row) === part) return textAt(table, 'manufacturer', row)
  }
  return ''
}

/** Every supplier of a unit is the maker of its part. */
function madeBy(unitClass: SubjectClass, part: string, maker: string, book: VendorBook): SubjectClass {
  const who = ((): Omit<Supplier, 'role'> => {
    if (maker === '') return { name: '', resolution: undefined }
    if (maker === 'unknown') return { name: maker, resolution: { kind: 'nobody' } }
    const spells = resolveOverTime(book, maker, part)
    return { name: maker, resolution: resolveVendor(book, maker, part), ...(spells ? { spells } : {}) }
  })()
  return { ...unitClass, product: part, suppliers: unitClass.suppliers.map(({ role }) => ({ role, ...who })) }
}
