// What rows that fit together say that cannot be, as the estate built of them shows it, and which names in them nobody bears.

import { join } from 'node:path'
import { buildEstate } from '#engine/estate/index.ts'
import { checkRuleNames, checkSelectorNames } from '#engine/rules/index.ts'
import { readManifest } from '#intake/manifest/read.ts'
import { readTextFile } from '#intake/text-file.ts'
import type { Fault } from '#model/fault.ts'
import { type AskRequest, askQuestion } from './ask-question.ts'
import { loadPacks, loadVendors } from './load-packs.ts'
import { usableManifest, type Workspace } from './load-workspace.ts'

/** What the rows of a workspace are held against, besides one another. */
export type EstateSetting = Pick<Workspace, 'manifest' | 'isFramed' | 'vendors' | 'packs' | 'brokenPacks'>

/** Of the workspace without its rows, no fault of which is told; undefined where its manifest cannot be used. */
export async function loadEstateSetting(folder: string): Promise<EstateSetting | undefined> {
  const untold = () => undefined
  const text = await readTextFile(join(folder, 'mainstay.yaml'), 'mainstay.yaml', untold)
  const manifest = text === undefined ? undefined : usableManifest(readManifest('mainstay.yaml', text))
  if (!manifest) return undefined
  const vendors = await loadVendors(folder, untold)
  return { manifest, isFramed: true, vendors, ...(await loadPacks(folder, vendors.book, untold)) }
}

/** `isPartial`: rows have errors, and what follows from that is not told. */
export function checkEstate(
  workspace: EstateSetting & Pick<Workspace, 'facts'>,
  request: AskRequest,
  isPartial: boolean,
  report: (fault: Fault) => void,
): void {
  const { facts, vendors, packs, brokenPacks, isFramed } = workspace
  const statedPacks = packs.map(({ pack }) => pack)
  if (brokenPacks.length === 0) checkRuleNames(facts, statedPacks, report)
  const question = { ...askQuestion(workspace, request, []), isPartial }
  const { estate } = buildEstate(question, vendors.book, (fault) => {
    // What is unknown is so on any day, and whoever's network it is.
    if (isFramed || fault.code === 'unknown-reference') report(fault)
  })
  if (vendors.isWhole) checkSelectorNames(facts, estate, vendors.book, report)
}
