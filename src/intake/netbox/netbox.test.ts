import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { describeFault, type Fault } from '#model/fault.ts'
import type { NetBoxMapping } from '#model/netbox-mapping.ts'
import { findPublicFile } from '../../../test/public-files.ts'
import { type PlainRow, placesOf, rowsOf } from '../fixtures/rows-of.ts'
import type { Reading } from '../format.ts'
import { type SourceFile, sourceFromBytes, sourceFromText } from '../source-file.ts'
import { DEMO_FIXTURE, DemoNetBox } from './fixtures/export-demo.ts'
import { netBox } from './netbox.ts'
import { readNetBoxMapping } from './read-mapping.ts'
import { suggestNetBoxMapping, surveyNetBox } from './suggest-mapping.ts'

interface Outcome extends Reading {
  readonly faults: Fault[]
  readonly messages: string[]
}

async function readFiles(files: readonly SourceFile[], mapping?: NetBoxMapping): Promise<Outcome> {
  const faults: Fault[] = []
  const report = (fault: Fault): void => {
    faults.push(fault)
  }
  const reading = await netBox.read(mapping ? { files, mapping, report } : { files, report })
  return { ...reading, faults, messages: faults.map(describeFault) }
}

type Json = Record<string, unknown>

const ADDRESS = 'https://netbox.example/api/dcim'

function page(kind: string, results: readonly Json[], more: Json = {}): SourceFile {
  const withUrl = results.map((record, index) => ({
    url: `${ADDRESS}/${kind}/${typeof record.id === 'number' ? record.id : index + 1}/`,
    ...record,
  }))
  return sourceFromText(
    `${kind}.json`,
    JSON.stringify({ count: results.length, next: null, previous: null, results: withUrl, ...more }, undefined, 1),
  )
}

const NORRA = { id: 1, name: 'Norra', slug: 'norra' }
const ROUTER_TYPE = { id: 3, display: 'R9', manufacturer: NORRA, model: 'R9', slug: 'r9' }

function device(id: number, more: Json = {}): Json {
  return {
    id,
    name: `router-${id}`,
    device_type: ROUTER_TYPE,
    role: { id: 1, name: 'Core Router', slug: 'core-router' },
    site: { id: 1, name: 'Mill Lane', slug: 'mill-lane' },
    platform: { id: 1, name: 'NorraOS 21.3R3', slug: 'norraos' },
    serial: '',
    status: { value: 'active', label: 'Active' },
    tags: [],
    custom_fields: {},
    ...more,
  }
}

async function readDevices(devices: readonly Json[], mapping?: NetBoxMapping, ...more: SourceFile[]): Promise<Outcome> {
  return readFiles([page('devices', devices), ...more], mapping)
}

function kindsOf({ unmapped }: Reading): string[] {
  return unmapped.map(({ what, count }) => `${what}: ${count}`)
}

