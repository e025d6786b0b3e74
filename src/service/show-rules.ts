// The rule packs at hand: which there are, what one says, whether its examples hold.

import { type ExampleOutcome, provenanceOfPack, runExamples } from '#engine/rules/index.ts'
import type { FaultLog } from '#model/fault-log.ts'
import type { Provenance } from '#model/provenance.ts'
import type { RulePack } from '#model/rule.ts'
import { isWorkspace } from './load-workspace.ts'
import { type LoadedPack, loadPacks, loadVendors, type PacksAndVendors, pickPacks } from './load-packs.ts'

export interface PackSummary {
  readonly pack: string
  readonly version: string
  readonly jurisdiction: string
  readonly status: RulePack['status']
  readonly force: RulePack['force']
  readonly title: string
  readonly rules: number
  readonly missing: number
  readonly editions: readonly string[]
  readonly weakestProvenance: Provenance
  readonly origin: LoadedPack['origin']
}

export async function listPacks(workspace: string | undefined, log: FaultLog): Promise<PackSummary[]> {
  const { packs } = await loadPacksAtHand(workspace, log)
  return packs.map(({ pack, origin }) => ({
    pack: pack.pack,
    version: pack.version,
    jurisdiction: pack.jurisdiction,
    status: pack.status,
    force: pack.force,
    title: pack.title,
    rules: new Set(pack.rules.map((rule) => rule.id)).size,
    missing: pack.missing?.length ?? 0,
    editions: pack.editions.map((edition) => edition.edition),
    weakestProvenance: provenanceOfPack(pack),
    origin,
  }))
}

/** Packs by name, or by the path of a YAML file; each that is not there is a fault. */
export async function findPacks(
  names: readonly string[],
  workspace: string | undefined,
  log: FaultLog,
): Promise<LoadedPack[]> {
  return pickPacks(names, await loadPacksAtHand(workspace, log), 'command line', log.report)
}

/** Runs the examples of the packs named, or of all. */
export async function testPacks(
  names: readonly string[],
  workspace: string | undefined,
  log: FaultLog,
): Promise<ExampleOutcome[]> {
  const atHand = await loadPacksAtHand(workspace, log)
  const chosen = names.length === 0 ? atHand.packs : await pickPacks(names, atHand, 'command line', log.report)
  return chosen.flatMap(({ pack }) => runExamples(pack, atHand.book))
}

export async function loadPacksAtHand(workspace: string | undefined, log: FaultLog): Promise<PacksAndVendors> {
  if (workspace !== undefined) isWorkspace(workspace, log)
  const { book } = await loadVendors(workspace, log.report)
  return { ...(await loadPacks(workspace, book, log.report)), book }
}
