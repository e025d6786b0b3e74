import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { describeFault } from '#model/fault.ts'
import { readRulePack } from './read.ts'

const FOLDER = new URL('../../../rules/', import.meta.url)
const NAMES = readdirSync(FOLDER)
  .filter((name) => name.endsWith('.yaml'))
  .sort()

const REGISTRY = parse(readFileSync(new URL('../../../vendors/telecom.yaml', import.meta.url), 'utf8')) as {
  vendors: { id: string }[]
}
const VENDOR_IDS = new Set(REGISTRY.vendors.map((vendor) => vendor.id))

describe('the shipped rule packs', () => {
  test.each(NAMES)('%s is read without a fault, and is named like its pack', (name) => {
    const { pack, faults } = readRulePack(name, readFileSync(new URL(name, FOLDER), 'utf8'), VENDOR_IDS)
    expect(faults.map(describeFault)).toEqual([])
    expect(pack!.pack).toBe(name.replace(/\.yaml$/, ''))
  })

  test('no rule of one pack has the identifier of a rule of another', () => {
    const ids = NAMES.flatMap((name) => {
      const { pack } = readRulePack(name, readFileSync(new URL(name, FOLDER), 'utf8'))
      return [...(pack?.rules ?? []), ...(pack?.disruptions ?? [])].map((entry) => entry.id)
    })
    expect(ids.length).toBeGreaterThan(NAMES.length)
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([])
  })
})