describe('devices', () => {
  it('become elements with the unit of their chassis', async () => {
    const { tables, faults } = await readDevices([device(1, { serial: 'AB12' })], {
      format: 'netbox',
      roles: [{ role: 'core router', function: 'core.ip.router' }],
    })
    expect(faults).toEqual([])
    expect(rowsOf(tables, 'elements')).toEqual([
      {
        element: 'router-1',
        name: 'router-1',
        site: 'Mill Lane',
        vendor: 'Norra',
        product: 'R9',
        function: 'core.ip.router',
        softwareVersion: '21.3R3',
        status: 'inService',
      },
    ])
    expect(rowsOf(tables, 'units')).toEqual([
      { element: 'router-1', part: 'Norra/R9', slot: 'chassis', serial: 'AB12' },
    ])
    expect(rowsOf(tables, 'parts')).toEqual([
      { part: 'Norra/R9', manufacturer: 'Norra', description: 'R9', class: 'device' },
    ])
    expect(rowsOf(tables, 'sites')).toEqual([{ site: 'Mill Lane', name: 'Mill Lane' }])
  })

  it.each([
    ['active', 'inService'],
    ['planned', 'planned'],
    ['staged', 'installed'],
    ['failed', 'inService'],
    ['offline', 'outOfService'],
    ['decommissioning', 'outOfService'],
  ])('with status %s are %s', async (value, status) => {
    const { tables } = await readDevices([device(1, { status: { value, label: value } })])
    expect(rowsOf(tables, 'elements')[0]!.status).toBe(status)
  })

  it('on a shelf are stock and no elements, and their modules with them', async () => {
    const shelved = device(2, { status: { value: 'inventory', label: 'Inventory' } })
    const module = {
      id: 1,
      device: { id: 2, name: 'router-2' },
      module_bay: { id: 1, name: 'Slot 0' },
      module_type: ROUTER_TYPE,
      serial: '',
      status: 'active',
    }
    const outcome = await readDevices([device(1), shelved], undefined, page('modules', [module]))
    expect(rowsOf(outcome.tables, 'elements').map((row) => row.element)).toEqual(['router-1'])
    expect(rowsOf(outcome.tables, 'units')).toHaveLength(1)
    expect(outcome.unmapped.find(({ what }) => what === 'stock')).toMatchObject({
      count: 2,
      examples: ['Norra/R9 at Mill Lane (2)'],
    })
  })

  it('keep a state nobody explained unknown, until the mapping explains it', async () => {
    const odd = [device(1, { status: { value: 'brownfield', label: 'Brownfield' } })]
    const before = await readDevices(odd)
    expect(rowsOf(before.tables, 'elements')[0]!.status).toBeUndefined()
    expect(kindsOf(before)).toContain('statuses nobody has said the meaning of: 1')
    const after = await readDevices(odd, { format: 'netbox', statuses: [{ status: 'brownfield', means: 'installed' }] })
    expect(rowsOf(after.tables, 'elements')[0]!.status).toBe('installed')
  })

  it('are told apart by their site where two have one name, and by their number where they have none', async () => {
    const other = { id: 2, name: 'Old Quarry', slug: 'old-quarry' }
    const { tables, faults } = await readDevices([
      device(1, { name: 'rtr' }),
      device(2, { name: 'rtr', site: other }),
      device(3, { name: null }),
      device(4, { name: 'sw' }),
      device(5, { name: 'pp', site: other }),
      device(6, { name: 'pp', site: other }),
    ])
    expect(faults).toEqual([])
    expect(rowsOf(tables, 'elements').map((row) => row.element)).toEqual([
      'rtr@Mill Lane',
      'rtr@Old Quarry',
      'device-3',
      'sw',
      'pp@Old Quarry#5',
      'pp@Old Quarry#6',
    ])
  })

  it('name another maker of their software where the platform has one', async () => {
    const platform = {
      id: 1,
      name: 'NorraOS 21.3R3',
      slug: 'norraos',
      manufacturer: { id: 8, name: 'Opensoft', slug: 'o' },
    }
    const { tables } = await readDevices([device(1)], undefined, page('platforms', [platform]))
    expect(rowsOf(tables, 'elements')[0]).toMatchObject({ vendor: 'Norra', softwareVendor: 'Opensoft' })
  })
})

describe('roles', () => {
  const tree = page('device-roles', [
    { id: 1, name: 'Core Router', slug: 'core-router', parent: { id: 2, name: 'Routers' } },
    { id: 2, name: 'Routers', slug: 'routers', parent: null },
  ])
  it.each<[string, NetBoxMapping['roles'], string]>([
    ['by name', [{ role: 'CORE ROUTER', function: 'core.ip.router' }], 'core.ip.router'],
    ['by slug', [{ role: 'core-router', function: 'core.ip.router' }], 'core.ip.router'],
    ['by wildcard', [{ role: 'core*', function: 'core.ip.router' }], 'core.ip.router'],
    ['by path', [{ role: 'Routers / *', function: 'core.ip.router' }], 'core.ip.router'],
    ['by the parent', [{ role: 'Routers', function: 'transport.aggregation' }], 'transport.aggregation'],
    [
      'by the first that matches',
      [
        { role: '*router', function: 'core.ip.router' },
        { role: 'core router', function: 'core.ip.bng' },
      ],
      'core.ip.router',
    ],
    [
      'by its own entry before that of the parent',
      [
        { role: 'routers', function: 'core.ip.bng' },
        { role: 'core router', function: 'core.ip.router' },
      ],
      'core.ip.router',
    ],
    [
      'never by an entry that waits for review',
      [{ role: 'core router', function: 'core.ip.router', review: true }],
      'unknown',
    ],
    ['not by a part of the name', [{ role: 'router', function: 'core.ip.router' }], 'unknown'],
  ])('give a function %s', async (_, roles, expected) => {
    const { tables } = await readDevices([device(1)], { format: 'netbox', roles }, tree)
    expect(rowsOf(tables, 'elements')[0]!.function).toBe(expected)
  })

  it('without a function are listed, and their elements are of unknown function', async () => {
    const edge = { role: { id: 2, name: 'Edge Router', slug: 'edge-router' } }
    const { unmapped } = await readDevices([device(1), device(2), device(3, edge)])
    expect(unmapped.find(({ what }) => what === 'devices in 2 roles without a function')).toMatchObject({
      count: 3,
      examples: ['Core Router (2)', 'Edge Router'],
    })
  })

  it('of what is no network element keep it out, and say so', async () => {
    const { tables, unmapped } = await readDevices([device(1)], {
      format: 'netbox',
      roles: [{ role: 'Core Router', function: 'none' }],
    })
    expect(rowsOf(tables, 'elements')).toEqual([])
    expect(unmapped.find(({ what }) => what === 'devices that are no network elements')!.count).toBe(1)
  })
})

