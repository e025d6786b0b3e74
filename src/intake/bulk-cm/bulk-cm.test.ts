import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { describeFault, type Fault } from '#model/fault.ts'
import { findPublicFile } from '../../../test/public-files.ts'
import { placesOf, rowsOf } from '../fixtures/rows-of.ts'
import type { Reading } from '../format.ts'
import { type SourceFile, sourceFromBytes, sourceFromText } from '../source-file.ts'
import { bulkCm } from './bulk-cm.ts'
import { dumpText, SMALL_PLAN, streamDump } from './fixtures/generate-dump.ts'

const BASE = 'http://www.3gpp.org/ftp/specs/archive'

interface Outcome extends Reading {
  readonly faults: Fault[]
  readonly messages: string[]
}

async function readFiles(...files: SourceFile[]): Promise<Outcome> {
  const faults: Fault[] = []
  const reading = await bulkCm.read({ files, report: (fault) => faults.push(fault) })
  return { ...reading, faults, messages: faults.map(describeFault) }
}

/** A dump with these objects in a SubNetwork. */
function dumpOf(objects: string, header = '<?xml version="1.0"?>'): string {
  return `${header}
<bulkCmConfigDataFile xmlns="${BASE}/32_series/32.616#configData" xmlns:xn="${BASE}/28_series/28.623#genericNrm"
 xmlns:in="${BASE}/28_series/28.633#inventoryNrm" xmlns:m="${BASE}/28_series/28.541#nrNrm" xmlns:es="urn:kestrel">
<fileHeader fileFormatVersion="32.616 V15.0"/>
<configData dnPrefix="DC=op.example"><xn:SubNetwork id="N">
${objects}
</xn:SubNetwork></configData><fileFooter dateTime="2024-03-01T04:00:00Z"/></bulkCmConfigDataFile>`
}

function elementOf(content: string, attributes = '', id = '1'): string {
  return `<xn:ManagedElement id="${id}"><xn:attributes><xn:vendorName>Norra Radio</xn:vendorName>${attributes}</xn:attributes>${content}</xn:ManagedElement>`
}

function functionsOf(...classes: string[]): string {
  return classes.map((name, index) => `<m:${name} id="${index + 1}"><m:attributes/></m:${name}>`).join('')
}

function unitOf(id: string, attributes: Record<string, string>, inner = '', className = 'InventoryUnit'): string {
  const tags = Object.entries(attributes).map(([name, value]) => `<in:${name}>${value}</in:${name}>`)
  return `<in:${className} id="${id}"><in:attributes>${tags.join('')}</in:attributes>${inner}</in:${className}>`
}

async function readObjects(objects: string): Promise<Outcome> {
  return readFiles(sourceFromText('dump.xml', dumpOf(objects)))
}

