// What the benches ask: all shipped packs, whatever they address, about a made country, day by day from 2015 to 2035.

import { readdirSync, readFileSync } from 'node:fs'
import { parseDay } from '#base/calendar.ts'
import { buildVendorBook, type VendorBook } from '#engine/vendors/index.ts'
import { readRulePack } from '#intake/rule-pack/read.ts'
import { readVendorRegistry } from '#intake/vendor-registry/read.ts'
import type { RulePack } from '#model/rule.ts'
import type { RulesQuestion } from '#model/rules-question.ts'
import { makeTables } from './make-estate.ts'

/** Benches run from `out/bench/rules`. */
const ROOT = new URL('../../../', import.meta.url)

function filesOf(folder: string): { name: string; text: string }[] {
  return readdirSync(new URL(`${folder}/`, ROOT))
    .filter((name) => name.endsWith('.yaml'))
    .sort()
    .map((name) => ({ name, text: readFileSync(new URL(`${folder}/${name}`, ROOT), 'utf8') }))
}

export function readShippedVendors(): VendorBook {
  return buildVendorBook(filesOf('vendors').flatMap(({ name, text }) => readVendorRegistry(name, text).file ?? []))
}

export function readShippedPacks(): RulePack[] {
  return filesOf('rules').flatMap(({ name, text }) => readRulePack(name, text).pack ?? [])
}

/** An operator every rule speaks to. */
export function askAllPacks(elementCount: number, seed: number): RulesQuestion {
  const packs = readShippedPacks()
  const licences = packs.flatMap((pack) => [pack, ...pack.rules].flatMap((one) => one.addressees?.licences ?? []))
  const asOf = parseDay('2026-06-30')!
  return {
    facts: makeTables(elementCount, seed),
    packs,
    operator: {
      name: 'North Mobile',
      tier: 1,
      licences: [...new Set(licences)],
      addressedBy: packs.map(({ pack }) => pack),
    },
    inventoryDate: asOf,
    asOf,
    knownAt: asOf,
    horizon: { from: parseDay('2015-01-01')!, to: parseDay('2035-12-31')! },
  }
}
