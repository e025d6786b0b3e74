// Rule packs and vendors: those shipped, and the workspace's own beside them.

import { existsSync } from 'node:fs'
import { basename, join } from 'node:path'
import { compareIdentifiers } from '#base/identifier-order.ts'
import { nearestName } from '#base/near-name.ts'
import { buildVendorBook, type VendorBook } from '#engine/vendors/index.ts'
import { readRulePack } from '#intake/rule-pack/read.ts'
import { readTextFile } from '#intake/text-file.ts'
import { readVendorRegistry } from '#intake/vendor-registry/read.ts'
import { parseYaml } from '#intake/yaml/parse.ts'
import { type Fault, quoteForFault } from '#model/fault.ts'
import { FaultLog } from '#model/fault-log.ts'
import type { RulePack } from '#model/rule.ts'
import type { VendorFile } from '#model/vendor.ts'
import { fingerprintText } from '#store/fingerprint.ts'
import { listYamlFiles } from '#store/workspace-folder.ts'
import { shippedFolder } from './product.ts'
import { parseShipped } from './shipped-documents.ts'

export interface NamedInput {
  readonly name: string
  readonly sha256: string
  /** Present where it came with the product. */
  readonly shipped?: true
  /** Present where its path was given with the command. */
  readonly given?: true
}

export interface Vendors {
  readonly book: VendorBook
  readonly inputs: readonly NamedInput[]
  /** Every file of names could be read: a name nobody bears is a mistake. */
  readonly isWhole: boolean
}

/** Shipped with the product, the workspace's own, or given by its path with the command. */
export type PackOrigin = 'workspace' | NonNullable<Fault['origin']>

/** Where a file of this origin lies, as its faults say it. */
export function originOfFile(origin: PackOrigin): Pick<Fault, 'origin'> {
  return origin === 'workspace' ? {} : { origin }
}

export interface LoadedPack {
  readonly pack: RulePack
  readonly input: NamedInput
  readonly origin: PackOrigin
  /** The line of a key of its file, such as `pack`. */
  readonly lineOf: (column: string) => number
  /** Of the workspace: the one shipped under the same name, which nobody is judged by then. */
  readonly inPlaceOf?: NamedInput
}

/** A pack that cannot be used for its faults, by what it says it is: they are told, and not that there is none. */
export interface BrokenPack {
  readonly pack: string
  readonly file: string
  readonly jurisdiction?: string
}

export interface PacksAtHand {
  readonly packs: readonly LoadedPack[]
  readonly brokenPacks: readonly BrokenPack[]
}

export async function loadVendors(workspace: string | undefined, passOn: (fault: Fault) => void): Promise<Vendors> {
  const log = new FaultLog(passOn)
  const { report } = log
  const shipped = await listYamlFiles(shippedFolder('vendors'), 'vendors', report)
  const own = workspace === undefined ? [] : await listYamlFiles(join(workspace, 'vendors'), 'vendors', report)
  const files: VendorFile[] = []
  const names: string[] = []
  const linesOf = new Map<string, (column: string) => number>()
  const inputs: NamedInput[] = []
  for (const file of [...shipped, ...own]) {
    const { path, name } = file
    const origin = originOfFile(shipped.includes(file) ? 'shipped' : 'workspace')
    const reportHere = (fault: Fault): void => report({ ...fault, ...origin })
    const text = await readTextFile(path, name, reportHere)
    if (text === undefined) continue
    const reading = readVendorRegistry(name, text, shipped.includes(file) ? parseShipped : parseYaml)
    for (const fault of reading.faults) reportHere(fault)
    if (!reading.file) continue
    files.push(reading.file)
    names.push(name)
    if (reading.lineOf) linesOf.set(name, reading.lineOf)
    inputs.push({ name, sha256: fingerprintText(text), ...(shipped.includes(file) ? { shipped: true } : {}) })
  }
  const book = buildVendorBook(files, names)
  for (const fault of book.problems) {
    const line = fault.column === undefined ? undefined : linesOf.get(fault.file)?.(fault.column)
    report(line === undefined ? fault : { ...fault, line })
  }
  return { book, inputs, isWhole: log.errorCount === 0 }
}

/** Every pack at hand, in order of its name; a workspace's own pack goes before a shipped one of the same name. */
export async function loadPacks(
  workspace: string | undefined,
  book: VendorBook,
  report: (fault: Fault) => void,
): Promise<PacksAtHand> {
  const byName = new Map<string, LoadedPack>()
  const brokenPacks: BrokenPack[] = []
  const load = async (folder: string, origin: LoadedPack['origin']): Promise<void> => {
    for (const { path, name } of await listYamlFiles(folder, 'rules', report)) {
      const loaded = await loadPackFile(path, name, origin, book, report)
      if (!('input' in loaded)) {
        brokenPacks.push(loaded)
        continue
      }
      const other = byName.get(loaded.pack.pack)
      if (other?.origin === origin) reportTwins(loaded, other, report)
      const replaced = other?.origin === 'shipped' && origin === 'workspace' ? other.input : other?.inPlaceOf
      byName.set(loaded.pack.pack, replaced === undefined ? loaded : { ...loaded, inPlaceOf: replaced })
    }
  }
  await load(shippedFolder('rules'), 'shipped')
  if (workspace !== undefined) await load(join(workspace, 'rules'), 'workspace')
  const packs = [...byName.values()].sort((left, right) => compareIdentifiers(left.pack.pack, right.pack.pack))
  tellUnknownBases(packs, { packs, brokenPacks }, report)
  return { packs, brokenPacks }
}