describe('what an element is', () => {
  it.each([
    [['ENBFunction'], 'ran.4g.enb', '4G'],
    [['GNBDUFunction'], 'ran.5g.du', '5G'],
    [['GNBCUCPFunction', 'GNBCUUPFunction'], 'ran.5g.cu', '5G'],
    [['GNBDUFunction', 'GNBCUCPFunction', 'GNBCUUPFunction'], 'ran.5g.gnb', '5G'],
    [['ENBFunction', 'GNBDUFunction'], 'ran.basestation', '4G|5G'],
    [['BtsSiteMgr', 'NodeBFunction', 'ENBFunction'], 'ran.basestation', '2G|3G|4G'],
    [['CommonBSFunction', 'ENBFunction'], 'ran.4g.enb', '4G'],
    [['RncFunction'], 'ran.3g.rnc', '3G'],
    [['BssFunction', 'RncFunction'], 'ran', '2G|3G'],
    [['SgwFunction'], 'core.signalling', undefined],
    [['ServingGWFunction'], 'core.4g.sgw', '4G'],
    [['_3GPPAAAServerFunction', '_3GPPAAAProxyFunction'], 'core.subscriber.aaa', undefined],
    [['MMEFunction', 'MMEFunction'], 'core.4g.mme', '4G'],
  ])('an element with %j is %s', async (classes, node, technologies) => {
    const { tables } = await readObjects(elementOf(functionsOf(...classes)))
    const rows = rowsOf(tables, 'elements')
    expect(rows).toHaveLength(1)
    expect(rows[0]).toMatchObject({ element: 'DC=op.example,SubNetwork=N,ManagedElement=1', function: node })
    expect(rows[0]!.technologies).toBe(technologies)
  })

  it('splits a combined core node, so that a rule on one function finds it', async () => {
    const { tables } = await readObjects(elementOf(functionsOf('AMFFunction', 'UDMFunction')))
    expect(rowsOf(tables, 'elements').map((row) => [row.element, row.function, row.hostedOn, row.vendor])).toEqual([
      ['DC=op.example,SubNetwork=N,ManagedElement=1', 'core', undefined, 'Norra Radio'],
      [
        'DC=op.example,SubNetwork=N,ManagedElement=1,AMFFunction=1',
        'core.5g.amf',
        'DC=op.example,SubNetwork=N,ManagedElement=1',
        'Norra Radio',
      ],
      [
        'DC=op.example,SubNetwork=N,ManagedElement=1,UDMFunction=2',
        'core.subscriber.udm',
        'DC=op.example,SubNetwork=N,ManagedElement=1',
        'Norra Radio',
      ],
    ])
  })

  it('makes each base station of a controller an element at its own place, with its units', async () => {
    const stations = ['7', '8'].map(
      (id, index) =>
        `<m:BtsSiteMgr id="${id}"><m:attributes><m:userLabel>BTS ${id}</m:userLabel><m:latitude>${50 + index}.5</m:latitude><m:longitude>-3.25</m:longitude></m:attributes></m:BtsSiteMgr>`,
    )
    const unit = unitOf('1', {
      inventoryUnitType: 'TRX',
      vendorUnitTypeNumber: 'T1',
      vendorName: 'Norra Radio',
      relatedFunction: 'BssFunction=1,BtsSiteMgr=8',
    })
    const { tables } = await readObjects(
      elementOf(
        `${unit}<m:BssFunction id="1">${stations.join('')}</m:BssFunction>`,
        '<xn:locationName>Hub</xn:locationName>',
      ),
    )
    const controller = 'DC=op.example,SubNetwork=N,ManagedElement=1'
    expect(rowsOf(tables, 'elements').map((row) => [row.element, row.function, row.site])).toEqual([
      [controller, 'ran.2g.bsc', 'Hub'],
      [`${controller},BssFunction=1,BtsSiteMgr=7`, 'ran.2g.bts', `${controller},BssFunction=1,BtsSiteMgr=7`],
      [`${controller},BssFunction=1,BtsSiteMgr=8`, 'ran.2g.bts', `${controller},BssFunction=1,BtsSiteMgr=8`],
    ])
    expect(rowsOf(tables, 'units')[0]!.element).toBe(`${controller},BssFunction=1,BtsSiteMgr=8`)
    expect(rowsOf(tables, 'sites').map((row) => [row.name, row.latitude])).toEqual([
      ['Hub', undefined],
      ['BTS 7', 50.5],
      ['BTS 8', 51.5],
    ])
  })

  it('falls back on the vendor’s containers, then on the types, then on what its units serve', async () => {
    const container = (type: string): string =>
      `<xn:VsDataContainer id="1"><xn:attributes><xn:vsDataType>${type}</xn:vsDataType><es:secret>hush</es:secret></xn:attributes></xn:VsDataContainer>`
    const types = (type: string): string =>
      `<xn:managedElementTypeList><xn:managedElementType>${type}</xn:managedElementType></xn:managedElementTypeList>`
    const unit = unitOf('1', { inventoryUnitType: 'x', vendorName: 'v', relatedFunction: 'RncFunction=1' })
    const { tables, unmapped } = await readObjects(
      [
        elementOf(container('vsDataENodeBFunction'), types('RNC'), '1'),
        elementOf(unit, types('NodeB'), '2'),
        elementOf(unit, types('Widget'), '3'),
        elementOf('', types('Widget'), '4'),
      ].join(''),
    )
    expect(rowsOf(tables, 'elements').map((row) => row.function)).toEqual([
      'ran.4g.enb',
      'ran.3g.nodeb',
      'ran.3g.rnc',
      'unknown',
    ])
    expect(unmapped.find(({ what }) => what === 'elements whose function is not known')).toMatchObject({
      count: 1,
      examples: ['DC=op.example,SubNetwork=N,ManagedElement=4 of type Widget'],
    })
    expect(JSON.stringify(unmapped)).not.toContain('hush')
  })

  it('reads a management node as an element of the management plane', async () => {
    const { tables } = await readObjects(
      '<xn:ManagementNode id="9"><xn:attributes><xn:userLabel>EMS</xn:userLabel><xn:vendorName>Kestrel</xn:vendorName><xn:swVersion>4.1</xn:swVersion></xn:attributes></xn:ManagementNode>',
    )
    expect(rowsOf(tables, 'elements')).toEqual([
      {
        element: 'DC=op.example,SubNetwork=N,ManagementNode=9',
        name: 'EMS',
        vendor: 'Kestrel',
        function: 'management.oss',
        softwareVersion: '4.1',
      },
    ])
  })

  it('takes only states it understands, and lists the others', async () => {
    const state = (text: string, id: string): string =>
      elementOf('', `<xn:userDefinedState>${text}</xn:userDefinedState>`, id)
    const { tables, unmapped } = await readObjects(state('In Service', '1') + state('halfway', '2'))
    expect(rowsOf(tables, 'elements').map((row) => row.status)).toEqual(['inService', undefined])
    expect(unmapped.find(({ what }) => what === 'states that are not understood')!.examples).toEqual(['halfway'])
  })

  it('tells vendors that contradict each other', async () => {
    const product = unitOf('1', { productName: 'P', vendorName: 'Kestrel' }, '', 'InventoryUnitNE')
    const { tables, messages } = await readObjects(elementOf(product))
    expect(rowsOf(tables, 'elements')[0]).toMatchObject({ vendor: 'Norra Radio', product: 'P' })
    expect(messages).toEqual([
      'dump.xml line 6, column vendorName: ManagedElement and InventoryUnitNE name different vendors `Kestrel`; expected `Norra Radio` of the ManagedElement, which is kept',
    ])
  })

  it('leaves out what a change order would create or delete, and says so', async () => {
    const { tables, unmapped } = await readObjects(
      `${elementOf('', '', '1')}<xn:ManagedElement id="2" modifier="delete"><xn:attributes/></xn:ManagedElement>`,
    )
    expect(rowsOf(tables, 'elements').map((row) => row.element)).toEqual([
      'DC=op.example,SubNetwork=N,ManagedElement=1',
    ])
    expect(unmapped.find(({ what }) => what === 'objects to be created or deleted')).toMatchObject({
      count: 1,
      examples: ['ManagedElement (delete)'],
    })
  })
})

