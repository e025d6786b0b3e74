import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { mainstay } from './command-line.ts'
import { temporaryFolder } from '../temporary-folder.ts'

const FILES: Record<string, string> = {
  'mainstay.yaml': `workspace: 1
operator: { name: North Mobile, tier: 1, addressedBy: [uk-dvd-2022] }
jurisdictions: [GB]
asOf: 2026-11-01
inventoryDate: 2026-10-01
`,
  'sites.csv': 'site,name,tags\nOPEN-1,Market Square,\nVAULT-7,Bunker Hill,natsec\nVAULT-8,Mill Lane,unknown\n',
  'elements.csv': `element,name,kind,site,hostedOn,vendor,function,inService
OPEN-G1,,,OPEN-1,,Huawei,ran.5g.gnb,2021-01-01
QQSEEN,,,VAULT-7,,Huawei,ran.5g.gnb,2021-01-01
QQUNSEEN,Roof of Bunker Hill,,VAULT-7,,Huawei,core.4g.mme,2021-01-01
QQGUEST,,virtual,,QQUNSEEN,Huawei,core.5g.amf,2022-01-01
QQDOUBT,,,VAULT-8,,Huawei,core.5g.smf,2022-01-01
`,
  'units.csv': 'element,part,serial,quantity\nQQUNSEEN,BOARD-1,SN4711,1\n',
  'parts.csv': 'part,manufacturer\nBOARD-1,Huawei\n',
  'plan.csv': `date,action,element,successor,site,vendor,function
2027-06-30,replace,QQSEEN,QQNEXT,,Nokia,
2027-07-31,install,QQBUILT,,VAULT-7,Huawei,ran.5g.gnb
2026-12-31,remove,QQUNSEEN,,,,
`,
  'network.csv': `element,site,vendor,function,seen
OPEN-G1,OPEN-1,Nokia,ran.5g.gnb,2026-10-20
QQSEEN,VAULT-7,Nokia,ran.5g.gnb,2026-10-20
QQSTRAY,VAULT-7,Huawei,core.4g.mme,2026-10-20
`,
  'waivers.csv': `rule,scope,approver,from,until,reference
UK-DVD-CORE,element=QQUNSEEN,Secretary of State,2024-01-01,2026-12-31,letter on VAULT-7
`,
}

const SECRETS = ['VAULT-7', 'Bunker Hill', 'QQSEEN', 'QQUNSEEN', 'QQGUEST', 'QQNEXT', 'QQBUILT', 'QQSTRAY', 'SN4711']
/** Of a site whose tags nobody knows. */
const DOUBTFUL = ['VAULT-8', 'Mill Lane', 'QQDOUBT']

function workspace(): string {
  const folder = join(temporaryFolder(), 'net')
  mkdirSync(folder)
  for (const [name, text] of Object.entries(FILES)) writeFileSync(join(folder, name), text)
  return folder
}

const answer = async (...more: string[]): Promise<string> => {
  const { code, out, err } = await mainstay('check', workspace(), '--verbose', '--fail-on', 'never', ...more)
  expect([code, err.match(/^error: .*$/gm)]).toEqual([0, null])
  return out
}

describe('a site the manifest withholds', () => {
  it.each(['text', 'json', 'csv', 'csv-matter', 'sarif', 'html'])(
    'is named nowhere in the report as %s, nor is anything that stands on it',
    async (format) => {
      const out = await answer('--format', format)
      expect([...SECRETS, ...DOUBTFUL].filter((secret) => out.includes(secret))).toEqual([])
      expect(out).toContain('UK-DVD-CORE')
    },
  )

  it('is counted all the same, by the rules and in the lists reconciled with', async () => {
    const [withheld, named] = [await answer('--format', 'json'), await answer('--format', 'json', '--show-withheld')]
    const totals = (text: string) =>
      (JSON.parse(text) as { rules: { matter: { total: number } }[] }).rules.map(({ matter }) => matter.total)
    expect(totals(withheld)).toEqual(totals(named))
    expect(withheld).toContain('in the inventory only: withheld')
    expect(withheld).toContain('element `OPEN-G1`: network.csv line 2 names vendor `Nokia`')
    expect(withheld).not.toContain('network.csv line 3')
    expect(named).toContain('element `QQSEEN`: network.csv line 3 names vendor `Nokia`')
    expect(withheld).toContain('element=withheld')
    expect(withheld).toContain('letter on withheld')
  })

  it('is named when that is asked for', async () => {
    const out = await answer('--format', 'json', '--show-withheld')
    for (const name of ['QQUNSEEN', 'QQDOUBT', 'QQSTRAY', 'letter on VAULT-7']) expect(out).toContain(name)
  })
})
