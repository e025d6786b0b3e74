// Vendors: who supplies, under which names, and who controlled whom when.
//
// Names are curated aliases; ownership is a dated graph. Fuzzy likeness may suggest, it never decides.

import Type from 'typebox'
import type { CivilDay } from '#base/calendar.ts'
import { Provenance } from './provenance.ts'

const DateText = Type.String({ description: 'YYYY-MM-DD, YYYY-MM, YYYY, a range `A..B`, or `unknown`' })

/** One link of the ownership graph. Blank `from` is "as long as we know"; blank `until` is "still". */
export const OwnershipEntry = Type.Object(
  {
    owner: Type.String({ description: 'vendor id of the owner' }),
    share: Type.Optional(Type.String({ description: 'share held, such as `50 %`; absent is unknown' })),
    control: Type.Optional(
      Type.Union([Type.Literal('yes'), Type.Literal('no'), Type.Literal('unknown')], {
        description:
          'whether the owner controls; by default a share above one half does, a share below does not, ' +
          'one half and an unknown share are unknown, and a brand licence never does',
      }),
    ),
    kind: Type.Optional(
      Type.Union([
        Type.Literal('subsidiary'),
        Type.Literal('acquired'),
        Type.Literal('joint-venture'),
        Type.Literal('divested'),
        Type.Literal('brand-licence'),
        Type.Literal('merged'),
      ]),
    ),
    from: Type.Optional(DateText),
    until: Type.Optional(DateText),
    provenance: Type.Optional(Provenance),
    source: Type.Optional(Type.String()),
  },
  { additionalProperties: false },
)
export type OwnershipEntry = Type.Static<typeof OwnershipEntry>

/** A product line that was made by one vendor and passed to another: the vendor string alone does not say who. */
export const ProductLineEntry = Type.Object(
  {
    pattern: Type.String({ description: 'product name, or its beginning followed by `*`' }),
    vendor: Type.String({ description: 'vendor id the product belongs to' }),
    from: Type.Optional(DateText),
    source: Type.Optional(Type.String()),
  },
  { additionalProperties: false },
)
export type ProductLineEntry = Type.Static<typeof ProductLineEntry>

/** A spelling with what there is to say about it. */
export const AliasDetails = Type.Object(
  {
    name: Type.String(),
    match: Type.Optional(
      Type.Literal('exact', { description: 'a code such as `ALU`: not with a legal form, not with other spacing' }),
    ),
    source: Type.Optional(Type.String({ description: 'where this spelling was seen' })),
  },
  { additionalProperties: false },
)

/** Another spelling of a vendor. A typo or a code of some system is an alias only if it says where it was seen. */
export const AliasEntry = Type.Union([Type.String(), AliasDetails])
export type AliasEntry = Type.Static<typeof AliasEntry>

export const VendorEntry = Type.Object(
  {
    id: Type.String({ pattern: '^[a-z0-9][a-z0-9-]*$' }),
    name: Type.String(),
    country: Type.Optional(Type.String({ pattern: '^[A-Z]{2}$', description: 'ISO 3166-1 alpha-2 of the seat' })),
    aliases: Type.Optional(Type.Array(AliasEntry)),
    ownership: Type.Optional(Type.Array(OwnershipEntry)),
    products: Type.Optional(
      Type.Array(ProductLineEntry, { description: 'products sold under this name that belong to another vendor' }),
    ),
    note: Type.Optional(Type.String()),
  },
  { additionalProperties: false },
)
export type VendorEntry = Type.Static<typeof VendorEntry>

export const VendorFile = Type.Object(
  {
    vendors: Type.Array(VendorEntry),
    /** Names that mean several vendors: candidates, and product lines that tell which. */
    ambiguous: Type.Optional(
      Type.Array(
        Type.Object(
          {
            name: Type.String(),
            candidates: Type.Array(Type.String()),
            products: Type.Optional(Type.Array(ProductLineEntry)),
            note: Type.Optional(Type.String()),
          },
          { additionalProperties: false },
        ),
      ),
    ),
    /** Words in a vendor column that name nobody: `N/A`, `Generic`, `OEM`. */
    nobody: Type.Optional(Type.Array(Type.String())),
  },
  { additionalProperties: false },
)
export type VendorFile = Type.Static<typeof VendorFile>

/** What became of a vendor name. Only `resolved` names count; all others are unknown to every rule. */
export type VendorResolution =
  | { readonly kind: 'resolved'; readonly vendor: string; readonly by: 'alias' | 'legal-form' | 'product' }
  | { readonly kind: 'ambiguous'; readonly candidates: readonly string[] }
  | { readonly kind: 'unresolved'; readonly suggestions: readonly string[] }
  | { readonly kind: 'nobody' }

/** What a name means on [from, until). */
export interface ResolutionSpell {
  readonly from: CivilDay
  readonly until: CivilDay
  readonly resolution: VendorResolution
}
