// Which vendor does a name mean on each day? Only a product line that changed hands makes a difference.

import { AFTER_ALL, BEFORE_ALL, type CivilDay } from '#base/calendar.ts'
import type { ResolutionSpell, VendorResolution } from '#model/vendor.ts'
import { findWrittenName } from './name-index.ts'
import { linesOf, resolveVendor, type VendorBook } from './vendor-book.ts'

/** The spells of a name that means another vendor from some day on, in order and over all days; else undefined. */
export function resolveOverTime(
  book: VendorBook,
  name: string,
  product: string,
): readonly ResolutionSpell[] | undefined {
  const found = findWrittenName(book.names, name)
  const dates = (found ? linesOf(book, found.meaning) : []).flatMap(({ from }) =>
    from ? [from.earliest, from.latest] : [],
  )
  if (dates.length === 0) return undefined
  const days = [...new Set([BEFORE_ALL, ...dates])].filter((day) => day < AFTER_ALL).sort((left, right) => left - right)
  const spells: { from: CivilDay; until: CivilDay; resolution: VendorResolution }[] = []
  for (const [index, from] of days.entries()) {
    const until = days[index + 1] ?? AFTER_ALL
    const resolution = resolveVendor(book, name, product, from)
    const last = spells.at(-1)
    if (last && isSame(last.resolution, resolution)) last.until = until
    else spells.push({ from, until, resolution })
  }
  return spells.length > 1 ? spells : undefined
}

function isSame(one: VendorResolution, other: VendorResolution): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}
