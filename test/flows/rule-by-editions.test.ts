import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { mainstay } from './command-line.ts'
import { temporaryFolder } from '../temporary-folder.ts'

const rule = (edition: string, limit: string, verdict: string) => `
  - id: CAP
    editions: ['${edition}']
    kind: cap
    title: At most a part of the core
    limit: ${limit}
    provenance: verified
    sources: [law]
    scope: {where: {function: [core]}}
    metrics:
      - name: elements
        count: elements
        attribution: any
        sharedSites: once
        numerator: {where: {vendor: {is: [huawei]}}}
    examples:
      - name: One of three under the edition of ${edition}
        on: ${edition}-06-01
        elements:
          - {vendor: Huawei, function: core.5g.amf, inService: 2010, installed: 2010}
          - {count: 2, vendor: Nokia, function: core.5g.amf, inService: 2010, installed: 2010}
        expect: {verdict: ${verdict}, value: 33.3 %}
`

const PACK = (second: string) => `pack: own
version: 1.0.0
title: A cap that was lowered
jurisdiction: GB
timeZone: Europe/London
instrument: {name: A law, authority: An authority}
status: in-force
force: binding
summary: Half at first, a fifth later.
editions:
  - {edition: '2020', announced: 2019-01-01, effective: 2020-01-01, provenance: verified, sources: [law]}
  - {edition: '2025', announced: 2019-01-01, effective: 2025-01-01, provenance: verified, sources: [law]}
sources:
  law: {text: The law, kind: legal-text}
rules:${rule('2020', '50 %', 'met')}${rule('2025', second, 'not met')}`

let folder: string
beforeAll(() => {
  folder = temporaryFolder()
  mkdirSync(join(folder, 'rules'))
  const manifest =
    'workspace: 1\noperator: {name: North}\njurisdictions: [GB]\nrulePacks: [own]\ninventoryDate: 2024-07-01\nasOf: 2024-07-01\nhorizon: {from: 2024-01-01, to: 2026-12-31}\n'
  writeFileSync(join(folder, 'mainstay.yaml'), manifest)
  writeFileSync(join(folder, 'rules', 'own.yaml'), PACK('20 %'))
  writeFileSync(join(folder, 'draft.yaml'), PACK('10 %'))
  writeFileSync(join(folder, 'sites.csv'), 'site\nS1\n')
  const header = 'element,site,vendor,function,installed,inService\n'
  const rows = ['A,S1,Huawei', 'B,S1,Nokia', 'C,S1,Nokia'].map((row) => `${row},core.5g.amf,2010,2010\n`)
  writeFileSync(join(folder, 'elements.csv'), header + rows.join(''))
})

describe('a rule that two editions state with different limits', () => {
  it('is judged on each day by that of the edition, and its report says which holds when', async () => {
    const ran = await mainstay('check', folder, '--format', 'json')
    const { rules } = JSON.parse(ran.out)
    expect(rules).toHaveLength(1)
    expect(rules[0]).toMatchObject({ rule: 'CAP', verdict: 'met', nextBreach: '2025-01-01' })
    expect(rules[0].metrics[0]).toMatchObject({
      limit: 0.5,
      limits: [
        { from: '2024-01-01', to: '2024-12-31', limit: 0.5 },
        { from: '2025-01-01', to: '2026-12-31', limit: 0.2 },
      ],
    })
    const later = JSON.parse((await mainstay('check', folder, '--as-of', '2025-02-01', '--format', 'json')).out)
    expect(later.rules[0]).toMatchObject({ verdict: 'not met', firstBreach: '2025-01-01' })
  })

  it('is one rule of the pack, both statements of which are shown and tested', async () => {
    const [listed] = JSON.parse(
      (await mainstay('rules', 'list', '--workspace', folder, '--format', 'json')).out,
    ).filter(({ pack }: { pack: string }) => pack === 'own')
    expect(listed.rules).toBe(1)
    const shown = await mainstay('rules', 'show', 'own', '--workspace', folder)
    expect(shown.out.match(/limit: .*/g)).toEqual(['limit: 50 %', 'limit: 20 %'])
    expect(await mainstay('rules', 'test', 'own', '--workspace', folder)).toMatchObject({
      code: 0,
      out: '2 examples hold, 0 do not\n',
    })
  })

  it('differs from a draft in the edition that the draft changes', async () => {
    const ran = await mainstay('rules', 'diff', 'own', join(folder, 'draft.yaml'), '--workspace', folder)
    expect(ran.out).toContain('edition 2025: limit: 20 % -> 10 %')
  })
})
