import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { PackDifference } from '#service/compare-packs.ts'
import { mainstay } from './command-line.ts'
import { temporaryFolder } from '../temporary-folder.ts'

const MANIFEST = `workspace: 1
title: Three sites
operator: {name: BT}
jurisdictions: [GB]
inventoryDate: 2024-07-01
asOf: 2024-07-01
horizon: {from: 2022-01-01, to: 2028-12-31}
`
const ELEMENTS = `element,site,vendor,function,technologies,traffic,installed,inService
G1,S1,Huawei,ran.5g.gnb,5G,100,2020-05-01,2020-06-01
G2,S2,Ericsson,ran.5g.gnb,5G,100,2020-05-01,2020-06-01
G3,S3,Ericsson,ran.5g.gnb,5G,100,2020-05-01,2020-06-01
`

/** A network with a third of its 5G sites from Huawei, and the shipped pack changed into a draft of the same name. */
function networkAndDraft(change: (pack: string) => string): { network: string; draft: string } {
  const network = temporaryFolder()
  writeFileSync(join(network, 'mainstay.yaml'), MANIFEST)
  writeFileSync(join(network, 'sites.csv'), 'site\nS1\nS2\nS3\n')
  writeFileSync(join(network, 'elements.csv'), ELEMENTS)
  const draft = join(network, 'draft.yaml')
  const shipped = readFileSync(new URL('../../rules/uk-dvd-2022.yaml', import.meta.url), 'utf8')
  writeFileSync(draft, change(shipped))
  return { network, draft }
}

async function differenceOf(change: (pack: string) => string): Promise<PackDifference> {
  const { network, draft } = networkAndDraft(change)
  const question = ['rules', 'diff', 'uk-dvd-2022', draft, '--workspace', network, '--format', 'json']
  const { code, out, err } = await mainstay(...question)
  expect([code, err]).toEqual([0, ''])
  return JSON.parse(out) as PackDifference
}

