// Which vendor, vendors or nobody does each known spelling stand for, and is any spelling claimed twice?

import type { CivilDay } from '#base/calendar.ts'
import { type DateSpan, parseDateSpan, UNKNOWN_DATE } from '#base/date-span.ts'
import { compareIdentifiers } from '#base/identifier-order.ts'
import { type Fault, quoteForFault } from '#model/fault.ts'
import type { AliasEntry, ProductLineEntry, VendorEntry, VendorFile } from '#model/vendor.ts'
import { hasDoubtSign } from './doubt-marks.ts'
import { isLegalForm, normaliseName, normaliseWithoutCountry, squashName, stripLegalForms } from './normalise-name.ts'

/** Shorter names are not matched without regard to their spaces: too many short words meet that way. */
const SHORTEST_SQUASHED = 6

export interface ProductLine {
  /** Squashed product name, or its beginning. */
  readonly key: string
  readonly isPrefix: boolean
  readonly vendor: string
  /** The line belongs to the vendor from here on; absent is "whenever it was made". */
  readonly from?: DateSpan
}

/** What a spelling stands for. One vendor is an answer, several are a question, none is nobody. */
export interface NameMeaning {
  readonly vendors: readonly string[]
  readonly isAmbiguous: boolean
  /** What tells the candidates of an ambiguous name apart. */
  readonly products: readonly ProductLine[]
  /** Only as it stands, never with a legal form or other spacing. */
  readonly isExact: boolean
}

export interface NameIndex {
  readonly spelled: ReadonlyMap<string, NameMeaning>
  readonly squashed: ReadonlyMap<string, NameMeaning>
  readonly withoutForm: ReadonlyMap<string, NameMeaning>
  readonly squashedWithoutForm: ReadonlyMap<string, NameMeaning>
  /** Product lines sold under a vendor's names that belong to others. */
  readonly linesOf: ReadonlyMap<string, readonly ProductLine[]>
}

interface Claim {
  readonly text: string
  readonly kind: 'vendor' | 'ambiguous' | 'nobody'
  readonly vendors: readonly string[]
  readonly products: readonly ProductLine[]
  readonly isExact: boolean
  readonly fileNumber: number
  readonly file: string
  readonly column: string
}

export interface NamedFile {
  readonly name: string
  readonly content: VendorFile
}

/** Reads every spelling of every file. What a file leaves open (ambiguous, nobody) a later file may decide. */
export function indexNames(
  files: readonly NamedFile[],
  knownVendors: ReadonlySet<string>,
  report: (fault: Fault) => void,
): NameIndex {
  const claims = new Map<string, Claim[]>()
  const linesOf = new Map<string, ProductLine[]>()
  for (const [fileNumber, file] of files.entries()) {
    for (const claim of claimsOf(file, fileNumber, knownVendors, report)) {
      const key = normaliseName(claim.text)
      const place = {
        severity: 'error',
        file: file.name,
        column: claim.column,
        text: quoteForFault(claim.text),
      } as const
      if (key === '') {
        report({ ...place, code: 'invalid-value', problem: 'name without a letter or digit' })
      } else if (isLegalForm(key)) {
        const expected = 'quotes around a name with a comma'
        report({ ...place, code: 'invalid-value', problem: 'only a legal form, not a name', expected })
      } else if (hasDoubtSign(claim.text)) {
        const expected = 'the name alone: where an inventory doubts it, it is not sure there either'
        report({ ...place, code: 'invalid-value', problem: 'name with a mark of doubt', expected })
      } else append(claims, key, claim)
    }
    for (const vendor of file.content.vendors) {
      for (const line of readLines(vendor.products, file.name, `vendors.${vendor.id}.products`, knownVendors, report)) {
        append(linesOf, vendor.id, line)
      }
    }
  }
  const spelled = new Map<string, NameMeaning>()
  for (const [key, claimants] of claims) spelled.set(key, settleClaims(claimants, report))

  const squashed = new Map<string, NameMeaning[]>()
  const withoutForm = new Map<string, NameMeaning[]>()
  const squashedWithoutForm = new Map<string, NameMeaning[]>()
  for (const [key, meaning] of spelled) {
    if (meaning.isExact) continue
    if (squashName(key).length >= SHORTEST_SQUASHED) append(squashed, squashName(key), meaning)
    for (const shorter of stripLegalForms(key)) {
      append(withoutForm, shorter, meaning)
      if (squashName(shorter).length >= SHORTEST_SQUASHED) append(squashedWithoutForm, squashName(shorter), meaning)
    }
  }
  // `Honor` may be curated as a bare name only; a company whose legal name is that word with a form is a rival for it.
  for (const [key, meanings] of withoutForm) {
    const bare = spelled.get(key)
    if (bare?.isExact && bare.vendors.length > 0) meanings.push(bare)
  }
  return {
    spelled,
    squashed: mergeMeanings(squashed),
    withoutForm: mergeMeanings(withoutForm),
    squashedWithoutForm: mergeMeanings(squashedWithoutForm),
    linesOf,
  }
}