describe('sites', () => {
  const regions = page('regions', [
    { id: 1, name: 'Europe', slug: 'europe', parent: null },
    { id: 2, name: 'UK', slug: 'uk', parent: { id: 1, name: 'Europe' } },
    { id: 3, name: 'London', slug: 'london', parent: { id: 2, name: 'UK' } },
  ])
  const groups = page('site-groups', [{ id: 9, name: 'North', slug: 'north', parent: null }])
  const site = {
    id: 1,
    name: 'Mill Lane',
    slug: 'mill-lane',
    status: { value: 'active', label: 'Active' },
    region: { id: 3, name: 'London' },
    group: { id: 9, name: 'North' },
    tags: [{ id: 4, name: 'National security', slug: 'natsec' }],
    custom_fields: { cf_x: null, premises_passed: 1200, unasked: 'x' },
  }

  it.each([
    ['numbers', 51.5043, -0.0865],
    ['texts', '51.504300', '-0.086500'],
  ])('with coordinates as %s stand in their region', async (_, latitude, longitude) => {
    const { tables, faults, unmapped } = await readFiles([page('sites', [{ ...site, latitude, longitude }]), regions], {
      format: 'netbox',
      sites: { premises: 'premises_passed' },
    })
    expect(faults).toEqual([])
    expect(rowsOf(tables, 'sites')).toEqual([
      {
        site: 'Mill Lane',
        name: 'Mill Lane',
        latitude: 51.5043,
        longitude: -0.0865,
        region: 'Europe / UK / London',
        tags: 'natsec',
        premises: 1200,
      },
    ])
    expect(unmapped.find(({ what }) => what.startsWith('values of custom fields'))!.examples).toEqual([
      'sites: unasked',
    ])
  })

  it('stand in their group where the mapping says so', async () => {
    const { tables } = await readFiles([page('sites', [site]), regions, groups], {
      format: 'netbox',
      regionFrom: 'group',
    })
    expect(rowsOf(tables, 'sites')[0]!.region).toBe('North')
  })

  it('say that the path of their region is not known without the regions', async () => {
    const outcome = await readFiles([page('sites', [site])])
    expect(rowsOf(outcome.tables, 'sites')[0]!.region).toBe('London')
    expect(kindsOf(outcome)).toContain('regions the export does not hold: 1')
  })

  it('survive a ring of regions', async () => {
    const ring = page('regions', [
      { id: 3, name: 'London', slug: 'l', parent: { id: 4, name: 'X' } },
      { id: 4, name: 'X', slug: 'x', parent: { id: 3, name: 'London' } },
    ])
    const { tables } = await readFiles([page('sites', [site]), ring])
    expect(rowsOf(tables, 'sites')[0]!.region).toBe('X / London')
  })

  it('leave coordinates unknown that are none', async () => {
    const { tables, messages } = await readFiles([
      page('sites', [{ ...site, latitude: 151.5, longitude: 'east' }]),
      regions,
    ])
    expect(rowsOf(tables, 'sites')[0]!.latitude).toBeUndefined()
    expect(messages).toEqual([
      'sites.json record 1, key results[0].latitude: number out of range `151.5`; expected -90 to 90; it is left unknown',
      'sites.json record 1, key results[0].longitude: not a number `east`; expected a decimal number such as `51.5074`; it is left unknown',
    ])
  })
})