describe('units and parts', () => {
  const unit = { inventoryUnitType: 'Radio', vendorUnitTypeNumber: '345', vendorName: 'Norra Radio' }

  it('keeps two makers with one type number apart', async () => {
    const { tables } = await readObjects(
      elementOf(unitOf('1', unit) + unitOf('2', { ...unit, vendorName: 'Halyard/UK' }, '', 'AntennaInventoryUnit')),
    )
    expect(rowsOf(tables, 'parts').map((row) => [row.part, row.manufacturer, row.number])).toEqual([
      ['Norra Radio/345', 'Norra Radio', '345'],
      ['Halyard%2FUK/345', 'Halyard/UK', '345'],
    ])
  })

  it('places a unit by its position, and without one below the unit that holds it', async () => {
    const inner = unitOf('4', unit, '', 'TmaInventoryUnit')
    const { tables } = await readObjects(
      elementOf(unitOf('1', { ...unit, unitPosition: 'Rack=1,Slot=2' }, inner) + unitOf('2', unit, inner)),
    )
    expect(rowsOf(tables, 'units').map((row) => row.slot)).toEqual([
      'Rack=1,Slot=2',
      'Rack=1,Slot=2,TmaInventoryUnit=4',
      'InventoryUnit=2',
      'InventoryUnit=2,TmaInventoryUnit=4',
    ])
  })

  it('keeps two units of one part in one position apart', async () => {
    const { tables } = await readObjects(
      elementOf(unitOf('1', { ...unit, unitPosition: 'Rack=1' }) + unitOf('2', { ...unit, unitPosition: 'Rack=1' })),
    )
    expect(rowsOf(tables, 'units').map((row) => row.slot)).toEqual(['Rack=1', 'Rack=1 (InventoryUnit=2)'])
  })

  it.each(['N/A', 'n/a', '', '  ', '-', '00000000', 'unknown'])(
    'takes %j for no serial number',
    async (serialNumber) => {
      const { tables } = await readObjects(elementOf(unitOf('1', { ...unit, serialNumber })))
      expect(rowsOf(tables, 'units')).toEqual([
        { element: 'DC=op.example,SubNetwork=N,ManagedElement=1', part: 'Norra Radio/345', slot: 'InventoryUnit=1' },
      ])
    },
  )

  it.each([
    ['2018-09-23', '2018-09-23', 0],
    ['2018-09-23T10:00:00Z', '2018-09-23', 0],
    ['20180923', '2018-09-23', 0],
    ['N/A', undefined, 0],
    ['03/04/2018', undefined, 1],
    ['1970-01-01', undefined, 1],
  ])('reads %j as made on %s', async (dateOfManufacture, produced, warnings) => {
    const { tables, faults } = await readObjects(elementOf(unitOf('1', { ...unit, dateOfManufacture })))
    expect(rowsOf(tables, 'units')[0]!.produced).toBe(produced)
    expect(faults.map(({ severity, column }) => `${severity} ${column}`)).toEqual(
      Array.from({ length: warnings }, () => 'warning dateOfManufacture'),
    )
  })

  it('lists units without a type number, and units without an element', async () => {
    const { tables, unmapped } = await readObjects(
      elementOf(unitOf('1', { inventoryUnitType: 'Antenna', vendorName: 'Halyard' })) + unitOf('8', unit),
    )
    expect(rowsOf(tables, 'parts')).toEqual([
      { part: 'Halyard/(no number) Antenna', manufacturer: 'Halyard', description: 'Antenna', class: 'Antenna' },
    ])
    expect(unmapped.map(({ what, count }) => `${what}: ${count}`)).toEqual(
      expect.arrayContaining(['units without a type number: 1', 'units outside any managed element: 1']),
    )
  })

  it('reads the second alternative, and never a licence key', async () => {
    const { tables, unmapped, messages } = await readFiles(
      sourceFromText('alt2.xml', dumpText({ ...SMALL_PLAN, elements: 1, unitsPerElement: 2, alternative: 2 })),
    )
    expect(rowsOf(tables, 'units')).toEqual([
      {
        element: 'DC=operator.example,SubNetwork=Coast,ManagedElement=1',
        part: 'Kestrel Networks/CAB-1',
        slot: 'Rack=1',
      },
      {
        element: 'DC=operator.example,SubNetwork=Coast,ManagedElement=1',
        part: 'Kestrel Networks/PN1000',
        slot: 'Rack=1,Slot=0',
      },
      {
        element: 'DC=operator.example,SubNetwork=Coast,ManagedElement=1',
        part: 'Kestrel Networks/PN1001',
        slot: 'Rack=1,Slot=1',
      },
    ])
    expect(rowsOf(tables, 'elements')[0]).toMatchObject({
      product: 'Coaster 4',
      softwareVersion: '22.1.1',
      softwareChanged: '2023-05-02',
    })
    const licences = unmapped.find(({ what }) => what === 'licences')!
    expect(licences).toMatchObject({ count: 1, remedy: expect.stringContaining('never read') })
    expect(
      JSON.stringify([rowsOf(tables, 'units'), unmapped, messages, tables.map((t) => [...t.columns])]),
    ).not.toContain('SECRET')
  })
})

