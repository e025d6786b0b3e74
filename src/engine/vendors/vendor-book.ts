// Which vendor does a name mean? Curated names decide; likeness only suggests.

import type { CivilDay } from '#base/calendar.ts'
import { compareIdentifiers } from '#base/identifier-order.ts'
import { type Fault, quoteForFault } from '#model/fault.ts'
import type { VendorEntry, VendorFile, VendorResolution } from '#model/vendor.ts'
import { hasDoubtSign, namesInDoubt } from './doubt-marks.ts'
import {
  findWrittenName,
  findProductLine,
  indexNames,
  type NameIndex,
  type NameMeaning,
  type ProductLine,
} from './name-index.ts'
import { normaliseName } from './normalise-name.ts'
import { type OwnershipLink, readOwnership, type VendorSource } from './ownership.ts'
import { type ComparableNames, MOST_SUGGESTIONS, prepareSuggestions, suggestVendors } from './suggest-vendors.ts'

export interface VendorBook {
  /** By id, in the order of ids. */
  readonly vendors: ReadonlyMap<string, VendorEntry>
  /** From each vendor to its owners. */
  readonly ownership: ReadonlyMap<string, readonly OwnershipLink[]>
  readonly names: NameIndex
  readonly comparable: ComparableNames
  /** Everything wrong with the files; the book answers all the same, with `unknown` where they contradict. */
  readonly problems: readonly Fault[]
}

/**
 * Puts registry files together. A later file may add vendors, add names to a vendor by repeating its id, replace its
 * ownership by stating it, and decide names that an earlier file leaves open; it cannot make a name mean another vendor.
 */
export function buildVendorBook(files: readonly VendorFile[], fileNames: readonly string[] = []): VendorBook {
  const problems: Fault[] = []
  const report = (fault: Fault): void => void problems.push(fault)
  const named = files.map((content, number) => ({ name: fileNames[number] ?? `vendor file ${number + 1}`, content }))
  const sources = new Map<string, VendorSource>()
  for (const { name: file, content } of named) {
    const inThisFile = new Set<string>()
    for (const entry of content.vendors) {
      const place = { file, column: `vendors.${entry.id}`, text: quoteForFault(entry.id) }
      if (inThisFile.has(entry.id)) {
        report({ ...place, code: 'duplicate-key', severity: 'error', problem: 'vendor twice in one file' })
        continue
      }
      inThisFile.add(entry.id)
      const earlier = sources.get(entry.id)
      if (earlier?.entry.ownership !== undefined && entry.ownership !== undefined) {
        const problem = `ownership stated here replaces that of ${earlier.file}`
        report({ ...place, code: 'contradiction', severity: 'warning', problem })
      }
      const keepsOwnership = entry.ownership === undefined && earlier !== undefined
      sources.set(entry.id, {
        file: keepsOwnership ? earlier.file : file,
        entry: { ...earlier?.entry, ...entry, aliases: [...(earlier?.entry.aliases ?? []), ...(entry.aliases ?? [])] },
      })
    }
  }
  const names = indexNames(named, new Set(sources.keys()), report)
  return {
    vendors: new Map(
      [...sources]
        .map(([id, source]) => [id, source.entry] as const)
        .sort(([left], [right]) => compareIdentifiers(left, right)),
    ),
    ownership: readOwnership(sources, report),
    names,
    comparable: prepareSuggestions(names),
    problems,
  }
}

/**
 * What a vendor column says, with the product beside it where the name alone does not tell. `on` is the day the
 * answer is for: a product line that changed hands on a date decides nothing without it.
 */
export function resolveVendor(book: VendorBook, name: string, product?: string, on?: CivilDay): VendorResolution {
  const normalised = normaliseName(name)
  if (normalised === '') return { kind: 'nobody' }
  const found = findWrittenName(book.names, name)
  if (found === undefined) return { kind: 'unresolved', suggestions: suggestFor(book, name) }
  const { vendors, isAmbiguous } = found.meaning
  if (vendors.length === 0 && !isAmbiguous) return { kind: 'nobody' }
  if (hasDoubtSign(name)) return { kind: 'unresolved', suggestions: suggestFor(book, name) }
  const line = product === undefined ? undefined : findProductLine(linesOf(book, found.meaning), product, on)
  if (line?.isDecided) return { kind: 'resolved', vendor: line.vendors[0] ?? '', by: 'product' }
  if (line !== undefined) {
    return { kind: 'ambiguous', candidates: [...new Set([...vendors, ...line.vendors])].sort(compareIdentifiers) }
  }
  const only = vendors[0]
  if (isAmbiguous || only === undefined) return { kind: 'ambiguous', candidates: vendors }
  return { kind: 'resolved', vendor: only, by: found.by }
}

/** First the vendors whose names stand in the text beside marks of doubt, then those with names like it. */
function suggestFor({ names, comparable }: VendorBook, text: string): readonly string[] {
  const weighed = namesInDoubt(text).flatMap((name) => findWrittenName(names, name)?.meaning.vendors ?? [])
  const alike = suggestVendors(names, comparable, normaliseName(text))
  return [...new Set([...weighed, ...alike])].slice(0, MOST_SUGGESTIONS)
}

/** The product lines that may tell which vendor a name means. */
export function linesOf({ names }: VendorBook, { products, vendors }: NameMeaning): readonly ProductLine[] {
  return [...products, ...vendors.flatMap((id) => names.linesOf.get(id) ?? [])]
}