describe('custom fields', () => {
  const mapping: NetBoxMapping = {
    format: 'netbox',
    elements: {
      inService: 'go_live',
      installed: 'cf_installed',
      technologies: 'rat',
      softwareVersion: 'sw',
      subscribers: 'subs',
      owner: 'tenant',
      function: 'fn',
    },
  }

  it('fill the columns the mapping names', async () => {
    const { tables, faults, unmapped } = await readDevices(
      [
        device(1, {
          tenant: { id: 5, name: 'Tower Company', slug: 't' },
          custom_fields: {
            go_live: '2021-06-01T00:00:00Z',
            installed: '2021-05',
            rat: ['LTE', '5g'],
            sw: '22.1',
            subs: 3400,
            fn: 'ran.basestation',
            __proto__x: null,
          },
        }),
      ],
      mapping,
    )
    expect(faults).toEqual([])
    expect(kindsOf({ tables, unmapped })).not.toContain('values of custom fields that the mapping does not name: 7')
    expect(rowsOf(tables, 'elements')[0]).toMatchObject({
      inService: '2021-06-01',
      installed: '2021-05-01..2021-05-31',
      technologies: '4G|5G',
      softwareVersion: '22.1',
      subscribers: 3400,
      owner: 'Tower Company',
      function: 'ran.basestation',
    })
  })

  it('with a bad value leave that column unknown and the element in', async () => {
    const { tables, messages } = await readDevices(
      [device(1, { custom_fields: { go_live: 'soon', subs: 'many', rat: ['6G'] } })],
      mapping,
    )
    expect(rowsOf(tables, 'elements')[0]).toMatchObject({
      inService: 'unknown',
      subscribers: '0..Infinity',
      technologies: 'unknown',
    })
    expect(messages).toEqual([
      'devices.json record 1, key results[0].go_live: not a date `soon`; expected YYYY-MM-DD, YYYY-MM, YYYY-Q1, YYYY, a range `A..B`, or `unknown`; it is left unknown',
      'devices.json record 1, key results[0].rat: unknown technologies `6G`; expected 2G, 3G, 4G, 5G, FTTP, FTTC, cable, fixed-wireless, satellite; it is left unknown',
      'devices.json record 1, key results[0].subs: not an amount `many`; expected a number not below 0 without decimals, a range `A..B`, or `unknown`; it is left unknown',
    ])
  })

  it('named like properties of every object do no harm', async () => {
    const text = `[{"id":1,"url":"${ADDRESS}/devices/1/","name":"a","device_type":null,"role":null,"site":null,"__proto__":{"name":"evil"},"constructor":{"prototype":{"polluted":1}},"custom_fields":{"__proto__":"2020-01-01","constructor":"x"}}]`
    const { tables, faults } = await readFiles([sourceFromText('x.json', text)], {
      format: 'netbox',
      elements: { inService: '__proto__', installed: 'toString' },
    })
    expect(faults).toEqual([])
    expect(rowsOf(tables, 'elements')).toEqual([
      { element: 'a', name: 'a', function: 'unknown', inService: '2020-01-01' },
    ])
    expect(({} as Json).polluted).toBeUndefined()
  })
})

describe('modules and inventory items', () => {
  const CARD = { id: 7, display: 'LC4', manufacturer: NORRA, model: 'LC4' }
  const module = (id: number, more: Json = {}): Json => ({
    id,
    device: { id: 1, name: 'router-1' },
    module_bay: { id: id * 10, name: `Slot ${id}` },
    module_type: CARD,
    serial: `M${id}`,
    status: { value: 'active', label: 'Active' },
    ...more,
  })
  const item = (id: number, more: Json = {}): Json => ({
    id,
    device: { id: 1, name: 'router-1' },
    name: `optic ${id}`,
    manufacturer: { id: 2, name: 'Halyard', slug: 'h' },
    part_id: 'SFP-10',
    serial: `I${id}`,
    ...more,
  })

  it('nest where their bays nest', async () => {
    const bays = page('module-bays', [
      { id: 10, device: { id: 1 }, name: 'Slot 1', module: null },
      { id: 20, device: { id: 1 }, name: 'PIC 0', module: { id: 1, device: 1 } },
    ])
    const inner = module(2, { module_bay: { id: 20, name: 'PIC 0' } })
    const { tables } = await readDevices([device(1)], undefined, page('modules', [module(1), inner]), bays)
    expect(rowsOf(tables, 'units').map((row) => row.slot)).toEqual(['chassis', 'Slot 1', 'Slot 1/PIC 0'])
  })

  it('count once where an item repeats a module or a chassis', async () => {
    const outcome = await readDevices(
      [device(1, { serial: 'C1' })],
      undefined,
      page('modules', [module(1)]),
      page('inventory-items', [item(1, { serial: 'M1' }), item(2, { serial: 'C1' }), item(3), item(4, { serial: '' })]),
    )
    expect(rowsOf(outcome.tables, 'units').map((row) => [row.slot, row.part, row.serial])).toEqual([
      ['chassis', 'Norra/R9', 'C1'],
      ['Slot 1', 'Norra/LC4', 'M1'],
      ['optic 3', 'Halyard/SFP-10', 'I3'],
      ['optic 4', 'Halyard/SFP-10', undefined],
    ])
    expect(kindsOf(outcome)).toContain('inventory items that repeat a module or a chassis: 2')
  })

  it('keep two in one place apart', async () => {
    const { tables } = await readDevices(
      [device(1)],
      undefined,
      page('inventory-items', [item(1, { name: 'optic' }), item(2, { name: 'optic' })]),
    )
    expect(rowsOf(tables, 'units').map((row) => row.slot)).toEqual(['chassis', 'optic', 'optic #2'])
  })

  it('use the part number of their type, the model where it is a bar code, and both where types share it', async () => {
    const types = page('module-types', [
      { id: 7, manufacturer: NORRA, model: 'LC4', part_number: '750-1' },
      { id: 8, manufacturer: NORRA, model: 'LC5', part_number: '037332126658' },
      { id: 9, manufacturer: NORRA, model: 'FAN-A', part_number: 'F1' },
      { id: 10, manufacturer: NORRA, model: 'FAN-B', part_number: 'F1' },
    ])
    const typed = (id: number, type: number): Json => module(id, { module_type: { ...CARD, id: type } })
    const modules = page('modules', [typed(1, 7), typed(2, 8), typed(3, 9), typed(4, 10)])
    const outcome = await readDevices([device(1)], undefined, types, modules)
    expect(
      rowsOf(outcome.tables, 'units')
        .slice(1)
        .map((row) => row.part),
    ).toEqual(['Norra/750-1', 'Norra/LC5', 'Norra/F1 (FAN-A)', 'Norra/F1 (FAN-B)'])
    expect(outcome.faults.map(({ code, severity }) => `${code} ${severity}`)).toEqual([
      'duplicate-key warning',
      'duplicate-key warning',
    ])
    expect(kindsOf(outcome)).toContain('part numbers that are bar codes of the trade: 1')
  })

  it('of a device the export does not hold are told, each', async () => {
    const { tables, messages } = await readDevices(
      [device(1)],
      undefined,
      page('modules', [module(1, { device: { id: 99, name: 'gone' } })]),
    )
    expect(rowsOf(tables, 'units')).toHaveLength(1)
    expect(messages).toEqual([
      'modules.json record 1, key results[0].device: unknown device `gone`; expected a device of the export',
    ])
  })

  it('that are only planned are not installed', async () => {
    const outcome = await readDevices([device(1)], undefined, page('modules', [module(1, { status: 'planned' })]))
    expect(rowsOf(outcome.tables, 'units')).toHaveLength(1)
    expect(kindsOf(outcome)).toContain('units that are not installed: 1')
  })
})

