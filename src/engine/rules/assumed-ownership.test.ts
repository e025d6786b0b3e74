import { describe, expect, it } from 'vitest'
import type { OwnershipEntry } from '#model/vendor.ts'
import type { RuleResult } from '#model/verdict.ts'
import { pack, question, type Row } from '../fixtures/small-world.ts'
import { buildVendorBook } from '../vendors/index.ts'
import { judgeRules } from './judge-rules.ts'

const EXCLUSION = { kind: 'exclusion', scope: { where: { function: ['ran'], vendor: { designated: 'hrv' } } } } as const
const ELEMENT = { element: 'A', vendor: 'Radio Sub', function: 'ran.5g.gnb', inService: '2020-01-01' }
const LINK: OwnershipEntry = { owner: 'huawei', control: 'yes', provenance: 'assumed' }
const TOLD = 'that Huawei controls Radio Sub, as the registry of vendors has it without a source'

/** The one rule, on an element of a vendor that these links lead up from. */
function judged(
  ownership: readonly OwnershipEntry[],
  element: Row = ELEMENT,
  rule: Parameters<typeof pack>[0][number] = EXCLUSION,
  others: readonly Row[] = [],
): RuleResult {
  const book = buildVendorBook([
    {
      vendors: [
        { id: 'huawei', name: 'Huawei' },
        { id: 'other', name: 'Other' },
        { id: 'sub', name: 'Radio Sub', ownership: [...ownership] },
      ],
    },
  ])
  const asked = { asOf: '2024-01-01', from: '2023-01-01', to: '2025-01-01' }
  return judgeRules(question({ elements: [element, ...others] }, [pack([rule])], asked), book).rules[0]!
}

describe('a verdict that rests on who owns a vendor', () => {
  it('is one on assumed facts where no source states it, and says which', () => {
    expect(judged([LINK])).toMatchObject({
      verdict: 'not met',
      onAssumedFacts: true,
      provenance: 'verified',
      assumes: [TOLD],
    })
  })

  it('is a plain one where it would be the same whoever owns the vendor', () => {
    const surely = { ...ELEMENT, element: 'B', vendor: 'Huawei' }
    expect(judged([LINK], ELEMENT, EXCLUSION, [surely])).toMatchObject({
      verdict: 'not met',
      onAssumedFacts: false,
      assumes: [],
    })
    expect(judged([LINK], ELEMENT, { ...EXCLUSION, kind: 'notification' })).toMatchObject({
      verdict: 'not applicable',
      assumes: [],
    })
  })

  it('is a plain one where a source does, be it beside one that is assumed', () => {
    const reported: OwnershipEntry = { ...LINK, provenance: 'reported' }
    for (const ownership of [[reported], [reported, LINK]])
      expect(judged(ownership)).toMatchObject({ verdict: 'not met', onAssumedFacts: false, assumes: [] })
  })

  it('is a plain one where the vendor is in no scope, or the link was over before', () => {
    expect(judged([LINK], { ...ELEMENT, function: 'core.5g.amf' }).onAssumedFacts).toBe(false)
    expect(judged([{ ...LINK, until: '2022-12-31' }])).toMatchObject({ verdict: 'met', assumes: [] })
    expect(judged([{ ...LINK, until: '2023-01-02' }]).assumes).toEqual([TOLD])
  })

  it('rests on it too where the owner is assumed not to control', () => {
    const { onAssumedFacts, assumes } = judged([{ ...LINK, control: 'no', from: '2020' }])
    expect(onAssumedFacts).toBe(true)
    expect(assumes).toEqual([TOLD.replace('controls', 'does not control')])
  })

  it('is in doubt, and rests on nothing assumed, where the registry itself leaves it open', () => {
    expect(judged([{ ...LINK, control: 'unknown' }])).toMatchObject({ verdict: 'cannot be shown', assumes: [] })
  })

  it('rests on several where each would be enough by itself, and on no other', () => {
    const held = (id: string, ...ownership: OwnershipEntry[]) => ({ id, name: id, ownership })
    const by = (owner: string): OwnershipEntry => ({ owner, control: 'yes', provenance: 'reported' })
    const book = buildVendorBook([
      {
        vendors: [
          { id: 'huawei', name: 'Huawei' },
          { id: 'other', name: 'Other' },
          held('First', LINK, { owner: 'other', control: 'no', provenance: 'assumed' }),
          held('Second', LINK),
          held('sub', by('First'), by('Second')),
        ],
      },
    ])
    const rows = { elements: [{ ...ELEMENT, vendor: 'sub' }] }
    const [rule] = judgeRules(question(rows, [pack([EXCLUSION])], { asOf: '2024-01-01' }), book).rules
    expect(rule).toMatchObject({ verdict: 'not met', onAssumedFacts: true })
    expect(rule!.assumes).toEqual([TOLD.replace('Radio Sub', 'First'), TOLD.replace('Radio Sub', 'Second')])
  })

  it('is one on assumed facts where a change must be notified, be it after the horizon', () => {
    const book = buildVendorBook([
      {
        vendors: [
          { id: 'huawei', name: 'Huawei' },
          { id: 'sub', name: 'Radio Sub', ownership: [LINK] },
        ],
      },
    ])
    const plan = [{ date: '2030-01-01', action: 'install', element: 'A', vendor: 'Radio Sub', function: 'ran.5g.gnb' }]
    const asked = { asOf: '2024-01-01', from: '2023-01-01', to: '2025-01-01' }
    const notification = { ...EXCLUSION, kind: 'notification' } as const
    expect(judgeRules(question({ elements: [], plan }, [pack([notification])], asked), book).rules[0]).toMatchObject({
      verdict: 'not yet due: the plan misses it',
      onAssumedFacts: true,
      assumes: [TOLD],
    })
  })

  it('may be one of how many different vendors there are', () => {
    const diversity = { kind: 'diversity', atLeast: 2, scope: { where: { function: ['ran'] } } } as const
    const beside = { ...ELEMENT, element: 'B', vendor: 'Other' }
    const ofOne = judged([{ ...LINK, owner: 'other' }], ELEMENT, diversity, [beside])
    expect(ofOne).toMatchObject({ verdict: 'not met', assumes: [TOLD.replace('Huawei', 'Other')] })
  })
})