describe('sites', () => {
  const place = (identification: string, latitude: string, longitude: string): string =>
    `<m:ENBFunction id="1"><m:attributes><m:peeParametersList><xn:siteIdentification>${identification}</xn:siteIdentification><xn:siteLatitude>${latitude}</xn:siteLatitude><xn:siteLongitude>${longitude}</xn:siteLongitude><xn:siteDescription>Mast</xn:siteDescription></m:peeParametersList></m:attributes></m:ENBFunction>`
  const antenna = (latitude: string, longitude: string): string =>
    unitOf('1', { inventoryUnitType: 'A', vendorName: 'H', latitude, longitude }, '', 'AntennaInventoryUnit')
  const hill = '<xn:locationName>Harbour Hill</xn:locationName>'

  it('takes the coordinates of the site before those of an antenna', async () => {
    const { tables } = await readObjects(elementOf(antenna('51.9', '-2') + place('HH-1', '51.5', '-2'), hill))
    expect(rowsOf(tables, 'sites')).toEqual([
      { site: 'Harbour Hill', name: 'Harbour Hill', latitude: 51.5, longitude: -2 },
    ])
  })

  it('takes the coordinates of an antenna where the site has none', async () => {
    const { tables } = await readObjects(elementOf(antenna('51.9', '-2'), hill))
    expect(rowsOf(tables, 'sites')[0]).toMatchObject({ latitude: 51.9, longitude: -2 })
  })

  it('names a place by its identification where the element names none', async () => {
    const { tables } = await readObjects(elementOf(place('HH-1', '51.5', '-2')))
    expect(rowsOf(tables, 'sites')).toEqual([{ site: 'HH-1', name: 'Mast', latitude: 51.5, longitude: -2 }])
    expect(rowsOf(tables, 'elements')[0]!.site).toBe('HH-1')
  })

  it('leaves coordinates unknown that cannot all be of one place', async () => {
    const { tables, messages } = await readObjects(
      elementOf(place('A', '51.5', '-2'), hill, '1') + elementOf(place('A', '52.5', '-2'), hill, '2'),
    )
    expect(rowsOf(tables, 'sites')).toEqual([{ site: 'Harbour Hill', name: 'Harbour Hill' }])
    expect(messages).toEqual([
      'dump.xml line 6, column latitude: coordinates of one place lie between 51.5 -2 and 52.5 -2 `Harbour Hill`; expected one place; its coordinates are left unknown',
    ])
  })

  it.each([
    ['90.5632', '1'],
    ['51.5', ''],
    ['51,5', '1'],
    ['0', '0.0'],
  ])('does not take %j %j for a place on earth', async (latitude, longitude) => {
    const { tables, faults } = await readObjects(elementOf(antenna(latitude, longitude), hill))
    expect(rowsOf(tables, 'sites')).toEqual([{ site: 'Harbour Hill', name: 'Harbour Hill' }])
    expect(faults.map(({ severity }) => severity)).toEqual(['warning'])
  })
})