describe('virtual machines', () => {
  it('are virtual elements on their cluster or on their device', async () => {
    const files = [
      page('devices', [device(1)]),
      sourceFromText(
        'virtualization.clusters.json',
        JSON.stringify([
          {
            id: 1,
            name: 'vc-1',
            type: { id: 1, name: 'NFVI' },
            status: { value: 'active' },
            scope_type: 'dcim.site',
            scope: { id: 1, name: 'Mill Lane' },
          },
        ]),
      ),
      sourceFromText(
        'virtualization.virtual-machines.json',
        JSON.stringify([
          {
            id: 1,
            name: 'amf-1',
            status: { value: 'active' },
            cluster: { id: 1, name: 'vc-1' },
            role: { id: 1, name: 'AMF' },
            device: null,
            vcpus: 4,
          },
          {
            id: 2,
            name: 'dns-1',
            status: { value: 'offline' },
            cluster: null,
            site: { id: 1, name: 'Mill Lane' },
            role: { id: 2, name: 'DNS' },
            device: { id: 1, name: 'router-1' },
            vcpus: 4,
          },
        ]),
      ),
    ]
    const { tables, faults } = await readFiles(files, {
      format: 'netbox',
      roles: [
        { role: 'AMF', function: 'core.5g.amf' },
        { role: 'NFVI', function: 'platform.nfvi' },
      ],
    })
    expect(faults).toEqual([])
    expect(rowsOf(tables, 'elements').slice(1)).toEqual([
      {
        element: 'vc-1',
        name: 'vc-1',
        kind: 'virtual',
        site: 'Mill Lane',
        product: 'NFVI',
        function: 'platform.nfvi',
        status: 'inService',
      },
      {
        element: 'amf-1',
        name: 'amf-1',
        kind: 'virtual',
        hostedOn: 'vc-1',
        function: 'core.5g.amf',
        technologies: '5G',
        status: 'inService',
      },
      {
        element: 'dns-1',
        name: 'dns-1',
        kind: 'virtual',
        hostedOn: 'router-1',
        function: 'unknown',
        status: 'outOfService',
      },
    ])
  })
})

