// What is wrong with what is written for Mainstay in a workspace: manifest, rule packs, vendors and scenarios, each held against the
// others. What they name in tables is held against these where they are given.

import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { CivilDay } from '#base/calendar.ts'
import { checkRuleNames } from '#engine/rules/index.ts'
import { type ManifestReading, readManifest } from '#intake/manifest/read.ts'
import { readScenario } from '#intake/scenario/read.ts'
import { readTextFile } from '#intake/text-file.ts'
import { checkOperators } from '#model/check-operators.ts'
import { checkPrices } from '#model/check-prices.ts'
import type { FactTable } from '#model/fact-table.ts'
import type { Fault } from '#model/fault.ts'
import { MANIFEST_FILE } from '#model/workspace-path.ts'
import { dayAsked } from './ask-question.ts'
import { listScenarios } from './list-scenarios.ts'
import { loadPacks, loadVendors, type PacksAtHand, type Vendors } from './load-packs.ts'
import { packsOf, usableManifest } from './load-workspace.ts'

/** Columns of tables in which names stand that documents give a meaning. */
export const NAMED_IN_TABLES = [
  ...['elements', 'contracts', 'plan'].map((table) => ({ table, columns: ['operators'] })),
  { table: 'parts', columns: ['price', 'currency'] },
  { table: 'waivers', columns: ['rule', 'scope'] },
  { table: 'authorisations', columns: ['regime'] },
] as const

export interface DocumentFaults {
  /** Under the names that the files have in the workspace. */
  readonly faults: readonly Fault[]
  readonly packs: PacksAtHand['packs']
}

/** `facts`: tables of the workspace, of which {@link NAMED_IN_TABLES} is read; none where they are not looked into. */
export async function findDocumentFaults(
  workspace: string,
  facts: readonly FactTable[],
  today: CivilDay,
): Promise<DocumentFaults> {
  const faults: Fault[] = []
  const report = (fault: Fault): void => void faults.push(fault)
  const vendors = await loadVendors(workspace, report)
  const atHand = await loadPacks(workspace, vendors.book, report)
  const reading = await readOwnManifest(workspace, report)
  if (reading) checkManifest(reading, atHand, facts, report)
  await checkScenarios(workspace, { reading, vendors, today }, report)
  if (atHand.brokenPacks.length === 0)
    checkRuleNames(
      facts,
      atHand.packs.map(({ pack }) => pack),
      report,
    )
  return { faults, packs: atHand.packs }
}

/** A workspace without one is told by whoever reads all of it. */
async function readOwnManifest(
  workspace: string,
  report: (fault: Fault) => void,
): Promise<ManifestReading | undefined> {
  const path = join(workspace, MANIFEST_FILE)
  const text = existsSync(path) ? await readTextFile(path, MANIFEST_FILE, report) : undefined
  return text === undefined ? undefined : readManifest(MANIFEST_FILE, text)
}

function checkManifest(
  reading: ManifestReading,
  atHand: PacksAtHand,
  facts: readonly FactTable[],
  report: (fault: Fault) => void,
): void {
  for (const fault of reading.faults) report(fault)
  const manifest = usableManifest(reading)
  if (!manifest) return
  packsOf(manifest, atHand, (column) => ({ file: MANIFEST_FILE, line: reading.lineOf(column), column }), report)
  checkOperators(facts, manifest.operator, report)
  if (!isCurrencyUnread(reading)) checkPrices(facts, manifest.currency, report)
}

/** A currency that cannot be read is one that is stated. */
function isCurrencyUnread({ faults }: ManifestReading): boolean {
  return faults.some(({ column }) => column === 'currency')
}

interface ScenariosBeside {
  readonly reading: ManifestReading | undefined
  readonly vendors: Vendors
  readonly today: CivilDay
}

/** By the manifest and the vendors; parts and pools are looked for in the tables when they are asked about. */
async function checkScenarios(
  workspace: string,
  { reading, vendors, today }: ScenariosBeside,
  report: (fault: Fault) => void,
): Promise<void> {
  const manifest = reading && usableManifest(reading)
  const setting =
    manifest && !isCurrencyUnread(reading)
      ? {
          asOf: dayAsked(manifest, { today }),
          currency: manifest.currency,
          vendors: vendors.isWhole ? { ids: new Set(vendors.book.vendors.keys()), maySupply: () => true } : undefined,
        }
      : undefined
  for (const { path, file } of await listScenarios(workspace, report)) {
    const text = await readTextFile(path, file, report)
    if (text !== undefined) for (const fault of readScenario(file, text, setting).faults) report(fault)
  }
}