describe('a draft that has the name of its pack', () => {
  it('is judged by its own limit', async () => {
    const { rules } = await differenceOf((pack) =>
      pack.replace('deadline: 2023-07-31\n    limit: 35 %', 'deadline: 2023-07-31\n    limit: 30 %'),
    )
    expect(rules.map(({ rule }) => rule)).toEqual(['UK-DVD-5G-CAP'])
    const [{ before, after }] = rules as [PackDifference['rules'][number]]
    expect([before!.verdict, before!.sentence]).toEqual(['met', expect.stringContaining('against a limit of 35 %')])
    expect([after!.verdict, after!.sentence]).toEqual(['not met', expect.stringContaining('against a limit of 30 %')])
  })

  it('shows what another designation does to the network', async () => {
    const { changes, rules } = await differenceOf((pack) =>
      pack.replaceAll(/- vendor: huawei(-holding)?$/gm, '- vendor: zte'),
    )
    expect(changes).toHaveLength(1)
    const cap = rules.find(({ rule }) => rule === 'UK-DVD-5G-CAP')!
    expect(cap.changes).toEqual([])
    expect([cap.before!.sentence, cap.after!.sentence]).toEqual([
      expect.stringMatching(/^33\.3 % of sites/),
      expect.stringMatching(/^0 % of sites/),
    ])
  })

  const laterEdition = (limit: string) => (pack: string) =>
    pack
      .replace(
        '\nsources:\n',
        "  - {edition: '2026', announced: 2024-01-01, effective: 2026-01-01, provenance: assumed, sources: [reckoned]}\n\nsources:\n",
      )
      .replace(
        /  - id: UK-DVD-5G-CAP\n[^]*?(?=\n  - id: )/,
        (rule) =>
          `${rule.replace('\n', "\n    editions: ['2022-10-13']\n")}\n${rule.replace('\n', "\n    editions: ['2026']\n").replace(/    deadline: .*\n    limit: 35 %/, `    limit: ${limit}`)}`,
      )

  it('shows which later days it breaks, though the verdict of today stays', async () => {
    const { rules } = await differenceOf(laterEdition('30 %'))
    expect(rules.map(({ rule }) => rule)).toEqual(['UK-DVD-5G-CAP'])
    const [{ before, after, breaches, stretches }] = rules as [PackDifference['rules'][number]]
    expect([before!.verdict, after!.verdict]).toEqual(['met', 'met'])
    expect(breaches).toEqual(['next breach: none -> 2026-01-01', 'next possible breach: none -> 2026-01-01'])
    expect(stretches).toEqual([
      { from: '2026-01-01', to: '2029-01-01', what: 'new breach', before: 'met', after: 'not met' },
    ])
  })

  it('shows the breaches that it ends, and from which day', async () => {
    const { network, draft } = networkAndDraft(laterEdition('30 %'))
    const { out } = await mainstay('rules', 'diff', draft, 'uk-dvd-2022', '--workspace', network)
    expect(out).toContain('\n  next breach: 2026-01-01 -> none\n')
    expect(out).toContain('\n  breach no more from 2026-01-01 to 2029-01-01: not met -> met\n')
  })

  it('with a later duty is compared on as many days, and ends no breach by looking further', async () => {
    const { network, draft } = networkAndDraft((pack) => pack.replace('deadline: 2027-12-31', 'deadline: 2037-12-31'))
    writeFileSync(join(network, 'plan.csv'), 'date,action,element,vendor\n2034-01-01,replace,G2,Huawei\n')
    const { code, out } = await mainstay(
      'rules',
      'diff',
      'uk-dvd-2022',
      draft,
      '--workspace',
      network,
      '--format',
      'json',
    )
    expect(code).toBe(0)
    const { rules } = JSON.parse(out) as PackDifference
    expect(rules.map(({ rule }) => rule)).not.toContain('UK-DVD-5G-CAP')
    expect(rules.flatMap(({ changes }) => changes)).toContain('deadline: 2027-12-31 -> 2037-12-31')
  })

  it('says of a first breach that the horizon cuts that it may be older', async () => {
    const { network, draft } = networkAndDraft((pack) =>
      pack.replace('deadline: 2023-07-31\n    limit: 35 %', 'deadline: 2021-07-31\n    limit: 30 %'),
    )
    const ask = async () => (await mainstay('rules', 'diff', 'uk-dvd-2022', draft, '--workspace', network)).out
    expect(await ask()).toMatch(/first breach on 2022-10-13\n/)
    writeFileSync(join(network, 'mainstay.yaml'), MANIFEST.replace('from: 2022-01-01', 'from: 2023-01-01'))
    expect(await ask()).toMatch(/first breach on 2023-01-01 or earlier\n/)
  })

  it('is refused where a waiver names a rule that is in neither, and each fault is told once', async () => {
    const { network, draft } = networkAndDraft((pack) => pack.replaceAll('UK-DVD-TRANS', 'UK-DVD-TRANSIT'))
    const waivers = (rule: string) =>
      writeFileSync(
        join(network, 'waivers.csv'),
        `rule,scope,approver,from,until\n${rule},*,the Secretary of State,2024-01-01,2025-01-01\n`,
      )
    const ask = () => mainstay('rules', 'diff', 'uk-dvd-2022', draft, '--workspace', network)
    waivers('UK-DVD-TRANSIT')
    expect((await ask()).code).toBe(0)
    waivers('UK-DVD-TRANZIT')
    const refused = await ask()
    expect([refused.code, refused.out]).toEqual([3, ''])
    expect(refused.err.match(/unknown rule `UK-DVD-TRANZIT`.*did you mean `UK-DVD-TRANSIT`/g)).toHaveLength(1)
  })

  it('reads the network and its packs once: what is wrong with them is told once', async () => {
    const { network, draft } = networkAndDraft((pack) => pack)
    mkdirSync(join(network, 'rules'))
    writeFileSync(join(network, 'rules', 'broken.yaml'), 'pack: broken\n')
    writeFileSync(join(network, 'plan.csv'), 'date,action,element\n2024-07-01,explode,G1\n')
    const { code, err } = await mainstay('rules', 'diff', 'uk-dvd-2022', draft, '--workspace', network)
    expect(code).toBe(3)
    const told = err.split('\n').filter((line) => line.startsWith('error: '))
    expect(told.length).toBeGreaterThan(2)
    expect(new Set(told).size).toBe(told.length)
    expect(told.join('\n')).toContain('`explode`')
    expect(told.join('\n')).toContain('rules/broken.yaml')
  })

  it('shows that an operator is addressed no longer', async () => {
    const { changes, rules } = await differenceOf((pack) => pack.replace('[BT, Vodafone, Three]', '[Vodafone, Three]'))
    expect(changes).toEqual(['addressees operators: no longer BT'])
    expect(new Set(rules.map(({ after }) => after!.verdict))).toEqual(new Set(['not evaluated']))
  })

  it('is told by the names it was asked by, with no claim about rules whose lists differ', async () => {
    const { draft } = networkAndDraft((pack) => pack.replace('- vendor: huawei\n', '- vendor: zte\n'))
    const { out } = await mainstay('rules', 'diff', 'uk-dvd-2022', draft)
    expect(out).toBe(
      `uk-dvd-2022 -> ${draft}\n  designation huawei entries: no longer huawei; now zte (from 2022-10-13, provenance reported)\n\nno rule is stated otherwise\n`,
    )
    expect((await mainstay('rules', 'diff', 'uk-dvd-2022', 'uk-dvd-2022')).out).toBe(
      'uk-dvd-2022 -> uk-dvd-2022\nnothing differs\n',
    )
  })
})