describe('files', () => {
  it('with pages missing are an error, for a part of an inventory proves nothing', async () => {
    const { messages } = await readFiles([
      page('devices', [device(1)], { count: 1234, next: `${ADDRESS}/devices/?limit=50&offset=50` }),
    ])
    expect(messages).toEqual([
      'devices.json: only 1 of 1234 devices were given; expected all pages: ask with `limit=0`, or follow `next` to the last page',
    ])
  })

  it('given twice count once', async () => {
    const file = page('devices', [device(1)])
    const outcome = await readFiles([file, file])
    expect(outcome.faults).toEqual([])
    expect(rowsOf(outcome.tables, 'elements')).toHaveLength(1)
    expect(kindsOf(outcome)).toContain('records given twice: 1')
  })

  it('may hold several pages, or several lists', async () => {
    const pages = [device(1), device(2)].map((record) =>
      JSON.stringify({ count: 2, next: null, previous: null, results: [record] }),
    )
    const first = await readFiles([sourceFromText('all_devices.json', pages.join('\n'))])
    expect(placesOf(first.tables, 'elements')).toEqual(['all_devices.json record 1', 'all_devices.json record 2'])
    const lists = {
      widgets: [{ id: 1 }],
      devices: [device(1)],
      sites: [{ id: 1, name: 'Mill Lane', slug: 'm', status: 'active' }],
    }
    const second = await readFiles([sourceFromText('everything.json', JSON.stringify(lists))])
    expect(rowsOf(second.tables, 'elements')).toHaveLength(1)
    expect(placesOf(second.tables, 'sites')).toEqual(['everything.json record 2'])
    expect(kindsOf(second)).toContain('lists of a kind that is not known: 1')
  })

  it('are told by their number in the list they stand in', async () => {
    const sites = (name: string) => ({ id: 1, name, slug: 'm', status: 'active', latitude: 95 })
    const lists = { devices: [device(1), device(2)], sites: [sites('Mill Lane')] }
    const several = await readFiles([sourceFromText('everything.json', JSON.stringify(lists))])
    expect(several.faults.map(({ column }) => column)).toEqual(['sites[0].latitude'])
    const one = JSON.stringify({ url: `${ADDRESS}/sites/1/`, ...sites('Mill Lane') })
    expect((await readFiles([sourceFromText('x.json', one)])).faults.map(({ column }) => column)).toEqual(['latitude'])
  })

  it('may hold one object', async () => {
    const { tables } = await readFiles([
      sourceFromText('x.json', JSON.stringify({ url: `${ADDRESS}/devices/1/`, ...device(1) })),
    ])
    expect(rowsOf(tables, 'elements')).toHaveLength(1)
  })

  it('are read in CSV too, by names or by the labels on screen', async () => {
    const byName = sourceFromText(
      'export.csv',
      'name,role,tenant,manufacturer,device_type,platform,serial,status,site,cf_go_live\nr1,Core Router,,Norra,R9,NorraOS 21.3R3,"A""1",active,Mill Lane,2021-06-01\n',
    )
    const byLabel = sourceFromText(
      'netbox_devices.csv',
      '\ufeffName;Status;Tenant;Site;Role;Manufacturer;Type;Platform;Serial number;cf_go_live\r\nr1;Active;;Mill Lane;Core Router;Norra;R9;NorraOS 21.3R3;"A""1";2021-06-01\r\n',
    )
    const mapping: NetBoxMapping = { format: 'netbox', elements: { inService: 'go_live' } }
    const [names, labels] = [await readFiles([byName], mapping), await readFiles([byLabel], mapping)]
    expect(rowsOf(names.tables, 'elements')).toEqual([
      {
        element: 'r1',
        name: 'r1',
        site: 'Mill Lane',
        vendor: 'Norra',
        product: 'R9',
        function: 'unknown',
        softwareVersion: '21.3R3',
        status: 'inService',
        inService: '2021-06-01',
      },
    ])
    expect(rowsOf(labels.tables, 'elements')).toEqual(rowsOf(names.tables, 'elements'))
    expect(rowsOf(labels.tables, 'units')).toEqual(rowsOf(names.tables, 'units'))
    expect([...names.faults, ...labels.faults]).toEqual([])
  })

  it('in CSV with a module of a name two devices have do not guess which', async () => {
    const devices = sourceFromText(
      'devices.csv',
      'name,role,manufacturer,device_type,status,site\nr1,Core,Norra,R9,active,A\nr1,Core,Norra,R9,active,B\n',
    )
    const modules = sourceFromText(
      'modules.csv',
      'device,module_bay,module_type,serial,status\nr1,Slot 0,LC4,X,active\n',
    )
    const { tables, messages } = await readFiles([devices, modules])
    expect(rowsOf(tables, 'elements').map((row) => row.element)).toEqual(['r1@A', 'r1@B'])
    expect(messages).toEqual([
      'modules.csv line 2, column device: 2 devices have this name: which one is not told `r1`; expected a device of the export',
    ])
  })

  it.each([
    [
      'cut off',
      '{"count":1,"results":[{"id":1,',
      'x.json line 1: the file ends in the middle; expected a whole file; it may have been cut off',
    ],
    ['empty', '', 'x.json line 1: no header; expected column names in the first line'],
    [
      'with a record that is no JSON',
      `[\n{"url":"${ADDRESS}/devices/1/"},\n{"id": 1, oops}]`,
      'x.json line 3: malformed JSON; expected pages or lists of records as NetBox writes them',
    ],
    [
      'with a comma missing',
      `[{"url":"${ADDRESS}/devices/1/"} {"id":2}]`,
      'x.json line 1: malformed JSON; expected pages or lists of records as NetBox writes them',
    ],
    [
      'with numbers for records',
      '[1,2]',
      'x.json line 1: a list entry that is no record; expected objects as NetBox writes them',
    ],
    [
      'with text behind',
      `[]\nthanks`,
      'x.json line 2: malformed JSON; expected pages or lists of records as NetBox writes them',
    ],
    [
      'nested without end',
      `[{"a":${'['.repeat(5000)}`,
      'x.json line 1: nested too deeply; expected at most 64 levels in a record',
    ],
    [
      'around nothing without end',
      '{"a":'.repeat(5000),
      'x.json line 1: nested too deeply; expected at most 64 levels',
    ],
    [
      'of Nautobot',
      '[{"id":"c0ffee","object_type":"dcim.device","natural_slug":"x"}]',
      'x.json: an export of Nautobot; expected an export of NetBox',
    ],
    ['of an archive', 'PK\u0003\u0004zip', 'x.json: a ZIP archive or an XLSX workbook; expected JSON or CSV'],
    [
      'of unknown columns',
      'a,b\n1,2\n',
      'x.json line 1: these columns do not tell what the rows are `a,b`; expected a file named after what it holds, such as `regions.csv` or `site-groups.csv`',
    ],
  ])('%s are refused with one clear fault', async (_, text, message) => {
    const { tables, faults, messages } = await readFiles([sourceFromText('x.json', text)])
    expect(messages).toEqual([message])
    expect(faults[0]!.severity).toBe('error')
    expect(tables).toEqual([])
  })

  it('larger than the limit are refused before they are read', async () => {
    const source: SourceFile = {
      name: 'huge.json',
      sizeBytes: 513 * 1024 * 1024,
      async *bytes() {
        yield new TextEncoder().encode('[{"id":1}')
      },
    }
    const { messages } = await readFiles([source])
    expect(messages).toEqual([
      'huge.json: file too large; expected at most 512 MB: give the pages as files of their own',
    ])
  })

  it('with records of a kind that cannot be told say so', async () => {
    const site = { url: `${ADDRESS}/sites/1/`, id: 1, name: 'Mill Lane', status: 'active' }
    const north = { id: 1, name: 'North', slug: 'north' }
    const outcome = await readFiles([sourceFromText('x.json', JSON.stringify([north, site]))])
    expect(outcome.messages).toEqual([
      'x.json record 1: 1 record of a kind that cannot be told; expected records with their `url`, or a file named after what it holds, such as `regions.json`',
    ])
    expect(outcome.faults[0]!.severity).toBe('warning')
    expect(kindsOf(outcome)).toEqual(['records of a kind that cannot be told: 1'])
  })

  it('of which no record is of a kind that can be told are refused', async () => {
    const { faults, messages } = await readFiles([sourceFromText('x.json', '[{"id":1,"name":"North","slug":"north"}]')])
    expect(faults.map(({ code, severity }) => [code, severity])).toEqual([['unreadable-file', 'error']])
    expect(messages).toEqual([
      'x.json record 1: nothing but 1 record of a kind that cannot be told; expected records with their `url`, or a file named after what it holds, such as `regions.json`',
    ])
  })

  it('are recognised by what is in them, and those of others are not', () => {
    const isNetBox = (name: string, text: string): boolean => netBox.recognise(name, new TextEncoder().encode(text))
    expect(isNetBox('a', JSON.stringify({ count: 1, next: null, previous: null, results: [] }))).toBe(true)
    expect(isNetBox('a', JSON.stringify([{ id: 1, url: `${ADDRESS}/sites/1/` }]))).toBe(true)
    expect(isNetBox('devices.csv', 'name,role,tenant,manufacturer,device_type,site\n')).toBe(true)
    expect(isNetBox('elements.csv', 'element,site,vendor,function\n')).toBe(false)
    expect(isNetBox('sites.csv', 'site,name,latitude,longitude,region,tags\n')).toBe(false)
    expect(isNetBox('a.json', '{"bomFormat":"CycloneDX"}')).toBe(false)
    expect(isNetBox('a.xml', '<bulkCmConfigDataFile>')).toBe(false)
  })
})

