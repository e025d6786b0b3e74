// Puts manifest, scenarios, rule packs and vendors that came into a workspace, each where it lies in one, tells what is wrong with
// them, and what they say that was not said before.

import { existsSync } from 'node:fs'
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import type { CivilDay } from '#base/calendar.ts'
import { WORKSPACE_FILES } from '#contract/application/arrival.ts'
import { readRulePack } from '#intake/rule-pack/read.ts'
import { readTextFile } from '#intake/text-file.ts'
import { formatYamlPath, parseYaml, type YamlPath, type YamlValue } from '#intake/yaml/parse.ts'
import type { ChangedCell, StatedCell } from '#model/compare-facts.ts'
import type { FactTable } from '#model/fact-table.ts'
import { type Fault, quoteForFault } from '#model/fault.ts'
import type { FaultLog } from '#model/fault-log.ts'
import { MANIFEST_FILE } from '#model/workspace-path.ts'
import { listYamlFiles } from '#store/workspace-folder.ts'
import { findDocumentFaults } from './document-faults.ts'
import { nameOfScenario } from './list-scenarios.ts'
import type { LoadedPack } from './load-packs.ts'
import type { ArrivedDocument } from './sort-arrived.ts'

/** A file as a row of what an import changes: its cells are the keys of it. */
interface DocumentRow<Cell> {
  readonly key: string
  listCells(): Cell[]
  textsIn(column: string): readonly string[]
}

/** The files of a workspace that are no tables, as if they were the rows of one. */
export interface DocumentDifference {
  readonly table: typeof WORKSPACE_FILES
  readonly isJoined: false
  readonly added: readonly DocumentRow<StatedCell>[]
  readonly changed: readonly DocumentRow<ChangedCell>[]
  readonly gone: readonly DocumentRow<StatedCell>[]
  readonly unchanged: number
}

interface LaidDocument extends ArrivedDocument {
  /** Within the workspace. */
  readonly place: string
  readonly text: string
  /** What lay there. */
  readonly before: string | undefined
}

export interface DocumentsToLay {
  readonly workspace: string
  /** Where the files lie. */
  readonly folder: string
  readonly documents: readonly ArrivedDocument[]
  /** Tables of the workspace that what came is held against: those they stay beside; none where other tables came too. */
  readonly facts: readonly FactTable[]
  readonly today: CivilDay
}

export interface LaidDocuments {
  readonly difference: DocumentDifference
  /** Where they lie now. */
  readonly places: ReadonlySet<string>
  /** Whether a fault of the workspace as it is now was told already. */
  readonly isTold: (fault: Fault) => boolean
}

/**
 * What is at fault in the files that came is reported under the names they came with; and what is at fault in the workspace
 * only since they lie in it, under the path it has there.
 */
export async function layDocuments(asked: DocumentsToLay, log: FaultLog): Promise<LaidDocuments> {
  const { workspace, folder, documents, facts, today } = asked
  const before = await findDocumentFaults(workspace, facts, today)
  const laid: LaidDocument[] = []
  const packs = await packsIn(workspace)
  for (const document of documents) {
    const text = await readTextFile(join(folder, document.name), document.name, log.report)
    if (text === undefined) continue
    const place = await placeOf(workspace, packs, { ...document, text }, log.report)
    const twin = laid.find((one) => one.place === place)
    if (twin) {
      log.report(sayTwin(document.name, twin.name))
      continue
    }
    laid.push({ ...document, place, text, before: await layText(join(workspace, place), text) })
  }
  const after = await findDocumentFaults(workspace, facts, today)
  const known = new Set(before.faults.map(keyOf))
  const names = new Map(laid.map(({ place, name }) => [place, name]))
  for (const fault of after.faults) {
    const name = fault.origin === undefined ? names.get(fault.file) : undefined
    if (name !== undefined) log.report({ ...fault, file: name })
    else if (!known.has(keyOf(fault))) log.report(sayBroughtAbout(workspace, fault))
  }
  warnOfReplaced(after.packs, names, log.report)
  const told = new Set(after.faults.filter((fault) => names.has(fault.file) || !known.has(keyOf(fault))).map(keyOf))
  return {
    difference: compareDocuments(laid),
    places: new Set(names.keys()),
    isTold: (fault) => told.has(keyOf(fault)),
  }
}

/** What of a fault makes it that one. */
function keyOf({ file, origin, line, row, column, code, text, problem }: Fault): string {
  return JSON.stringify([file, origin, line, row, column, code, text, problem])
}

/** The path tells that it is no file that came. */
function sayBroughtAbout(workspace: string, fault: Fault): Fault {
  const remedy = 'at fault only through the files that came: mend those, or bring this one along as it should be then'
  const expected = fault.expected === undefined ? `no such fault; ${remedy}` : `${fault.expected}; ${remedy}`
  return { ...fault, file: fault.origin === undefined ? join(workspace, fault.file) : fault.file, expected }
}

/** A pack that comes under the name of one that is shipped is judged instead of it: that must be meant. */
function warnOfReplaced(
  packs: readonly LoadedPack[],
  names: ReadonlyMap<string, string>,
  report: (fault: Fault) => void,
): void {
  for (const { pack, input, origin, inPlaceOf, lineOf } of packs) {
    const file = names.get(input.name)
    if (file === undefined || origin !== 'workspace' || inPlaceOf === undefined) continue
    report({
      code: 'duplicate-key',
      severity: 'warning',
      file,
      line: lineOf('pack'),
      column: 'pack',
      problem: `\`${pack.pack}\` comes with Mainstay: this workspace is judged by this pack in its place, and later corrections of that one do not reach it`,
      expected: `a name of its own, such as \`${pack.pack}-own\`, with \`basedOn: [${pack.pack}]\`; or this one, if it is meant to take the place`,
    })
  }
}

