// Puts manifest, scenarios, rule packs and vendors that came into a workspace, each where it lies in one, tells what is wrong with
// them, and what they say that was not said before.

import { existsSync } from 'node:fs'
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { WORKSPACE_FILES } from '#contract/application/arrival.ts'
import { readManifest } from '#intake/manifest/read.ts'
import { readRulePack } from '#intake/rule-pack/read.ts'
import { readScenario } from '#intake/scenario/read.ts'
import { readTextFile } from '#intake/text-file.ts'
import { formatYamlPath, parseYaml, type YamlPath, type YamlValue } from '#intake/yaml/parse.ts'
import type { ChangedCell, StatedCell } from '#model/compare-facts.ts'
import type { Fault } from '#model/fault.ts'
import type { FaultLog } from '#model/fault-log.ts'
import { MANIFEST_FILE } from '#model/workspace-path.ts'
import { listYamlFiles } from '#store/workspace-folder.ts'
import { nameOfScenario } from './list-scenarios.ts'
import { loadPacks, loadVendors } from './load-packs.ts'
import { packsOf, usableManifest } from './load-workspace.ts'
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

export interface LaidDocuments {
  readonly difference: DocumentDifference
  /** Where they lie now. */
  readonly places: ReadonlySet<string>
}

/** `folder`: where the files lie. What is at fault in them is reported under the names they came with. */
export async function layDocuments(
  workspace: string,
  folder: string,
  documents: readonly ArrivedDocument[],
  log: FaultLog,
): Promise<LaidDocuments> {
  const laid: LaidDocument[] = []
  for (const document of documents) {
    const text = await readTextFile(join(folder, document.name), document.name, log.report)
    if (text === undefined) continue
    const place = await placeOf(workspace, document, text)
    const twin = laid.find((one) => one.place === place)
    if (twin) {
      log.report(sayTwin(document.name, twin.name))
      continue
    }
    laid.push({ ...document, place, text, before: await layText(join(workspace, place), text) })
  }
  await checkDocuments(workspace, laid, log.report)
  return { difference: compareDocuments(laid), places: new Set(laid.map(({ place }) => place)) }
}

function sayTwin(file: string, other: string): Fault {
  const problem = `stands for the same as ${other}`
  return { code: 'duplicate-key', severity: 'error', file, problem, expected: 'only one of the two files' }
}

/** A scenario of the same name, or a pack that says it is the same one, is the one that is written anew. */
async function placeOf(workspace: string, { kind, name }: ArrivedDocument, text: string): Promise<string> {
  const file = basename(name)
  if (kind === 'manifest') return MANIFEST_FILE
  if (kind === 'vendors') return `vendors/${file}`
  if (kind === 'scenario') {
    const same = (await filesIn(workspace, 'scenarios')).find(
      (one) => nameOfScenario(one.name) === nameOfScenario(file),
    )
    return same?.name ?? `scenarios/${file}`
  }
  return placeOfPack(await packsIn(workspace), file, readRulePack(name, text).said.pack)
}

/** No pack is written over by another: where a file of its name holds another one, it has a name of its own. */
function placeOfPack(packs: ReadonlyMap<string, string | undefined>, file: string, pack: string | undefined): string {
  const same = [...packs].find(([, other]) => pack !== undefined && other === pack)
  if (same) return same[0]
  const isFree = (place: string): boolean => !packs.has(place) || packs.get(place) === undefined
  if (pack === undefined || isFree(`rules/${file}`)) return `rules/${file}`
  let place = `rules/${pack}.yaml`
  for (let number = 2; !isFree(place); number++) place = `rules/${pack}-${number}.yaml`
  return place
}

/** By file: the pack that it says it is; undefined: it says none. */
async function packsIn(workspace: string): Promise<Map<string, string | undefined>> {
  const packs = new Map<string, string | undefined>()
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

/** By those who read them later; what they name in the tables is told when it is asked about. */
async function checkDocuments(
  workspace: string,
  laid: readonly LaidDocument[],
  report: (fault: Fault) => void,
): Promise<void> {
  const names = new Map(laid.map(({ place, name }) => [place, name]))
  const ofThese = (fault: Fault): void => {
    const file = names.get(fault.file)
    if (file !== undefined && fault.origin === undefined) report({ ...fault, file })
  }
  const { book } = await loadVendors(workspace, ofThese)
  const atHand = await loadPacks(workspace, book, ofThese)
  for (const { kind, place, text } of laid) {
    if (kind === 'scenario') for (const fault of readScenario(place, text).faults) ofThese(fault)
    if (kind !== 'manifest') continue
    const reading = readManifest(place, text)
    for (const fault of reading.faults) ofThese(fault)
    const manifest = usableManifest(reading)
    const inManifest = (column: string) => ({ file: place, line: reading.lineOf(column), column })
    if (manifest) packsOf(manifest, atHand, inManifest, ofThese)
  }
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