function summarise({ tables, unmapped }: Reading): [PlainRow[][], Reading['unmapped']] {
  return [['sites', 'elements', 'units', 'parts'].map((name) => rowsOf(tables, name)), unmapped]
}

describe('damaged files', () => {
  const files = [page('devices', [device(1, { serial: 'Ü"\\n' }), device(2), device(3)])]
  const bytesOf = async (file: SourceFile): Promise<Uint8Array> => {
    for await (const chunk of file.bytes()) return chunk
    return new Uint8Array()
  }

  it('give a fault or the same rows, and never throw', async () => {
    const bytes = await bytesOf(files[0]!)
    const expected = summarise(await readFiles(files))
    let refused = 0
    await fc.assert(
      fc.asyncProperty(
        fc.nat(bytes.length - 1),
        fc.constantFrom<number | undefined>(undefined, 0, 0x01, 0xff),
        async (at, by) => {
          const damaged = bytes.slice(0, by === undefined ? at : bytes.length)
          if (by !== undefined) damaged[at] = by
          const outcome = await readFiles([sourceFromBytes('devices.json', damaged)])
          const isRefused = outcome.faults.some(({ severity }) => severity === 'error')
          if (isRefused) refused += 1
          expect(isRefused ? outcome.tables : summarise(outcome)).toEqual(isRefused ? [] : expected)
        },
      ),
      { numRuns: 400 },
    )
    expect(refused).toBeGreaterThan(300)
  })

  it('never throw, whatever byte is wrong or whatever they hold', async () => {
    const bytes = await bytesOf(files[0]!)
    await fc.assert(
      fc.asyncProperty(fc.nat(bytes.length - 1), fc.nat(255), async (at, by) => {
        const damaged = Uint8Array.from(bytes)
        damaged[at] = by
        await readFiles([sourceFromBytes('devices.json', damaged)])
      }),
      { numRuns: 200 },
    )
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.jsonValue()),
        fc.constantFrom('devices', 'sites', 'modules', 'regions'),
        async (values, kind) => {
          const { faults } = await readFiles([sourceFromText(`${kind}.json`, JSON.stringify(values))])
          expect(faults.every(({ file }) => file === `${kind}.json`)).toBe(true)
        },
      ),
      { numRuns: 300 },
    )
  })

  it('give the same rows however the bytes arrive', async () => {
    const bytes = await bytesOf(files[0]!)
    const expected = summarise(await readFiles(files))
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 300 }), async (size) => {
        const source: SourceFile = {
          name: 'devices.json',
          sizeBytes: bytes.length,
          async *bytes() {
            for (let start = 0; start < bytes.length; start += size) yield bytes.slice(start, start + size)
          },
        }
        expect(summarise(await readFiles([source]))).toEqual(expected)
      }),
      { numRuns: 30 },
    )
  })
})

