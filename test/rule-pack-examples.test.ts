import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { buildVendorBook } from '#engine/vendors/index.ts'
import { runExamples } from '#engine/rules/index.ts'
import { readRulePack } from '#intake/rule-pack/read.ts'
import { describeFault } from '#model/fault.ts'
import { readVendorRegistry } from '#intake/vendor-registry/read.ts'

const directory = (name: string) => new URL(`../${name}/`, import.meta.url)
const filesOf = (name: string) => readdirSync(directory(name)).filter((file) => file.endsWith('.yaml'))
const read = (name: string, file: string) => readFileSync(new URL(file, directory(name)), 'utf8')

const vendorFiles = filesOf('vendors').flatMap((file) => readVendorRegistry(file, read('vendors', file)).file ?? [])
const book = buildVendorBook(vendorFiles)

describe.each(filesOf('rules'))('the examples of %s', (file) => {
  const { pack, faults } = readRulePack(file, read('rules', file))
  it('stand in a pack that reads without fault', () => expect(faults.map(describeFault)).toEqual([]))
  const outcomes = pack ? runExamples(pack, book) : []
  it.each(outcomes.map((outcome) => [`${outcome.rule}: ${outcome.example}`, outcome] as const))('%s', (_, outcome) => {
    expect(outcome).toMatchObject({ problems: [] })
  })
})
