// All that is wrong with a workspace is told in one go, and nothing that only follows from it.

import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { mainstay } from './command-line.ts'
import { temporaryFolder } from '../temporary-folder.ts'

const MANIFEST = 'workspace: 1\noperator: {name: North Mobile}\njurisdictions: [GB]\ninventoryDate: 2026-10-01\n'

interface Files {
  readonly [name: string]: string
}

async function errorsOf(files: Files, ...options: string[]): Promise<string[]> {
  return (await faultsOf(files, ...options)).errors
}

async function faultsOf(files: Files, ...options: string[]): Promise<{ errors: string[]; warnings: string[] }> {
  const folder = temporaryFolder()
  for (const [name, content] of Object.entries({ 'mainstay.yaml': MANIFEST, ...files })) {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), content)
  }
  const { err } = await mainstay('check', folder, ...options)
  const told = (severity: string) =>
    err
      .split('\n')
      .filter((line) => line.startsWith(`${severity}: `))
      .map((line) => line.slice(`${severity}: `.length))
  return { errors: told('error'), warnings: told('warning') }
}

describe('one run tells', () => {
  it('that a folder is meant where a file is named', async () => {
    const folder = temporaryFolder()
    writeFileSync(join(folder, 'mainstay.yaml'), MANIFEST)
    const { err } = await mainstay('check', join(folder, 'mainstay.yaml'))
    expect(err.split('\n')[0]).toBe(
      `error: ${folder}/mainstay.yaml: a file, and no folder; expected the folder of a workspace, which has mainstay.yaml in it; did you mean \`${folder}\`?`,
    )
  })

  it('of a selector the vendor nobody is, and not that it means no element', async () => {
    const { errors, warnings } = await faultsOf({
      'elements.csv': 'element,vendor\nA,Nokia\n',
      'plan.csv':
        'date,action,selector,quantity\n2027-01-01,remove,vendor=Nokiaa,\n2027-01-01,remove,element=Z,3\n2027-01-01,remove,vendor=Ericsson,\n',
    })
    expect(errors).toEqual([
      expect.stringContaining('plan.csv line 4, column selector: the selector means no element'),
      expect.stringContaining('plan.csv line 2, column selector: unknown vendor `Nokiaa`'),
      expect.stringContaining('plan.csv line 3, column selector: unknown element `Z`'),
    ])
    expect(warnings).toEqual([])
  })

  it('of a selector the element that only a second list shows, where the plan is to change it', async () => {
    const files = {
      'elements.csv': 'element,vendor,inService\nA,Nokia,2020-01-01\n',
      'network.csv': 'element,seen\nA,2026-10-01\nOLT-77,2026-10-01\n',
      'plan.csv': 'date,action,selector\n2027-01-01,remove,element=A|OLT-77\n',
    }
    expect(await errorsOf(files)).toEqual([
      'plan.csv line 2, column selector: unknown element `OLT-77`; expected an element of the inventory, or one that the plan makes',
    ])
    const authorised = 'regime,selector,status,from\nFR-ANSSI-AUTH,element=A|OLT-77,granted,2026-01-01\n'
    const { 'plan.csv': _, ...others } = files
    expect(await errorsOf({ ...others, 'authorisations.csv': authorised })).toEqual([])
  })

  it('what is wrong with the plan beside what is wrong with the tables', async () => {
    const errors = await errorsOf({
      'sites.csv': 'site,region\nS1,Wales\n',
      'elements.csv': 'element,site,vendor,removed\nA,S1,Nokia,2025-01-01\nB,S9,Nokia,\n',
      'plan.csv': 'date,action,element\n2027-01-01,remove,A\n2027-01-01,remove,Z\n2027-01-01,install,B\n',
    })
    expect(errors).toEqual([
      expect.stringContaining('elements.csv line 3, column site: unknown site `S9`'),
      expect.stringContaining('plan.csv line 2, column element: the inventory states its removal `A`'),
      expect.stringContaining('plan.csv line 3, column element: unknown element `Z`'),
      expect.stringContaining('plan.csv line 4, column element: element exists already `B`'),
    ])
  })

  it.each([
    ['operator', 'operator: {name: [x]}'],
    ['days', 'operator: {name: North Mobile}\nasOf: soon'],
  ])('what is unknown beside a manifest whose %s cannot be read, and nothing that hangs on it', async (_, line) => {
    const errors = await errorsOf({
      'mainstay.yaml': `workspace: 1\n${line}\njurisdictions: [GB]\nrulePacks: [no-such-pack]\n`,
      'elements.csv': 'element,vendor,outOfService,removed\nA,Nokia,,2019-01-01\n',
      'plan.csv':
        'date,action,element,selector\n2027-01-01,remove,Z,\n2027-01-01,remove,,vendor=Nokiaa\n2027-01-01,remove,A,\n',
      'waivers.csv': 'rule,scope,approver,from,until\nNO-SUCH-RULE,*,the authority,2024-01-01,2024-12-31\n',
    })
    expect(errors).toEqual([
      expect.stringContaining('mainstay.yaml line '),
      expect.stringMatching(/^mainstay.yaml line \d, key rulePacks\[0\]: unknown rule pack `no-such-pack`/),
      expect.stringContaining('waivers.csv line 2, column rule: unknown rule `NO-SUCH-RULE`'),
      expect.stringContaining('plan.csv line 2, column element: unknown element `Z`'),
      expect.stringContaining('plan.csv line 3, column selector: unknown vendor `Nokiaa`'),
    ])
  })

  it('totals that miss very many beside what is wrong with other tables than those of elements', async () => {
    const errors = await errorsOf({
      'sites.csv': 'site,latitude\nS1,here\n',
      'elements.csv': 'element,vendor\nA,Nokia\n',
      'totals.csv': 'measure,count,on\nelements,9999999,2026-10-01\n',
    })
    expect(errors).toEqual([
      expect.stringContaining('sites.csv line 2, column latitude'),
      expect.stringContaining('totals.csv line 2, column count: the tables show 1, and'),
    ])
  })

  it('that an element is hosted on itself, whatever else is wrong with its row', async () => {
    const errors = await errorsOf({
      'elements.csv': 'element,technologies,hostedOn\nA,6G,A\nB,,C\nC,6G,B\n',
    })
    expect(errors).toEqual([
      expect.stringContaining('elements.csv line 2, column technologies'),
      expect.stringContaining('elements.csv line 4, column technologies'),
      expect.stringContaining('elements.csv line 3, column hostedOn: B is hosted on itself through C'),
      expect.stringContaining('elements.csv line 2, column hostedOn: A is hosted on itself'),
    ])
  })

  it('waivers of rules that there are not beside what is wrong with the tables', async () => {
    const errors = await errorsOf({
      'elements.csv': 'element,vendor,inService\nA,Nokia,soon\n',
      'waivers.csv': 'rule,scope,approver,from,until\nNO-SUCH-RULE,*,the authority,2024-01-01,2024-12-31\n',
    })
    expect(errors).toEqual([
      expect.stringContaining('elements.csv line 2, column inService'),
      expect.stringContaining('waivers.csv line 2, column rule: unknown rule `NO-SUCH-RULE`'),
    ])
  })

  it('no fault of what only refers to a row at fault, or lacks one', async () => {
    const errors = await errorsOf({
      'sites.csv': 'site,latitude\nS1,here\nS2,1,2\n',
      'elements.csv': 'element,site,vendor,inService\nA,S1,Nokia,2020-01-01\nB,S2,Nokia,soon\n',
      'plan.csv':
        'date,action,element,selector,quantity,successor\n2027-01-01,remove,B,,,\n2027-01-01,remove,,vendor=Nokia,2,\nsoon,replace,A,,,N\n2028-01-01,remove,N,,,\n',
      'units.csv': 'element,part\nB,P1\n',
      'parts.csv': 'prat\nP1\n',
    })
    expect(errors.map((error) => error.split(':')[0])).toEqual([
      'elements.csv line 3, column inService',
      // The columns it has, and with them the one it lacks.
      'parts.csv line 1',
      'plan.csv line 4, column date',
      'sites.csv line 2, column latitude',
      'sites.csv line 3',
    ])
  })

  it('all that is wrong with a row, in itself and with what it refers to', async () => {
    const errors = await errorsOf({
      'sites.csv': 'site\nS1\n',
      'elements.csv':
        'element,site,hostedOn,vendor,inService,removed,traffic\nA,S9,,Nokia,soon,,\nB,S1,Z,Nokia,2020,2019,much\nC,S1,,Nokia,2020,,\nC,S1,,Nokia,soon,,\n',
      'units.csv': 'element,part,quantity\nZ,P1,few\n',
      'parts.csv': 'part,manufacturer\nP2,Nokia\n',
      'plan.csv':
        'date,action,element,selector,successor\nsoon,remove,Z,,\nsoon,remove,C,,N\nsoon,remove,,function=rann,\nsoon,remove,,vendor=Nokja,\n',
      'waivers.csv': 'rule,scope,approver,from,until\nNO-SUCH-RULE,element=Q,us,soon,2024-12-31\n',
    })
    expect(errors.map((error) => error.split(/;|, expected/)[0]).sort()).toEqual([
      'elements.csv line 2, column inService: not a date `soon`',
      'elements.csv line 2, column site: unknown site `S9`',
      'elements.csv line 3, column hostedOn: unknown element `Z`',
      'elements.csv line 3, column removed: removed before inService (2020-01-01..2020-12-31) `2019-01-01..2019-12-31`',
      'elements.csv line 3, column traffic: not an amount `much`',
      'elements.csv line 5, column element: same element as on line 4 `C`',
      'elements.csv line 5, column inService: not a date `soon`',
      'plan.csv line 2, column date: not a date `soon`',
      'plan.csv line 2, column element: unknown element `Z`',
      'plan.csv line 3, column date: not a date `soon`',
      'plan.csv line 3, column successor: not carried out by action remove `N`',
      'plan.csv line 4, column date: not a date `soon`',
      'plan.csv line 4, column selector: unknown network function `rann`',
      'plan.csv line 5, column date: not a date `soon`',
      'plan.csv line 5, column selector: unknown vendor `Nokja`',
      'units.csv line 2, column element: unknown element `Z`',
      'units.csv line 2, column part: unknown part `P1`',
      'units.csv line 2, column quantity: not an amount `few`',
      'waivers.csv line 2, column from: not a date `soon`',
      'waivers.csv line 2, column rule: unknown rule `NO-SUCH-RULE`',
      'waivers.csv line 2, column scope: unknown element `Q`',
    ])
  })

  it('that the status of a row contradicts its dates, beside what is wrong with another cell', async () => {
    const elements = 'element,vendor,status,installed,inService,removed,traffic\n'
    const rows = [
      'A,Nokia,planned,2020-01-01,,,much',
      'B,Nokia,removed,,soon,,1',
      'C,Nokia,inService,soon,,2027-01-01,1',
    ]
    const errors = await errorsOf({ 'elements.csv': `${elements}${rows.join('\n')}\n` })
    expect(errors.map((error) => error.split(':')[0])).toEqual([
      'elements.csv line 2, column traffic',
      'elements.csv line 3, column inService',
      'elements.csv line 4, column installed',
      'elements.csv line 2, column status',
    ])
  })

  it('nothing of a row but what is wrong with it, whatever of it cannot be read', async () => {
    const errors = await errorsOf({
      'sites.csv': 'site,latitude\nS1,here\n',
      'elements.csv': 'element,site,vendor,kind\nA,S1,Nokia,odd\nB,S1,Nokia\n',
      'plan.csv':
        'date,action,element,selector,successor\n2027,instal,N,,\n2028,remove,N,,\nsoon,replace,A,,M\n2028,remove,M,,\n2028,remove,B,,\nsoon,replace,B,,\n2029,remove,B~2028,,\n',
      'waivers.csv': `rule,scope,approver,from,until\n${'R'.repeat(201)},element=B,us,2024-01-01,2024-12-31\n`,
    })
    expect(errors.map((error) => error.split(':')[0])).toEqual([
      'elements.csv line 2, column kind',
      'elements.csv line 3',
      'plan.csv line 2, column action',
      'plan.csv line 4, column date',
      'plan.csv line 7, column date',
      'sites.csv line 2, column latitude',
      'waivers.csv line 2, column rule',
    ])
  })

  it('faults of the manifest beside all others', async () => {
    const files = {
      'elements.csv': 'element,vendor\nA,Nokia\n',
      'plan.csv': 'date,action,element\n2027-01-01,remove,Z\n',
    }
    const reversed = `${MANIFEST}horizon: {from: 2030-01-01, to: 2020-01-01}\nrulePacks: [uk-dvd-2O22]\n`
    expect(await errorsOf({ ...files, 'mainstay.yaml': reversed })).toEqual([
      'mainstay.yaml line 5, key horizon: horizon ends before it begins `from 2030-01-01 to 2020-01-01`; expected `from` a day up to `to`',
      expect.stringContaining('unknown rule pack `uk-dvd-2O22`'),
      expect.stringContaining('plan.csv line 2, column element: unknown element `Z`'),
    ])
  })

  it('of names in the manifest and in a registry of vendors, each with its line and a remedy', async () => {
    const registry = `vendors:
  - id: aco
    name: Aco
    ownership:
      - {owner: bco, control: 'yes'}
      - {owner: cco, control: 'yes', from: '2022', until: '2020'}
  - id: bco
    name: Bco
    ownership: [{owner: aco, control: 'yes'}]
  - {id: cco, name: Cco}
`
    const manifest = MANIFEST.replace('jurisdictions: [GB]', 'jurisdictions:\n  - GB\n  - ZZ')
    const line = manifest.split('\n').indexOf('  - ZZ') + 1
    const errors = await errorsOf({ 'mainstay.yaml': manifest, 'vendors/own.yaml': registry })
    expect(errors).toEqual([
      'vendors/own.yaml line 6, key vendors.aco.ownership[1]: ends before it begins `2020`; expected 2022-01-01..2022-12-31 or later',
      'vendors/own.yaml line 4, key vendors.aco.ownership: owns itself `aco of bco of aco`; expected owners that lead up to no vendor twice: one of these links is to be mended or taken out',
      expect.stringMatching(`^mainstay.yaml line ${line}, key jurisdictions.1.: no rule pack of jurisdiction \`ZZ\``),
    ])
  })

  it('of an unknown element the nearest one that stands, and none of a row at fault', async () => {
    const units = 'element,part\nG99,PSU\n'
    const parts = 'part\nPSU\n'
    const elements = 'element,vendor,inService\nG12,Nokia,2020-01-01\nG9,Nokia,soon\n'
    const [, unknown] = await errorsOf({ 'elements.csv': elements, 'units.csv': units, 'parts.csv': parts })
    expect(unknown).toBe('units.csv line 2, column element: unknown element `G99`; expected one of the elements')
    const sound = elements.replace('soon', '2020-01-01')
    expect(await errorsOf({ 'elements.csv': sound, 'units.csv': units, 'parts.csv': parts })).toEqual([
      `${unknown}; did you mean \`G9\`?`,
    ])
  })

  it('that `rules` and `vendors` are no folders, beside all other errors', async () => {
    const errors = await errorsOf({
      rules: '',
      vendors: '',
      'elements.csv': 'element,vendor,inService\nA,Nokia,soon\n',
    })
    expect(errors).toEqual([
      'vendors: not a folder; expected a folder `vendors` this user may read, or none',
      'rules: not a folder; expected a folder `rules` this user may read, or none',
      expect.stringContaining('elements.csv line 2, column inService'),
    ])
  })

  it('each slip of a plan once: a name that nothing bears, a quantity that is too large, and one of nothing', async () => {
    const files = {
      'elements.csv': 'element,vendor,product,installed,inService\nA,Nokia,AirScale,2015-01-01,2015-02-01\n',
      'plan.csv': [
        'date,action,selector,quantity',
        '2027-01-01,remove,product=airscala,',
        '2027-02-01,remove,product=airscala,2',
        '2027-03-01,remove,vendor=Nokia,2',
        '',
      ].join('\n'),
    }
    const unknown = 'unknown product `airscala`; expected a product of elements.csv; did you mean `AirScale`?'
    const { errors, warnings } = await faultsOf(files)
    expect(errors).toEqual([
      'plan.csv line 4, column selector: the quantity is 2, and only 1 element meets the selector `vendor=Nokia`; expected a selector that so many meet, or a quantity of at most 1',
      `plan.csv line 2, column selector: ${unknown}`,
      `plan.csv line 3, column selector: ${unknown}`,
    ])
    expect(warnings.filter((one) => one.startsWith('plan.csv'))).toEqual([])
    const ofNothing = 'date,action,selector,quantity\n2027-03-01,remove,vendor=Nokia,0\n'
    expect(await errorsOf({ ...files, 'plan.csv': ofNothing })).toEqual([
      'plan.csv line 2, column quantity: a change of nothing `0`; expected how many, at least 1; blank for all; or no row',
    ])
  })

  it('what is wrong with a rule pack, and not that there is no such pack or jurisdiction', async () => {
    const pack = 'pack: our-rules\njurisdiction: ZZ\nstatus: in-force\n'
    const asked = MANIFEST.replace('jurisdictions: [GB]', 'jurisdictions: [ZZ]')
    for (const manifest of [asked, `${asked}rulePacks: [our-rules]\n`]) {
      const errors = await errorsOf({ 'mainstay.yaml': manifest, 'rules/file.yaml': pack })
      expect(errors.length).toBeGreaterThan(0)
      expect(errors.filter((error) => !error.startsWith('rules/file.yaml'))).toEqual([])
    }
  })
})