const fixture = findPublicFile(DEMO_FIXTURE)
describe.skipIf(fixture.isAbsent)(`the demonstration data of NetBox${fixture.note}`, () => {
  const demo = fixture.isAbsent ? undefined : new DemoNetBox(fixture.path)
  const read = (files: readonly SourceFile[], mapping?: NetBoxMapping): Promise<Outcome> => readFiles(files, mapping)

  it('is read whole from pages of the API', async () => {
    const { tables, faults, unmapped } = await read(demo!.pages(50))
    expect(faults).toEqual([])
    expect(['sites', 'elements', 'units', 'parts'].map((name) => rowsOf(tables, name).length)).toEqual([
      24, 284, 76, 15,
    ])
    expect(rowsOf(tables, 'elements')[0]).toEqual({
      element: 'dmi01-akron-rtr01',
      name: 'dmi01-akron-rtr01',
      site: 'DM-Akron',
      vendor: 'Cisco',
      product: 'ISR 1111-8P',
      function: 'unknown',
      status: 'inService',
    })
    expect(rowsOf(tables, 'sites')[1]).toEqual({
      site: 'DM-Akron',
      name: 'DM-Akron',
      region: 'North America / United States / Ohio',
    })
    expect(
      rowsOf(tables, 'units')
        .filter((row) => row.part === 'Juniper/EX9200-32XS')
        .map((row) => row.slot),
    ).toEqual(['Slot 0', 'Slot 1', 'Slot 0', 'Slot 1'])
    expect(unmapped.map(({ what, count }) => [what, count])).toEqual([
      ['clusters in 2 roles without a function', 32],
      ['devices in 8 roles without a function', 72],
      ['records that are not used', 60],
      ['virtual machines in 1 role without a function', 180],
    ])
  })

  it('gives the same rows from CSV', async () => {
    const [json, csv] = [await read(demo!.pages(1000)), await read(demo!.csv())]
    expect(csv.faults).toEqual([])
    expect(summarise(csv)).toEqual(summarise(json))
  })

  it('names each element once', async () => {
    const names = rowsOf((await read(demo!.pages(1000))).tables, 'elements').map((row) => row.element)
    expect(new Set(names).size).toBe(284)
    expect(names).toContain('device-75')
    expect(names.filter((name) => String(name).startsWith('PP:MDF'))).toHaveLength(3)
  })

  it('gets a first mapping that can be read, and works once it is reviewed', async () => {
    const survey = await surveyNetBox(demo!.pages(1000), () => undefined)
    const text = suggestNetBoxMapping(survey)
    const proposed = readNetBoxMapping('netbox.yaml', text)
    expect(proposed.faults).toEqual([])
    expect(proposed.mapping!.roles).toHaveLength(10)
    const before = await read(demo!.pages(1000), proposed.mapping)
    expect(kindsOf(before)).toContain('devices in 8 roles whose proposed function nobody has confirmed: 72')
    const reviewed = readNetBoxMapping('netbox.yaml', text.replaceAll(', review: true', ''))
    const after = await read(demo!.pages(1000), reviewed.mapping)
    expect(rowsOf(after.tables, 'elements').filter((row) => row.function === 'platform.datacentre')).toHaveLength(8)
    expect(kindsOf(after)).toContain('devices that are no network elements: 32')
  })
})