export interface FoundName {
  readonly meaning: NameMeaning
  readonly by: 'alias' | 'legal-form'
}

/** The meaning of a normalised name: as spelled, then without regard to spaces, then without legal forms. */
function findName(index: NameIndex, name: string): FoundName | undefined {
  const asSpelled = index.spelled.get(name) ?? index.squashed.get(squashName(name))
  if (asSpelled !== undefined) return { meaning: asSpelled, by: 'alias' }
  const withoutForm = index.withoutForm.get(name) ?? index.squashedWithoutForm.get(squashName(name))
  if (withoutForm !== undefined) return { meaning: withoutForm, by: 'legal-form' }
  for (const shorter of stripLegalForms(name)) {
    const spelled = index.spelled.get(shorter)
    const meaning =
      (spelled?.isExact === false ? spelled : undefined) ??
      index.squashed.get(squashName(shorter)) ??
      index.withoutForm.get(shorter) ??
      index.squashedWithoutForm.get(squashName(shorter))
    if (meaning !== undefined) return { meaning, by: 'legal-form' }
  }
  return undefined
}

/** The meaning of a name as somebody wrote it; that of a local company, bracketed country and all, is its company's. */
export function findWrittenName(index: NameIndex, text: string): FoundName | undefined {
  const found = findName(index, normaliseName(text))
  if (found) return found
  const withoutCountry = normaliseWithoutCountry(text)
  const ofCompany = withoutCountry === undefined ? undefined : findName(index, withoutCountry)
  return ofCompany && { meaning: ofCompany.meaning, by: 'legal-form' }
}

export interface LineFound {
  /** Not when two lines claim the product alike, or when it hangs on a day that is not given or not sure. */
  readonly isDecided: boolean
  readonly vendors: readonly string[]
}

/** Whom the line of a product belongs to; the longest fitting pattern wins. */
export function findProductLine(
  lines: readonly ProductLine[],
  product: string,
  on: CivilDay | undefined,
): LineFound | undefined {
  const key = squashName(normaliseName(product))
  const fitting = lines.filter((line) => (line.isPrefix ? key.startsWith(line.key) : key === line.key))
  const longest = Math.max(0, ...fitting.map((line) => line.key.length))
  const best = fitting.filter((line) => line.key.length === longest && !isBefore(line, on))
  if (best.length === 0) return undefined
  const vendors = sortedDistinct(best.map((line) => line.vendor))
  return { isDecided: vendors.length === 1 && best.some((line) => isSince(line, on)), vendors }
}

function isSince({ from }: ProductLine, on: CivilDay | undefined): boolean {
  return from === undefined || (on !== undefined && on >= from.latest)
}

function isBefore({ from }: ProductLine, on: CivilDay | undefined): boolean {
  return from !== undefined && on !== undefined && on < from.earliest
}

function aliasText(alias: AliasEntry): string {
  return typeof alias === 'string' ? alias : alias.name
}

function claimsOf(
  file: NamedFile,
  fileNumber: number,
  known: ReadonlySet<string>,
  report: (fault: Fault) => void,
): readonly Claim[] {
  const place = { fileNumber, file: file.name }
  const claims: Claim[] = []
  for (const vendor of file.content.vendors) {
    const column = `vendors.${vendor.id}`
    for (const spelling of spellingsOf(vendor)) {
      const isExact = typeof spelling !== 'string' && spelling.match === 'exact'
      const text = aliasText(spelling)
      claims.push({ ...place, text, kind: 'vendor', vendors: [vendor.id], products: [], isExact, column })
    }
  }
  for (const entry of file.content.ambiguous ?? []) {
    const column = `ambiguous.${entry.name}`
    const vendors = entry.candidates.filter((candidate) => {
      if (known.has(candidate)) return true
      const fault = { severity: 'error', file: file.name, column, text: quoteForFault(candidate) } as const
      report({ ...fault, code: 'unknown-reference', problem: 'unknown candidate' })
      return false
    })
    const products = readLines(entry.products, file.name, `${column}.products`, known, report)
    claims.push({ ...place, text: entry.name, kind: 'ambiguous', vendors, products, isExact: false, column })
  }
  for (const text of file.content.nobody ?? []) {
    claims.push({ ...place, text, kind: 'nobody', vendors: [], products: [], isExact: true, column: 'nobody' })
  }
  return claims
}

