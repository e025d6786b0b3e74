// Who the suppliers of a class are: names as written, filled by role, resolved once a class.

import type { Supplier } from '#model/estate.ts'
import { SUPPLIER_ROLES, type SupplierRole } from '#model/tables.ts'
import type { VendorResolution } from '#model/vendor.ts'
import { resolveOverTime, resolveVendor, type VendorBook } from '../vendors/index.ts'
import type { ClassField, ClassInterner } from './class-interner.ts'

/** Roles that every element has; the others may simply not exist. */
const NECESSARY_ROLES: ReadonlySet<SupplierRole> = new Set(['hardware', 'brand', 'software'])

type Resolved = Pick<Supplier, 'spells'> & { readonly resolution: VendorResolution }

export class SupplierResolver {
  readonly #book: VendorBook
  readonly #known = new Map<string, Resolved>()

  constructor(book: VendorBook) {
    this.#book = book
  }

  resolve(name: string, product: string): Resolved {
    const key = `${name}\u0000${product}`
    let resolved = this.#known.get(key)
    if (!resolved) this.#known.set(key, (resolved = this.#resolveAnew(name, product)))
    return resolved
  }

  #resolveAnew(name: string, product: string): Resolved {
    if (name === 'unknown') return { resolution: { kind: 'nobody' } }
    if (product === '') return { resolution: resolveVendor(this.#book, name) }
    const spells = resolveOverTime(this.#book, name, product)
    return { resolution: resolveVendor(this.#book, name, product), ...(spells ? { spells } : {}) }
  }

  suppliersOf(interner: ClassInterner, classId: number): Supplier[] {
    const subject = interner.textOf(classId, 'subject')
    const kind = interner.textOf(classId, 'kind')
    const vendor = interner.textOf(classId, 'vendor')
    const product = interner.textOf(classId, 'product')
    const suppliers: Supplier[] = []
    for (const role of SUPPLIER_ROLES) {
      const isNecessary =
        subject !== 'contract' &&
        NECESSARY_ROLES.has(role) &&
        !(role === 'hardware' && (kind === 'virtual' || kind === 'service'))
      const stated = interner.textOf(classId, `${role}Vendor` as ClassField)
      const name = stated !== '' ? stated : NECESSARY_ROLES.has(role) && subject !== 'contract' ? vendor : ''
      if (name !== '') suppliers.push({ role, name, ...this.resolve(name, product) })
      else if (isNecessary) suppliers.push({ role, name: '', resolution: undefined })
    }
    return suppliers
  }
}