describe('several files', () => {
  const functions = dumpOf(elementOf(functionsOf('ENBFunction'), '<xn:swVersion>7</xn:swVersion>'))
  const units = dumpOf(elementOf(unitOf('1', { vendorName: 'v', vendorUnitTypeNumber: '1', inventoryUnitType: 't' })))

  it('puts together what two exports say of one element', async () => {
    const { tables, faults } = await readFiles(sourceFromText('cm.xml', functions), sourceFromText('units.xml', units))
    expect(faults).toEqual([])
    expect(rowsOf(tables, 'elements')).toMatchObject([{ function: 'ran.4g.enb', softwareVersion: '7' }])
    expect(placesOf(tables, 'elements')).toEqual(['cm.xml line 6'])
    expect(placesOf(tables, 'units')).toEqual(['units.xml line 6'])
  })

  it('tells which version it keeps when they disagree', async () => {
    const other = functions.replace('<xn:swVersion>7<', '<xn:swVersion>8<')
    const { tables, messages } = await readFiles(sourceFromText('a.xml', functions), sourceFromText('b.xml', other))
    expect(rowsOf(tables, 'elements')[0]!.softwareVersion).toBe('7')
    expect(messages).toEqual([
      'b.xml line 6, column swVersion: `DC=op.example,SubNetwork=N,ManagedElement=1` was described otherwise in a.xml line 6 `8`; expected `7`, which is kept',
    ])
  })

  it('does not count the units of an element twice', async () => {
    const { tables, faults } = await readFiles(sourceFromText('a.xml', units), sourceFromText('b.xml', units))
    expect(placesOf(tables, 'units')).toEqual(['a.xml line 6'])
    expect(faults.map(({ code, severity, file }) => [code, severity, file])).toEqual([
      ['duplicate-key', 'error', 'b.xml'],
    ])
  })

  it('uses nothing of a broken file and all of the whole one', async () => {
    const broken = dumpOf(elementOf(functionsOf('AMFFunction'), '', '2')).slice(0, -30)
    const { tables, faults } = await readFiles(
      sourceFromText('broken.xml', broken),
      sourceFromText('cm.xml', functions),
    )
    expect(placesOf(tables, 'elements')).toEqual(['cm.xml line 6'])
    expect(faults.map(({ file, severity }) => `${file} ${severity}`)).toEqual(['broken.xml error'])
  })
})

