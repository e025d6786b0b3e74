// Who the suppliers of a class are: names as written, filled by role, resolved once a class.

import type { Supplier } from '#model/estate.ts'
import { SUPPLIER_ROLES, type SupplierRole } from '#model/tables.ts'
import type { VendorResolution } from '#model/vendor.ts'
import { resolveVendor, type VendorBook } from '../vendors/index.ts'
import type { ClassField, ClassInterner } from './class-interner.ts'

/** Roles that every element has; the others may simply not exist. */
const NECESSARY_ROLES: ReadonlySet<SupplierRole> = new Set(['hardware', 'brand', 'software'])

export class SupplierResolver {
  readonly #book: VendorBook
  readonly #known = new Map<string, VendorResolution>()

  constructor(book: VendorBook) {
    this.#book = book
  }

  resolve(name: string, product: string): VendorResolution {
    const key = `${name}\u0000${product}`
    let resolution = this.#known.get(key)
    if (!resolution) {
      resolution =
        name === 'unknown' ? { kind: 'nobody' } : resolveVendor(this.#book, name, product === '' ? undefined : product)
      this.#known.set(key, resolution)
    }
    return resolution
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
      if (name !== '') suppliers.push({ role, name, resolution: this.resolve(name, product) })
      else if (isNecessary) suppliers.push({ role, name: '', resolution: undefined })
    }
    return suppliers
  }
}
