// Do names of strangers stay strangers? Thousands of real organisation names, none of which may become a vendor that a
// list restricts unless a person has agreed to it here.

import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { describe, expect, test } from 'vitest'
import { parse as parseYaml } from 'yaml'
import { YES } from '#base/trilean.ts'
import { buildVendorBook, controlSpells, resolveVendor } from '#engine/vendors/index.ts'
import { readVendorRegistry } from '#intake/vendor-registry/read.ts'
import { findPublicFile } from '../public-files.ts'

const registry = readVendorRegistry('vendors/telecom.yaml', readFileSync('vendors/telecom.yaml', 'utf8'))
const book = buildVendorBook(registry.file === undefined ? [] : [registry.file])

/** Vendors on lists of one country or another, and all that they ever controlled. */
const LISTED =
  'huawei-holding zte hytera cetc dahua cict tp-link-technologies quectel baicells innolight hengtong tsinghua-unigroup ' +
  'kaspersky china-mobile china-telecom china-unicom pacific-networks inspur sugon smic ymtc cxmt china-huaxin'
const RESTRICTED = new Set(
  [...book.vendors.keys()].filter((vendor) =>
    LISTED.split(' ').some((listed) => controlSpells(book, vendor, listed).some((spell) => spell.value === YES)),
  ),
)

/** Every name below that may become a restricted vendor, agreed by hand. */
const AGREED: ReadonlyMap<string, string> = new Map([
  ['Huawei', 'huawei'],
  ['huawei', 'huawei'],
  ['HUAWEI', 'huawei'],
  ['ZTE', 'zte'],
  ['zte', 'zte'],
  ['Dahua', 'dahua'],
  ['dahua', 'dahua'],
  ['dahuasecurity', 'dahua'],
  ['Hikvision', 'hikvision'],
  ['hikvision', 'hikvision'],
  ['h3c', 'h3c'],
  ['Unisoc (Shanghai) Technologies Co., Ltd.', 'unisoc'],
  ['Baicells Technologies', 'baicells'],
  ['Huawei Technologies Company', 'huawei'],
  ['ZTE Corporation', 'zte'],
  ['Hytera Communications Corporation', 'hytera'],
  ['Hangzhou Hikvision Digital Technology Company', 'hikvision'],
  ['Dahua Technology Company', 'dahua'],
  ['Kaspersky', 'kaspersky'],
  ['Kaspersky Lab', 'kaspersky'],
  ['AO Kaspersky Lab', 'kaspersky'],
  ['Kaspersky Lab, Inc.', 'kaspersky'],
  ['China Mobile International USA Inc.', 'china-mobile-international-usa'],
  ['China Telecom (Americas) Corp.', 'china-telecom-americas'],
  ['China Unicom (Americas) Operations Limited', 'china-unicom-americas'],
  ['Pacific Networks Corp', 'pacific-networks'],
  ['ComNet (USA) LLC', 'comnet-usa'],
])

function filesUnder(folder: string, ending: RegExp): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => ending.test(name))
    .map((name) => join(folder, name))
}

/** Every text of a JSON document under one of these keys. */
function textsUnder(value: unknown, keys: ReadonlySet<string>, found: Set<string>): void {
  if (Array.isArray(value)) for (const item of value) textsUnder(item, keys, found)
  else if (typeof value === 'object' && value !== null) {
    for (const [key, item] of Object.entries(value)) {
      if (typeof item === 'string' && keys.has(key)) found.add(item)
      else textsUnder(item, keys, found)
    }
  }
}

function namesInJson(folder: string, ...keys: string[]): readonly string[] {
  const found = new Set<string>()
  for (const file of filesUnder(folder, /\.json$/)) {
    try {
      textsUnder(JSON.parse(readFileSync(file, 'utf8')), new Set(keys), found)
    } catch {
      // Some published test documents are broken on purpose; they name nobody.
    }
  }
  return [...found]
}

function namesInCsv(file: string, ...columns: string[]): readonly string[] {
  const rows: readonly Record<string, string>[] = parse(readFileSync(file, 'utf8'), { columns: true, bom: true })
  return [...new Set(rows.flatMap((row) => columns.map((column) => row[column] ?? '')))]
}

function mistaken(names: readonly string[]): readonly string[] {
  return names.flatMap((name) => {
    const resolution = resolveVendor(book, name)
    if (resolution.kind !== 'resolved' || !RESTRICTED.has(resolution.vendor)) return []
    return AGREED.get(name) === resolution.vendor ? [] : [`${name} -> ${resolution.vendor}`]
  })
}