describe('files that are not what they should be', () => {
  const whole = dumpOf(elementOf(functionsOf('ENBFunction')))

  it.each([
    [
      'a document type',
      dumpOf('', '<?xml version="1.0"?>\n<!DOCTYPE x SYSTEM "http://evil.example/x.dtd">'),
      'dump.xml line 2, column 47: a document type declaration is not allowed; expected XML without DTD and entities',
    ],
    [
      'a billion laughs',
      dumpOf('&b;', '<?xml version="1.0"?>\n<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'),
      'dump.xml line 2, column 57: a document type declaration is not allowed; expected XML without DTD and entities',
    ],
    [
      'an entity',
      whole.replace('Norra Radio', '&xxe;'),
      'dump.xml line 6, column 61: undefined entity; expected only `&amp;`, `&lt;`, `&gt;`, `&quot;`, `&apos;` and numbered characters',
    ],
    [
      'an entity with the name of a property of every object',
      whole.replace('Norra Radio', '&constructor;'),
      'dump.xml line 6, column 69: undefined entity; expected only `&amp;`, `&lt;`, `&gt;`, `&quot;`, `&apos;` and numbered characters',
    ],
    [
      'the wrong closing tag',
      whole.replace('</xn:vendorName>', '</xn:vendor>'),
      'dump.xml line 6, column 79: malformed XML (unexpected close tag); expected well-formed XML',
    ],
    [
      'another kind of file',
      '<html><body/></html>',
      'dump.xml line 1, column 6: `html` is no bulk-CM file; expected a 3GPP `bulkCmConfigDataFile`',
    ],
    [
      'an empty file',
      '',
      'dump.xml line 1, column 0: malformed XML (document must contain a root element); expected well-formed XML',
    ],
    [
      'a file cut off',
      whole.slice(0, whole.indexOf('</xn:SubNetwork')),
      'dump.xml line 7, column 0: the file ends before `xn:SubNetwork` is closed; expected a whole file; it may have been cut off',
    ],
    [
      'tags without end',
      dumpOf('<xn:SubNetwork id="1">'.repeat(100_000)),
      'dump.xml line 6, column 4356: tags are nested too deep; expected at most 200 deep',
    ],
    [
      'attributes without end',
      dumpOf(`<xn:SubNetwork ${Array.from({ length: 9000 }, (_, index) => `a${index}="1"`).join(' ')}/>`),
      'dump.xml line 6, column 2217: too many attributes on one tag; expected at most 256',
    ],
    [
      'one text without end',
      whole.replace('Norra Radio', 'x'.repeat(3 << 20)),
      'dump.xml line 6, column 1179171: a text, tag or comment is too long; expected at most 1048576 characters',
    ],
    [
      'an unknown encoding',
      whole.replace('version="1.0"', 'version="1.0" encoding="klingon"'),
      'dump.xml line 1: unknown encoding `klingon`; expected UTF-8',
    ],
  ])('refuses %s with one clear fault and reads nothing', async (_, text, message) => {
    const { tables, unmapped, faults, messages } = await readFiles(sourceFromText('dump.xml', text))
    expect(messages).toEqual([message])
    expect(faults[0]!.severity).toBe('error')
    expect(tables).toEqual([])
    expect(unmapped).toEqual([])
  })

  it.each([
    ['far down', 'x'.repeat(100_000) + '\n'.repeat(3000) + 'rä ', 3005, 2],
    ['behind letters of several bytes', '\n\u00e9\u20ac\u{1f4e1}ä ', 6, 4],
  ])('names line and column of a byte that is not of the encoding: %s', async (_, text, line, column) => {
    const encode = (part: string): Uint8Array => new TextEncoder().encode(part)
    const [before, after] = whole.replace('<configData', () => `<!-- ${text} --><configData`).split('ä')
    const bytes = Buffer.concat([encode(before!), Uint8Array.of(0xe4), encode(after!)])
    const { tables, messages } = await readFiles(sourceFromBytes('dump.xml', bytes))
    expect(messages).toEqual([
      `dump.xml line ${line}, column ${column}: bytes that are not UTF-8 \`\\xe4\`; expected the encoding the XML declaration names`,
    ])
    expect(tables).toEqual([])
  })

  it('names the end of a file that ends within a letter', async () => {
    const bytes = Buffer.concat([new TextEncoder().encode(`${whole}\n`), Uint8Array.of(0xc3)])
    const { messages } = await readFiles(sourceFromBytes('dump.xml', bytes))
    expect(messages).toEqual([
      'dump.xml line 8, column 1: bytes that are not UTF-8 `\\xc3`; expected the encoding the XML declaration names',
    ])
  })

  it.each([
    ['iso-8859-1', (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0))],
    ['UTF-16', (text: string) => new Uint8Array(Buffer.from(`\ufeff${text}`, 'utf16le'))],
  ])('reads %s', async (encoding, encode) => {
    const text = whole
      .replace('version="1.0"', `version="1.0" encoding="${encoding}"`)
      .replace('Norra Radio', 'Norra Rädio')
    const bytes = encode(text)
    expect(bulkCm.recognise('dump.xml', bytes.subarray(0, 4096))).toBe(true)
    const { tables, faults } = await readFiles(sourceFromBytes('dump.xml', bytes))
    expect(faults).toEqual([])
    expect(rowsOf(tables, 'elements')[0]!.vendor).toBe('Norra Rädio')
  })

  it('tells of an object without a name and reads the others', async () => {
    const { tables, messages } = await readObjects(
      `<xn:ManagedElement><xn:attributes/></xn:ManagedElement>${elementOf('')}`,
    )
    expect(messages).toEqual([
      'dump.xml line 6, column id: `ManagedElement` without id; expected an id, which is part of its distinguished name',
    ])
    expect(rowsOf(tables, 'elements')).toHaveLength(1)
  })

  it('warns of a file without footer, and of one without elements', async () => {
    const text = dumpOf('').replace(/<fileFooter[^>]*>/, '')
    const { messages } = await readFiles(sourceFromText('dump.xml', text))
    expect(messages).toEqual([
      'dump.xml: no file footer; expected a `fileFooter`; the export may have been stopped early',
      'dump.xml line 1: no managed element in the file; expected an inventory',
    ])
  })
})