/** Whom a pack addresses hangs on what it was written from: a name that no pack has is a mistake. */
function tellUnknownBases(packs: readonly LoadedPack[], atHand: PacksAtHand, report: (fault: Fault) => void): void {
  for (const { pack, input, origin, lineOf } of packs) {
    const whereIs = (index: number) => {
      const column = `basedOn[${index}]`
      return { file: input.name, line: lineOf(column), column, ...originOfFile(origin) }
    }
    choosePacks(atHand, pack.basedOn ?? [], whereIs, report)
  }
}

function reportTwins({ pack, input }: LoadedPack, other: LoadedPack, report: (fault: Fault) => void): void {
  report({
    code: 'duplicate-key',
    severity: 'error',
    file: input.name,
    column: 'pack',
    text: pack.pack,
    problem: `same name as the pack of ${other.input.name}`,
    expected: 'a name of its own, or only one of the two files',
  })
}

/** One pack from a file; a broken one where it has errors, each of which is reported. */
async function loadPackFile(
  path: string,
  name: string,
  origin: LoadedPack['origin'],
  book: VendorBook,
  passOn: (fault: Fault) => void,
): Promise<LoadedPack | BrokenPack> {
  const report = (fault: Fault): void => passOn({ ...fault, ...originOfFile(origin) })
  const ofFile = basename(name).replace(/\.ya?ml$/, '')
  const text = await readTextFile(path, name, report)
  if (text === undefined) return { pack: ofFile, file: name }
  const parse = origin === 'shipped' ? parseShipped : parseYaml
  const { pack, faults, said, lineOf } = readRulePack(name, text, new Set(book.vendors.keys()), parse)
  for (const fault of faults) report(fault)
  if (!pack) return { pack: ofFile, file: name, ...said }
  const input = { name, sha256: fingerprintText(text), ...(origin === 'workspace' ? {} : { [origin]: true }) }
  return { pack, input, origin, lineOf }
}

/** The packs with these names, in their order; each name that no pack has, broken or not, is a fault. */
export function choosePacks(
  { packs, brokenPacks }: PacksAtHand,
  names: readonly string[],
  /** Of the name with this number. */
  whereIs: (index: number) => Pick<Fault, 'file' | 'line' | 'column'>,
  report: (fault: Fault) => void,
): LoadedPack[] {
  const byName = new Map(packs.map((one) => [one.pack.pack, one]))
  return names.flatMap((name, index) => {
    const found = byName.get(name)
    if (found) return [found]
    if (brokenPacks.some(({ pack }) => pack === name)) return []
    const didYouMean = nearestName(name, byName.keys())
    report({
      code: 'unknown-reference',
      severity: 'error',
      ...whereIs(index),
      text: quoteForFault(name),
      problem: 'unknown rule pack',
      expected: 'one of the packs shipped, or of the folder `rules`',
      ...(didYouMean === undefined ? {} : { didYouMean }),
    })
    return []
  })
}

export interface PacksAndVendors extends PacksAtHand {
  readonly book: VendorBook
}

/** As {@link choosePacks}, for names that a person gave on the command line: the path of a YAML file is one too. */
export async function pickPacks(
  names: readonly string[],
  atHand: PacksAndVendors,
  option: string,
  report: (fault: Fault) => void,
  /** Given before, by their paths too: others may be based on them. */
  given: readonly LoadedPack[] = [],
): Promise<LoadedPack[]> {
  const found: LoadedPack[] = []
  const isKnown = (name: string) => atHand.packs.some(({ pack }) => pack.pack === name)
  for (const name of names) {
    if (/\.ya?ml$/.test(name)) {
      const loaded = await loadPackFile(name, name, 'given', atHand.book, report)
      if ('input' in loaded) found.push(loaded)
    } else if (!isKnown(name) && existsSync(join(name, 'mainstay.yaml'))) report(describeWorkspace(name, option))
    else found.push(...choosePacks(atHand, [name], () => ({ file: option }), report))
  }
  const known = { ...atHand, packs: [...atHand.packs, ...given, ...found] }
  tellUnknownBases(
    found.filter(({ origin }) => origin === 'given'),
    known,
    report,
  )
  return found
}

/** The packs of a workspace are at hand once it is named as one; `check` is told of it without an option. */
function describeWorkspace(folder: string, option: string): Fault {
  const remedy =
    option === 'command line'
      ? `\`--workspace ${quoteForFault(folder)}\`, with which its own packs are at hand`
      : `names of packs, as \`mainstay rules list --workspace ${quoteForFault(folder)}\` tells them`
  return {
    code: 'unknown-reference',
    severity: 'error',
    file: option,
    text: quoteForFault(folder),
    problem: 'a workspace, and no rule pack',
    expected: remedy,
  }
}
