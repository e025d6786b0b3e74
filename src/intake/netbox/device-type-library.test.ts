import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { describeFault, type Fault } from '#model/fault.ts'
import { placeOf, sayPlace } from '#model/place.ts'
import { findPublicFile } from '../../../test/public-files.ts'
import { rowsOf } from '../fixtures/rows-of.ts'
import type { Reading } from '../format.ts'
import { readHead, type SourceFile, sourceFromBytes, sourceFromText } from '../source-file.ts'
import { deviceTypeLibrary } from './device-type-library.ts'

async function readTypes(files: readonly SourceFile[]): Promise<Reading & { faults: Fault[] }> {
  const faults: Fault[] = []
  const reading = await deviceTypeLibrary.read({ files, report: (fault) => faults.push(fault) })
  return { ...reading, faults }
}

describe('types in YAML', () => {
  it('become parts, with the number as it is written', async () => {
    const { tables, unmapped } = await readTypes([
      sourceFromText(
        'ne40e.yaml',
        '---\nmanufacturer: Norra\nmodel: NE40\nslug: norra-ne40\npart_number: 02351930\nu_height: 14\ninterfaces:\n  - name: a\n    type: b\n',
      ),
      sourceFromText('card.yaml', 'manufacturer: Norra\nmodel: 81\npart_number: 1.10\ndescription: line card\n'),
    ])
    expect(rowsOf(tables, 'parts')).toEqual([
      { part: 'Norra/02351930', manufacturer: 'Norra', number: '02351930', description: 'NE40', class: 'device' },
      { part: 'Norra/1.10', manufacturer: 'Norra', number: '1.10', description: '81: line card', class: 'module' },
    ])
    expect(tables.map((table) => sayPlace(placeOf(table, 0)))).toEqual(['ne40e.yaml line 3', 'card.yaml line 2'])
    expect(unmapped).toMatchObject([{ what: 'components of types', count: 1, examples: ['interfaces'] }])
  })

  it('without maker or model, or that are no YAML, are told', async () => {
    const { tables, faults } = await readTypes([
      sourceFromText('a.yaml', 'manufacturer: Norra\n'),
      sourceFromText('b.yaml', 'manufacturer: [\n'),
      sourceFromText('c.yaml', '- 1\n'),
      sourceFromText('d.yaml', 'manufacturer: Norra\nmodel: R9\nmodel: R10\nslug: r\n'),
    ])
    expect(tables).toEqual([])
    expect(faults.map(({ file, severity }) => `${file} ${severity}`)).toEqual([
      'a.yaml error',
      'b.yaml error',
      'c.yaml error',
      'd.yaml error',
    ])
    expect(describeFault(faults[0]!)).toBe(
      'a.yaml line 1, key model: missing value; expected a device or module type with manufacturer and model',
    )
  })
})

const library = findPublicFile('devicetype-library')

describe.skipIf(library.isAbsent)(`the community library${library.note}`, () => {
  it('is recognised and read, with numbers that two types share kept visible', async () => {
    const files = readdirSync(library.path, { recursive: true, encoding: 'utf8' })
      .filter((name) => /^(?:device|module)-types\/.*\.ya?ml$/.test(name))
      .sort()
      .map((name) => sourceFromBytes(name, new Uint8Array(readFileSync(join(library.path, name)))))
    expect(files).toHaveLength(684)
    for (const file of files) expect(deviceTypeLibrary.recognise(file.name, await readHead(file))).toBe(true)
    const { tables, faults } = await readTypes(files)
    const parts = rowsOf(tables, 'parts')
    expect(parts.length).toBeGreaterThanOrEqual(683)
    expect(new Set(parts.map((row) => row.part)).size).toBe(parts.length)
    expect(parts.filter((row) => row.number === '02351930').map((row) => row.part)).toEqual([
      'Huawei/02351930 (NE40E-X8)',
      'Huawei/02351930 (NE8000-X8)',
    ])
    expect(faults.filter(({ severity }) => severity === 'warning')).toHaveLength(12)
  })
})