function spellingsOf(vendor: VendorEntry): readonly AliasEntry[] {
  return [vendor.name, ...(vendor.aliases ?? [])]
}

function readLines(
  lines: readonly ProductLineEntry[] | undefined,
  file: string,
  column: string,
  known: ReadonlySet<string>,
  report: (fault: Fault) => void,
): readonly ProductLine[] {
  return (lines ?? []).flatMap((line) => readProductLine(line, file, column, known, report))
}

function readProductLine(
  line: ProductLineEntry,
  file: string,
  column: string,
  known: ReadonlySet<string>,
  report: (fault: Fault) => void,
): readonly ProductLine[] {
  const isPrefix = line.pattern.endsWith('*')
  const key = squashName(normaliseName(line.pattern))
  const from = line.from === undefined ? undefined : parseDateSpan(line.from)
  const fault = { severity: 'error', file, column } as const
  if (key === '') {
    const problem = 'product pattern without a letter or digit'
    report({ ...fault, code: 'invalid-value', text: quoteForFault(line.pattern), problem })
    return []
  }
  if (!known.has(line.vendor)) {
    report({ ...fault, code: 'unknown-reference', text: quoteForFault(line.vendor), problem: 'unknown vendor' })
    return []
  }
  if (line.from !== undefined && from === undefined) {
    report({ ...fault, code: 'impossible-date', text: quoteForFault(line.from), problem: 'not a date' })
  }
  const since = line.from === undefined ? undefined : (from ?? UNKNOWN_DATE)
  return [{ key, isPrefix, vendor: line.vendor, ...(since === undefined ? {} : { from: since }) }]
}

function settleClaims(claims: readonly Claim[], report: (fault: Fault) => void): NameMeaning {
  const byVendors = claims.filter((claim) => claim.kind === 'vendor')
  const asOpen = claims.filter((claim) => claim.kind === 'ambiguous')
  const asNobody = claims.filter((claim) => claim.kind === 'nobody')
  const vendors = sortedDistinct(claims.flatMap((claim) => claim.vendors))
  const named = sortedDistinct(byVendors.flatMap((claim) => claim.vendors))
  const products = claims.flatMap((claim) => claim.products)
  const last = claims.at(-1)
  const complain = (severity: Fault['severity'], problem: string): void => {
    if (last === undefined) return
    const code = named.length > 1 ? 'duplicate-key' : 'contradiction'
    report({ code, severity, file: last.file, column: last.column, text: quoteForFault(last.text), problem })
  }
  const open = { vendors, isAmbiguous: true, products, isExact: claims.every((claim) => claim.isExact) }

  if (named.length > 1) {
    complain('error', `name of several vendors: ${named.join(', ')}`)
    return open
  }
  if (named.length === 1) {
    const decided = Math.max(...byVendors.map((claim) => claim.fileNumber))
    const opened = Math.max(-1, ...[...asOpen, ...asNobody].map((claim) => claim.fileNumber))
    if (opened >= decided) {
      complain('error', `name of ${named[0]} and also ${asOpen.length > 0 ? 'ambiguous' : 'of nobody'}`)
      return open
    }
    if (opened >= 0) complain('warning', `name decided to mean ${named[0]}, which another file leaves open`)
    const isExact = byVendors.every((claim) => claim.isExact)
    return { vendors: named, isAmbiguous: false, products: [], isExact }
  }
  if (asOpen.length === 0) return { vendors: [], isAmbiguous: false, products: [], isExact: true }
  if (asNobody.length > 0) complain('error', 'name both ambiguous and of nobody')
  return open
}

/** Derived spellings that several meanings share are a question, with every candidate. */
function mergeMeanings(meanings: ReadonlyMap<string, readonly NameMeaning[]>): ReadonlyMap<string, NameMeaning> {
  const merged = new Map<string, NameMeaning>()
  for (const [key, all] of meanings) {
    const first = all[0]
    if (first === undefined) continue
    const vendors = sortedDistinct(all.flatMap((meaning) => meaning.vendors))
    const isAmbiguous = vendors.length > 1 || all.some((meaning) => meaning.isAmbiguous)
    const products = [...new Set(all.flatMap((meaning) => meaning.products))]
    merged.set(key, all.length === 1 ? first : { vendors, isAmbiguous, products, isExact: false })
  }
  return merged
}

function append<Item>(map: Map<string, Item[]>, key: string, item: Item): void {
  const items = map.get(key)
  if (items === undefined) map.set(key, [item])
  else items.push(item)
}

function sortedDistinct(items: readonly string[]): readonly string[] {
  return [...new Set(items)].sort(compareIdentifiers)
}
