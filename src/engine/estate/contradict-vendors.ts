// Of which elements does a list of the network name another vendor than the inventory?
//
// It is told and changes no figure: which of the two is right only the operator knows.

import type { Supplier } from '#model/estate.ts'
import { type FactTable, textAt } from '#model/fact-table.ts'
import { originOf } from '#model/fact-origin.ts'
import { sayPlace } from '#model/place.ts'
import type { Reconciliation } from '#model/verdict.ts'
import type { Loading } from './loading.ts'
import type { SupplierResolver } from './supplier-resolution.ts'

const EXAMPLES_SHOWN = 10

/** `rowOf`: the row of the list that names an entity. */
export function contradictVendors(
  table: FactTable,
  rowOf: ReadonlyMap<number, number>,
  { draft, interner, entities }: Loading,
  subjectCount: number,
  resolver: SupplierResolver,
): Reconciliation['contradictions'] {
  const told = new Set<number>()
  const examples: string[] = []
  const answers = new Map<string, boolean>()
  for (let subject = 0; subject < subjectCount; subject++) {
    const entity = draft.entityOf[subject]!
    const row = rowOf.get(entity)
    const classId = draft.classOf[subject]!
    if (row === undefined || told.has(entity) || interner.textOf(classId, 'subject') !== '') continue
    const [vendor, product] = [textAt(table, 'vendor', row), textAt(table, 'product', row)]
    const key = [classId, vendor, product].join('\u0000')
    let isOther = answers.get(key)
    if (isOther === undefined) {
      const seen: Supplier = { role: 'brand', name: vendor, ...resolver.resolve(vendor, product) }
      isOther = vendor !== '' && isAnother(seen, makersOf(resolver.suppliersOf(interner, classId)))
      answers.set(key, isOther)
    }
    if (!isOther) continue
    told.add(entity)
    if (examples.length === EXAMPLES_SHOWN) continue
    const names = new Set(makersOf(resolver.suppliersOf(interner, classId)).map(({ name }) => `\`${name}\``))
    const inventory = entities.originOf(entity)
    const [list, stated] = [originOf(table, row), originOf(inventory.table, inventory.row)]
    examples.push(
      `element \`${entities.identifierOf(entity)}\`: ${sayPlace(list)} names vendor \`${vendor}\`, ${sayPlace(stated)} names ${[...names].join(' and ')}`,
    )
  }
  return { total: told.size, examples }
}

/** Who made an element, by any name that is stated: a list names no roles. */
function makersOf(suppliers: readonly Supplier[]): Supplier[] {
  return suppliers.filter(
    ({ role, name }) => name !== '' && (role === 'hardware' || role === 'brand' || role === 'software'),
  )
}

/** Both are known, on any day, and nobody is both. */
function isAnother(seen: Supplier, makers: readonly Supplier[]): boolean {
  const meant = identitiesOf(seen)
  const stated = makers.map(identitiesOf)
  if (meant === undefined || stated.length === 0) return false
  return stated.every((identities) => identities !== undefined && identities.every((one) => !meant.includes(one)))
}

/** Whoever the name stands for on some day; undefined where that is not known. */
function identitiesOf({ resolution, spells }: Supplier): string[] | undefined {
  const resolutions = [resolution, ...(spells ?? []).map((spell) => spell.resolution)]
  const vendors = resolutions.flatMap((one) => (one?.kind === 'resolved' ? one.vendor : []))
  return vendors.length === resolutions.length ? vendors : undefined
}