describe('a row that was not known on the day asked about', () => {
  const files = {
    'elements.csv':
      'element,vendor,installed,knownFrom\nOLD,Nokia,2015-01-01,\nNEW,Nokia,2022-01-01,\nTOLD,Nokia,2015-01-01,2026-01-01\n',
    'plan.csv':
      'date,action,element,selector,quantity\n2027-01-01,remove,NEW,,\n2027-01-01,remove,TOLD,,\n2027-02-01,remove,,vendor=Nokia,1\n',
  }

  it('may be spoken of by the plan', async () => {
    expect(await errorsOf(files)).toEqual([])
    expect(await errorsOf(files, '--as-of', '2020-01-01')).toEqual([])
    expect(await errorsOf(files, '--as-of', '2014-01-01')).toEqual([])
  })

  it('may be spoken of by a waiver of what the plan makes of it', async () => {
    const workspace = {
      ...files,
      'plan.csv': 'date,action,selector\n2027-01-01,replace,vendor=Nokia\n',
      'waivers.csv':
        'rule,scope,approver,from,until\nUK-DVD-5G-REMOVE,element=TOLD~2027-01-01,M,2027-01-01,2027-12-31\n',
    }
    expect(await errorsOf(workspace)).toEqual([])
    expect(await errorsOf(workspace, '--as-of', '2020-01-01')).toEqual([])
    const mistaken = { ...workspace, 'waivers.csv': workspace['waivers.csv'].replace('~2027', '~2028') }
    expect(await errorsOf(mistaken)).toEqual([expect.stringContaining('unknown element `TOLD~2028-01-01`')])
  })

  it('or of which a date or the site was not, makes no error of a selector that means too few', async () => {
    const changed =
      'element,technologies,technologiesBefore,technologyChanged,site,installed\nA,5G,4G,2024-03-01,S1,2015-01-01\n'
    const plan = (selector: string) => `date,action,selector\n2027-01-01,remove,${selector}\n`
    for (const [sites, selector, told] of [
      ['site\nS1\n', 'technology=5G', 'the selector means no element'],
      ['site,region,knownFrom\nS1,South,2024-02-01\n', 'region=South', 'left out may meet it: region not known'],
    ] as const) {
      const workspace = { 'elements.csv': changed, 'sites.csv': sites, 'plan.csv': plan(selector) }
      expect(await errorsOf(workspace)).toEqual([])
      const earlier = await faultsOf(workspace, '--as-of', '2024-01-15')
      expect(earlier.errors).toEqual([])
      expect(earlier.warnings).toContainEqual(expect.stringContaining(told))
    }
  })

  it('makes a selector that means too few a warning, which says why', async () => {
    const plan = `date,action,selector,quantity\n2027-02-01,remove,vendor=Nokia,9\n2027-03-01,remove,vendor=Ericsson,\n`
    const short = [
      'plan.csv line 2, column selector: the quantity is 9, and only 3 elements meet the selector `vendor=Nokia`; expected a selector that so many meet, or a quantity of at most 3',
      'plan.csv line 3, column selector: the selector means no element `vendor=Ericsson`; expected at least one element that is still there',
    ]
    expect(await errorsOf({ ...files, 'plan.csv': plan })).toEqual(short)
    const told = await faultsOf({ ...files, 'plan.csv': plan }, '--as-of', '2020-01-01')
    expect(told.errors).toEqual([])
    const why = 'a warning only, for what is not known on the day asked about may meet it'
    expect(told.warnings.filter((warning) => warning.startsWith('plan.csv'))).toEqual([
      `${short[0]!.replace('only 3 elements meet', 'only 1 element meets').replace('most 3', 'most 1')}; ${why}`,
      `${short[1]}; ${why}`,
    ])
    const faulty = await faultsOf({ ...files, 'plan.csv': `${plan}soon,remove,vendor=Nokia,\n` })
    expect(faulty.errors).toEqual([expect.stringContaining('plan.csv line 4, column date')])
    expect(faulty.warnings.filter((warning) => warning.startsWith('plan.csv'))).toEqual(
      short.map((fault) => `${fault}; a warning only, for what has errors may meet it`),
    )
  })

  it('is no excuse for an element nothing speaks of, nor for one that only a later row makes', async () => {
    const plan = `${files['plan.csv']}2027-03-01,remove,NIL,,\n2027-03-01,remove,N,,\n2028-01-01,install,N,,\n`
    const errors = await errorsOf({ ...files, 'plan.csv': plan }, '--as-of', '2020-01-01')
    expect(errors.map((error) => error.split(';')[0])).toEqual([
      'plan.csv line 5, column element: unknown element `NIL`',
      'plan.csv line 6, column element: unknown element `N`',
    ])
  })
})
