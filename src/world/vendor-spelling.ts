// How a vendor's name stands in the inventory: people and systems write one name in many ways.

import type { WorldRecipe } from '#model/world-recipe.ts'
import { shareNumber } from './share-curve.ts'

interface Variants {
  readonly share: number
  readonly as: readonly string[]
}

export class VendorSpelling {
  readonly #variants = new Map<string, Variants>()
  readonly #vendors = new Map<string, string>()

  constructor(unknowns: WorldRecipe['unknowns']) {
    for (const { vendor, share, as } of unknowns?.spellings ?? []) {
      this.#variants.set(vendor, { share: shareNumber(share), as })
      for (const spelling of as) this.#vendors.set(spelling, vendor)
    }
  }

  /** The other spellings of a vendor and their part of all its rows. */
  variantsOf(vendor: string): Variants {
    return this.#variants.get(vendor) ?? { share: 0, as: [] }
  }

  /** The vendor meant by a spelling; the name itself where it is nobody's spelling. */
  vendorCalled(name: string): string {
    return this.#vendors.get(name) ?? name
  }
}
