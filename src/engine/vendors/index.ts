// Vendors: what a name means, and who controlled whom when.

export { type ControlSpell, controlSpells, type Group, groupAt } from './control.ts'
export { normaliseName } from './normalise-name.ts'
export { linksUpwards, type OwnershipLink, turningDays } from './ownership.ts'
export { resolveOverTime } from './resolve-over-time.ts'
export { buildVendorBook, resolveVendor, type VendorBook } from './vendor-book.ts'
export { VendorsOfSpares } from './vendors-of-spares.ts'