function sayTwin(file: string, other: string): Fault {
  const problem = `stands for the same as ${other}`
  return { code: 'duplicate-key', severity: 'error', file, problem, expected: 'only one of the two files' }
}

/** By file: the pack that it says it is; undefined: it says none. */
type PacksByFile = Map<string, string | undefined>

/** A scenario of the same name, or a pack that says it is the same one, is the one that is written anew. */
async function placeOf(
  workspace: string,
  packs: PacksByFile,
  { kind, name, text }: ArrivedDocument & Pick<LaidDocument, 'text'>,
  report: (fault: Fault) => void,
): Promise<string> {
  const file = basename(name)
  if (kind === 'manifest') return MANIFEST_FILE
  if (kind === 'vendors') return `vendors/${file}`
  if (kind === 'scenario') {
    const same = (await filesIn(workspace, 'scenarios')).find(
      (one) => nameOfScenario(one.name) === nameOfScenario(file),
    )
    return same?.name ?? `scenarios/${file}`
  }
  const { said, lineOf } = readRulePack(name, text)
  const place = placeOfPack(packs, file, said.pack)
  const other = packs.get(`rules/${file}`)
  if (other !== undefined && !packs.has(place))
    report(sayRenamed({ file: name, line: lineOf('pack'), pack: said.pack! }, { place, other, of: `rules/${file}` }))
  packs.set(place, said.pack)
  return place
}

/** No pack is written over by another: where a file of its name holds another one, it has a name of its own. */
function placeOfPack(packs: PacksByFile, file: string, pack: string | undefined): string {
  const same = [...packs].find(([, other]) => pack !== undefined && other === pack)
  if (same) return same[0]
  const isFree = (place: string): boolean => !packs.has(place) || packs.get(place) === undefined
  if (pack === undefined || isFree(`rules/${file}`)) return `rules/${file}`
  let place = `rules/${pack}.yaml`
  for (let number = 2; !isFree(place); number++) place = `rules/${pack}-${number}.yaml`
  return place
}

/** A name changed in a file makes another pack of it: the one of the old name stays, which nobody may expect. */
function sayRenamed(
  { file, line, pack }: { readonly file: string; readonly line: number; readonly pack: string },
  { place, other, of }: { readonly place: string; readonly other: string; readonly of: string },
): Fault {
  return {
    code: 'contradiction',
    severity: 'warning',
    file,
    line,
    column: 'pack',
    problem: `\`${quoteForFault(pack)}\` is another pack than \`${quoteForFault(other)}\`, which the workspace has in ${of}: that one stays, and this one is added as ${place}`,
    expected: `\`pack: ${quoteForFault(other)}\`, to write that one anew; or both, of which \`rulePacks\` in mainstay.yaml may name the one to be judged by`,
  }
}

async function packsIn(workspace: string): Promise<PacksByFile> {
  const packs: PacksByFile = new Map()
  for (const { name, path } of await filesIn(workspace, 'rules'))
    packs.set(name, readRulePack(name, await readFile(path, 'utf8')).said.pack)
  return packs
}

function filesIn(workspace: string, folder: string): Promise<{ path: string; name: string }[]> {
  return listYamlFiles(join(workspace, folder), folder, () => undefined)
}

/** The file is made anew: what it is linked to stays as it is. Gives what it said before. */
async function layText(path: string, text: string): Promise<string | undefined> {
  const before = existsSync(path) ? await readFile(path, 'utf8') : undefined
  await rm(path, { force: true })
  await mkdir(dirname(path), { recursive: true })
  await writeFile(path, text)
  return before
}

function compareDocuments(laid: readonly LaidDocument[]): DocumentDifference {
  const rows = laid.map((one) => ({ ...one, said: listKeys(one.text), saidBefore: listKeys(one.before ?? '') }))
  return {
    table: WORKSPACE_FILES,
    isJoined: false,
    added: rows
      .filter(({ before }) => before === undefined)
      .map(({ place, said }) =>
        rowOf(
          place,
          [...said].map(([column, text]) => ({ column, text })),
        ),
      ),
    changed: rows
      .filter(({ before, text }) => before !== undefined && before !== text)
      .map(({ place, said, saidBefore }) => rowOf(place, changedCells(saidBefore, said))),
    gone: [],
    unchanged: rows.filter(({ before, text }) => before === text).length,
  }
}

function rowOf<Cell extends StatedCell | ChangedCell>(key: string, cells: Cell[]): DocumentRow<Cell> {
  return { key, listCells: () => cells, textsIn: () => [] }
}

function changedCells(before: ReadonlyMap<string, string>, after: ReadonlyMap<string, string>): ChangedCell[] {
  const cells = [...new Set([...before.keys(), ...after.keys()])]
    .map((column) => ({ column, before: before.get(column) ?? '', after: after.get(column) ?? '' }))
    .filter((cell) => cell.before !== cell.after)
  return cells.length > 0 ? cells : [{ column: 'comments, order or spacing', before: '', after: 'changed' }]
}

/** Every value of a YAML text by its key, such as `operator.addressedBy[0]`; none where it cannot be read. */
function listKeys(text: string): ReadonlyMap<string, string> {
  const keys = new Map<string, string>()
  const walk = (value: YamlValue, path: YamlPath): void => {
    if (Array.isArray(value)) for (const [index, item] of value.entries()) walk(item, [...path, index])
    else if (typeof value === 'object' && value !== null)
      for (const [key, item] of Object.entries(value)) walk(item, [...path, key])
    else keys.set(formatYamlPath(path), String(value))
  }
  const { document } = parseYaml('', text)
  if (document) walk(document.value, [])
  return keys
}