test('the restricted vendors are those of the lists and what they control', () => {
  for (const vendor of ['huawei', 'hisilicon', 'zte', 'hikvision', 'h3c', 'fiberhome', 'hmn', 'comnet-usa']) {
    expect(RESTRICTED).toContain(vendor)
  }
  for (const vendor of ['nokia', 'ericsson', 'samsung', 'tp-link-systems', 'juniper'])
    expect(RESTRICTED).not.toContain(vendor)
})

const records = findPublicFile('cve5')

describe.skipIf(records.isAbsent)(`strangers in public data${records.note}`, () => {
  test('vendors of CVE records', () => {
    const names = namesInJson(records.path, 'vendor', 'shortName', 'product')
    expect(names.length).toBeGreaterThan(500)
    expect(mistaken(names)).toEqual([])
  })
})

const exploited = findPublicFile('kev')

describe.skipIf(exploited.isAbsent)(`strangers in public data${exploited.note}`, () => {
  test('vendors and products of exploited vulnerabilities', () => {
    const names = namesInJson(exploited.path, 'vendorProject', 'product', 'vulnerabilityName')
    expect(names.length).toBeGreaterThan(1500)
    expect(mistaken(names)).toEqual([])
  })
})

const advisories = findPublicFile('cisa-csaf')

describe.skipIf(advisories.isAbsent)(`strangers in public data${advisories.note}`, () => {
  test('vendors, products and publishers of security advisories', () => {
    const names = namesInJson(advisories.path, 'name', 'organization')
    expect(names.length).toBeGreaterThan(500)
    expect(mistaken(names)).toEqual([])
  })
})

const deviceTypes = findPublicFile('devicetype-library')

describe.skipIf(deviceTypes.isAbsent)(`strangers in public data${deviceTypes.note}`, () => {
  test('manufacturers, models and part numbers of device types', () => {
    const names = new Set<string>()
    for (const file of filesUnder(deviceTypes.path, /\.ya?ml$/)) {
      const type: { manufacturer?: unknown; model?: unknown; part_number?: unknown } = parseYaml(
        readFileSync(file, 'utf8'),
      )
      for (const text of [type.manufacturer, type.model, type.part_number])
        if (typeof text === 'string') names.add(text)
    }
    expect(names.size).toBeGreaterThan(600)
    expect(mistaken([...names])).toEqual([])
  })
})

describe.each(
  ['netbox-demo-data', 'cyclonedx', 'endoflife', 'csaf-2.0'].map((name) => ({ name, ...findPublicFile(name) })),
)('strangers in public data, $name$note', ({ path, isAbsent }) => {
  test.skipIf(isAbsent)('names of an inventory, bills of materials, end-of-life lists and advisories', () => {
    const names = namesInJson(path, 'name', 'title', 'label', 'vendor', 'publisher', 'supplier', 'manufacturer', 'slug')
    expect(names.length).toBeGreaterThan(100)
    expect(mistaken(names)).toEqual([])
  })
})

const legalForms = findPublicFile('vendor-names/gleif-elf')

describe.skipIf(legalForms.isAbsent)(`strangers in public data${legalForms.note}`, () => {
  test('legal forms of the world, alone and with abbreviations', () => {
    const names = namesInCsv(
      `${legalForms.path}/datasets/_global/gleif/ref/elf-codes-1.4.1.csv`,
      'Entity Legal Form name Local name',
      'Abbreviations Local language',
      'Abbreviations transliterated',
    )
    expect(names.length).toBeGreaterThan(2000)
    // `LG` is also how some country shortens a form; a vendor column that says so means the vendor.
    expect(names.filter((name) => resolveVendor(book, name).kind === 'resolved')).toEqual(['LG'])
  })
})

const coveredList = findPublicFile('sanctions')

describe.skipIf(coveredList.isAbsent)(`strangers in public data${coveredList.note}`, () => {
  test('the names of the FCC Covered List', () => {
    const names = namesInJson(coveredList.path, 'entity_name')
    expect(mistaken(names)).toEqual([])
    const unread = names.filter((name) => resolveVendor(book, name).kind !== 'resolved')
    expect(unread).toEqual(['Foreign-produced Uncrewed Aircraft Systems (UAS)', 'Foreign-produced Routers'])
  })
})
