// What matters to a rule, in words: whose it is, by which spelling, and where it was read.

import { type Place, sayPlace } from '#model/place.ts'
import type { MatterEntry, SiteSubject } from '#model/verdict.ts'

type Named = Pick<SiteSubject, 'vendor' | 'resolved' | 'product'>

/** `Huawei`; ``huawei, written `HUAWEI TECH` ``; `` `Hauwei`, not resolved``. */
export function sayVendor({ vendor, resolved }: Named): string | undefined {
  if (vendor === undefined || asIdentifier(vendor) === resolved) return vendor
  return resolved === undefined ? `\`${vendor}\`, not resolved` : `${resolved}, written \`${vendor}\``
}

/** Names that are spelled as their vendor's identifier need no second word. */
function asIdentifier(vendor: string): string {
  return vendor.toLowerCase().replace(/(?<!,) /g, '-')
}

/** `elements.csv line 14`. */
export function sayOrigin({ file, ...entry }: Partial<Place>): string | undefined {
  return file === undefined ? undefined : sayPlace({ ...entry, file })
}

/** What puts a site among those that matter, the first of it, and how much is left out. */
export function someOnSite(
  { onSite }: MatterEntry,
  most: number,
): { readonly told: readonly SiteSubject[]; readonly leftOut: number } {
  const told = onSite?.entries.slice(0, most) ?? []
  return { told, leftOut: (onSite?.total ?? 0) - told.length }
}