describe('the same network', () => {
  it('gives the same rows in both generations of namespaces and with any prefix', async () => {
    const [old, young] = await Promise.all(
      (['32', '28'] as const).map((series) =>
        readFiles(
          sourceFromText('dump.xml', dumpText({ ...SMALL_PLAN, series, prefix: series === '32' ? 'gen' : 'xn' })),
        ),
      ),
    )
    for (const table of ['sites', 'elements', 'units', 'parts'])
      expect(rowsOf(old!.tables, table)).toEqual(rowsOf(young!.tables, table))
    expect(rowsOf(young!.tables, 'units')).toHaveLength(30)
    expect(old!.faults).toEqual([])
  })

  it('gives the same rows however the bytes arrive', async () => {
    const bytes = new TextEncoder().encode(dumpText({ ...SMALL_PLAN, elements: 2, prefix: 'é' }))
    const expected = summarise(await readFiles(sourceFromBytes('dump.xml', bytes)))
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 700 }), async (size) => {
        const source: SourceFile = {
          name: 'dump.xml',
          sizeBytes: bytes.length,
          async *bytes() {
            for (let start = 0; start < bytes.length; start += size) yield bytes.subarray(start, start + size)
          },
        }
        expect(summarise(await readFiles(source))).toBe(expected)
      }),
      { numRuns: 25 },
    )
  })

  it('never throws, whatever byte is wrong', async () => {
    const bytes = new TextEncoder().encode(dumpText({ ...SMALL_PLAN, elements: 2, alternative: 2 }))
    await fc.assert(
      fc.asyncProperty(fc.nat(bytes.length - 1), fc.nat(255), async (at, by) => {
        const damaged = Uint8Array.from(bytes)
        damaged[at] = by
        const outcome = await readFiles(sourceFromBytes('dump.xml', damaged))
        expect(JSON.stringify([outcome.messages, outcome.unmapped])).not.toContain('SECRET')
      }),
      { numRuns: 200 },
    )
  })

  it('gives a fault or the same rows when a file is cut off or damaged, and never throws', async () => {
    const bytes = new TextEncoder().encode(
      dumpText({ ...SMALL_PLAN, elements: 2, unitsPerElement: 2, cellsPerElement: 1 }),
    )
    const expected = summarise(await readFiles(sourceFromBytes('dump.xml', bytes)))
    const damage = fc.record({
      at: fc.nat(bytes.length - 1),
      by: fc.constantFrom<number | undefined>(undefined, 0, 0x26, 0x3c, 0xc3, 0xff),
    })
    let refused = 0
    await fc.assert(
      fc.asyncProperty(damage, async ({ at, by }) => {
        const damaged = bytes.slice(0, by === undefined ? at : bytes.length)
        if (by !== undefined) damaged[at] = by
        const outcome = await readFiles(sourceFromBytes('dump.xml', damaged))
        const isRefused = outcome.faults.some(({ severity }) => severity === 'error')
        if (isRefused) refused += 1
        expect(isRefused ? outcome.tables : summarise(outcome)).toEqual(isRefused ? [] : expected)
      }),
      { numRuns: 400 },
    )
    expect(refused).toBeGreaterThan(100)
  })
})

function summarise({ tables, unmapped }: Reading): string {
  return JSON.stringify([['sites', 'elements', 'units', 'parts'].map((name) => rowsOf(tables, name)), unmapped])
}

describe('a large dump', () => {
  it('is not held in memory', async () => {
    setFlagsFromString('--expose-gc')
    const collect = runInNewContext('gc') as () => void
    const heapBytes = (): number => {
      collect()
      return process.memoryUsage().heapUsed
    }
    const source = streamDump('big.xml', { ...SMALL_PLAN, elements: 1000, unitsPerElement: 4, cellsPerElement: 40 })
    const before = heapBytes()
    let most = 0
    let calls = 0
    const { tables } = await bulkCm.read({
      files: [source],
      report: () => undefined,
      progress: (done, total) => {
        calls += 1
        if (calls % 250 === 0 || done === total) most = Math.max(most, heapBytes() - before)
      },
    })
    expect(rowsOf(tables, 'units')).toHaveLength(5000)
    expect(source.sizeBytes).toBeGreaterThan(20_000_000)
    expect(most).toBeLessThan(source.sizeBytes / 4)
  })
})

