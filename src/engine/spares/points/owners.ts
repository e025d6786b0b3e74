// Who owns stock, a depot or a pool: nobody else than the operator where its own name stands, or none.

import type { CivilDay } from '#base/calendar.ts'
import { OwnNames } from '#model/own-names.ts'
import type { VendorResolution } from '#model/vendor.ts'
import type { Manifest } from '#model/workspace.ts'
import { resolveVendor, type VendorBook } from '../../vendors/index.ts'

export class Owners {
  readonly #own: OwnNames
  readonly #book: VendorBook
  readonly #on: CivilDay

  /** As names stand on a day. */
  constructor(operator: Manifest['operator'], book: VendorBook, on: CivilDay) {
    this.#own = new OwnNames(operator)
    this.#book = book
    this.#on = on
  }

  called(name: string): VendorResolution {
    return this.#own.has(name) ? { kind: 'nobody' } : resolveVendor(this.#book, name, undefined, this.#on)
  }
}