const examples = findPublicFile('3gpp-nrm/priv/examples')

describe.skipIf(examples.isAbsent)(`published examples${examples.note}`, () => {
  const readExample = (name: string): Promise<Outcome> =>
    readFiles(sourceFromBytes(name, new Uint8Array(readFileSync(join(examples.path, name)))))

  it.each([
    [
      '5gc.xml',
      [
        'management.oss',
        'core',
        'core.5g.amf',
        'core.5g.smf',
        'core.5g.upf',
        'core.5g.n3iwf',
        'core.5g.pcf',
        'core.5g.ausf',
        'core.subscriber.udm',
        'core.subscriber.udr',
        'core.5g.udsf',
        'core.5g.nrf',
        'core.5g.nssf',
        'core.5g.smsf',
        'core.5g.lmf',
        'core.subscriber.eir',
        'core.signalling.sepp',
        'core.5g.nwdaf',
      ],
      0,
    ],
    [
      'core.xml',
      [
        'management.oss',
        'core',
        'core.2g3g.msc',
        'core.2g3g.mgw',
        'core.2g3g.ggsn',
        'core.2g3g.sgsn',
        'core.subscriber.hlr',
        'core.subscriber.hlr',
        'core.subscriber.eir',
        'core.signalling',
        'core.charging',
        'core.signalling',
        'core.messaging',
      ],
      0,
    ],
    [
      'epc.xml',
      [
        'management.oss',
        'core.4g',
        'core.4g.epdg',
        'core.4g.sgw',
        'core.4g.mme',
        'core.4g.mme',
        'core.4g.pcrf',
        'core.4g.pgw',
      ],
      0,
    ],
    ['epcn3ai.xml', ['management.oss', 'core.subscriber.aaa'], 0],
    ['eutran.xml', ['management.oss', 'ran.4g.enb'], 0],
    ['geran.xml', ['management.oss', 'ran.2g.bsc', 'ran.2g.bts'], 0],
    [
      'ims.xml',
      [
        'management.oss',
        'core',
        'core.ims.as',
        'core.subscriber.hss',
        'core.ims.cscf',
        'core.ims.cscf',
        'core.ims.cscf',
      ],
      0,
    ],
    ['inventory1.xml', ['management.oss', 'ran.3g.nodeb'], 5],
    ['inventory2.xml', ['management.oss', 'ran.3g.rnc'], 4],
    ['inventoryAlt1.xml', ['management.oss', 'ran.3g'], 3],
    ['inventoryAlt2.xml', ['management.oss', 'ran.3g'], 1],
    ['irpagent.xml', ['management.oss'], 0],
    ['nr.xml', ['management.oss', 'ran.5g.gnb'], 0],
    ['peeCmon.xml', ['management.oss', 'unknown'], 0],
    ['slice.xml', ['management.oss', 'unknown'], 0],
    ['utran.xml', ['management.oss', 'ran.3g.rnc', 'ran.3g.nodeb'], 0],
  ])('%s is read', async (name, functions, units) => {
    const { tables, faults } = await readExample(name)
    expect(rowsOf(tables, 'elements').map((row) => row.function)).toEqual(functions)
    expect(rowsOf(tables, 'units')).toHaveLength(units)
    expect(faults.filter(({ severity }) => severity === 'error')).toEqual([])
  })

  it('are all listed here', () => {
    expect(readdirSync(examples.path).filter((name) => name.endsWith('.xml'))).toHaveLength(16)
  })

  it('the first inventory gives a NodeB with its units, at the place of its antenna', async () => {
    const { tables } = await readExample('inventory1.xml')
    expect(rowsOf(tables, 'units')[2]).toEqual({
      element: 'DC=sigscale.net,SubNetwork=10,ManagedElement=2',
      part: 'Acme/081',
      slot: 'Rack=1,Shelf=2,Slot=5',
      serial: '1902498901',
      produced: '2018-09-23',
    })
    expect(rowsOf(tables, 'sites')).toContainEqual({
      site: 'Bay and Bloor',
      name: 'Bay and Bloor',
      latitude: 43.669716,
      longitude: -79.391666,
    })
  })
})
