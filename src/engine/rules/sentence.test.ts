// What the sentence of a rule says, beside its figures.

import { describe, expect, it } from 'vitest'
import { judge, pack, type Row } from '../fixtures/small-world.ts'

const numerator = { where: { vendor: { designated: 'hrv' } } }
const metric = { count: 'elements', attribution: 'any', sharedSites: 'once', numerator } as const
const gnb = { function: 'ran.5g.gnb', inService: '2021-01-01', traffic: 10 }

describe('the sentence of a cap by several metrics', () => {
  const cap = {
    kind: 'cap',
    limit: '35 %',
    deadline: '2022-12-31',
    metrics: [
      { ...metric, name: 'elements' },
      { ...metric, name: 'load', weight: 'traffic' },
    ],
  } as const

  /** Ten elements of 10 Mbit/s; these are put in place of the first. */
  function sentenceOf(rows: readonly Row[], asOf = '2023-01-01'): string {
    const elements = Array.from({ length: 10 }, (_, index) => ({
      ...gnb,
      vendor: 'Nokia',
      ...rows[index],
      element: `E${index}`,
    }))
    return judge({ elements }, pack([cap]), { asOf, inventoryDate: '2022-01-01', to: '2026-12-31' })[0]!.sentence
  }
  const huawei = { vendor: 'Huawei' }

  it('names the one nearest to the limit of a rule that is met', () => {
    expect(sentenceOf([huawei, huawei, { traffic: 20 }])).toBe(
      '20 % of elements (2 of 10) and 18.2 % of traffic on 1 January 2023, against a limit of 35 %, nearest to it by elements: met.',
    )
  })

  it('writes large counts as the figures of the report are written', () => {
    const rows = [
      { count: 1200, ...gnb, vendor: 'Nokia' },
      { ...gnb, element: 'H', ...huawei },
    ]
    const elements = rows.flatMap(({ count = 1, ...row }: Row & { count?: number }, kind) =>
      Array.from({ length: count }, (_, index) => ({ element: `${kind}-${index}`, ...row })),
    )
    const question = { asOf: '2023-01-01', inventoryDate: '2022-01-01', to: '2026-12-31' }
    expect(judge({ elements }, pack([cap]), question)[0]!.sentence).toContain('(1 of 1,201)')
  })

  it('names what is over the limit, and of several which is furthest', () => {
    expect(sentenceOf([{ ...huawei, traffic: 90 }])).toBe(
      '10 % of elements (1 of 10) and 50 % of traffic on 1 January 2023, against a limit of 35 %, over it by load alone: not met since 1 January 2023.',
    )
    expect(sentenceOf([{ ...huawei, traffic: 90 }, huawei, huawei, huawei])).toContain(
      'against a limit of 35 %, over it by load (furthest) and elements: not met',
    )
  })

  it('names what may be over it, and what nobody knows', () => {
    expect(sentenceOf([huawei, { vendor: 'Hauwei', traffic: 60 }])).toContain(', perhaps over it by load: it cannot')
    expect(sentenceOf([{ ...huawei, traffic: 'unknown' }])).toContain(', not known by load: it cannot')
  })

  it('names the one by which the plan breaks the rule, which need not be the one furthest over today', () => {
    const until = { outOfService: '2022-11-30' }
    const early = [
      { ...huawei, traffic: 60 },
      ...Array.from({ length: 6 }, () => ({ ...huawei, ...until, traffic: 10 })),
    ]
    expect(sentenceOf(early, '2022-06-01')).toBe(
      '70 % of elements (7 of 10) and 80 % of traffic on 1 June 2022, against a limit of 35 %: due from 1 January 2023, and the plan misses it from 1 January 2023, over the limit by load alone.',
    )
    const late = { ...huawei, traffic: 90, inService: '2024-01-01' }
    expect(sentenceOf([late])).toContain('but not met by the plan from 1 January 2024, over the limit by load alone.')
  })
})

describe('the sentence of a ban that nothing breaks', () => {
  const core = { inService: '2021-01-01', function: 'core.5g.amf' }
  const hrv = { designated: 'hrv' }
  const told = (where: object, elements: readonly Row[], kind: 'exclusion' | 'removal' = 'exclusion') => {
    const [result] = judge({ elements }, pack([{ kind, scope: { where } }]), { asOf: '2023-01-01' })
    return { sentence: result!.sentence, lookedAt: result!.metrics[0]!.lookedAt }
  }
  const clean = [
    { ...core, element: 'A', vendor: 'Nokia' },
    { ...core, element: 'B', vendor: 'Ericsson' },
    { ...core, element: 'C', vendor: 'Nokia', function: 'ran.5g.gnb' },
    { ...core, element: 'D', vendor: 'Nokia', operators: 'South' },
  ]
  const where = { function: ['core'], vendor: hrv }

  it('tells how many it looked at, whoever supplies them', () => {
    expect(told(where, clean).sentence).toBe('No elements in service in scope on 1 January 2023, of 2 looked at: met.')
    const gone = { ...core, element: 'E', vendor: 'Nokia', outOfService: '2022-06-01' }
    expect(told(where, [...clean, gone]).lookedAt).toEqual({ low: 2, high: 2 })
    expect(told(where, [...clean, gone], 'removal').lookedAt).toEqual({ low: 3, high: 3 })
    expect(
      told(where, [...clean, { ...core, element: 'F', vendor: 'Nokia', inService: '2022..2024' }]).sentence,
    ).toContain(', of 2 to 3 looked at: met.')
  })

  it('tells that there was nothing to look at', () => {
    expect(told(where, clean.slice(2)).sentence).toBe(
      'No elements in service in scope on 1 January 2023, and nothing to look at: met.',
    )
  })

  it('looks at what any condition on vendors, wherever it stands, lets pass', () => {
    const lookedAt = (predicate: object) => told(predicate, clean).lookedAt
    expect(lookedAt({ vendor: hrv })).toEqual({ low: 3, high: 3 })
    expect(lookedAt({ all: [{ function: ['core'] }, { vendor: hrv }] })).toEqual({ low: 2, high: 2 })
    expect(lookedAt({ function: ['core'], any: [{ vendor: hrv }, { tag: ['vault'] }] })).toEqual({ low: 2, high: 2 })
    expect(lookedAt({ function: ['ran'], not: { vendor: { is: ['nokia'] } } })).toEqual({ low: 1, high: 1 })
    expect(lookedAt({ vendor: hrv, not: { function: ['core'] } })).toEqual({ low: 1, high: 1 })
    const nokia = { vendor: { is: ['nokia'] } }
    expect(lookedAt({ not: { any: [nokia, { function: ['core'] }] } })).toEqual({ low: 1, high: 1 })
    expect(lookedAt({ all: [{ not: { function: ['core'] } }, { not: nokia }] })).toEqual({ low: 1, high: 1 })
    expect(lookedAt({ not: { all: [nokia, { function: ['core'] }] } })).toEqual({ low: 3, high: 3 })
    expect(lookedAt({ not: { not: { ...nokia, function: ['core'] } } })).toEqual({ low: 2, high: 2 })
  })

  it('says nothing of it where something is in breach', () => {
    const breach = told(where, [...clean, { ...core, element: 'G', vendor: 'Huawei' }])
    expect(breach.sentence).toBe(
      '1 element in service in scope on 1 January 2023: not met since 1 January 2023 or earlier.',
    )
    expect(breach.lookedAt).toEqual({ low: 3, high: 3 })
  })

  it('counts units by quantity', () => {
    const [result] = judge(
      {
        elements: [{ ...core, element: 'A', vendor: 'Nokia' }],
        parts: [{ part: 'P', manufacturer: 'Nokia' }],
        units: [
          { element: 'A', part: 'P', quantity: 4 },
          { element: 'A', part: 'P', quantity: '1..3', installed: '2022-01-01' },
        ],
      },
      pack([{ kind: 'exclusion', scope: { where: { subject: ['unit'], vendor: hrv } } }]),
      { asOf: '2023-01-01' },
    )
    expect(result!.sentence).toContain('No units in service in scope on 1 January 2023, of 5 to 7 looked at: met')
  })
})

describe('the sentence of a rule', () => {
  const core = { element: 'A', function: 'core.5g.amf', inService: '2021-01-01', vendor: 'Huawei' }
  const rule = {
    kind: 'exclusion',
    scope: { where: { vendor: { designated: 'hrv' } } },
    deadline: '2022-12-31',
  } as const
  const outcomeOf = (force: string, row: Row, asOf: string): string =>
    judge({ elements: [{ ...core, ...row }] }, pack([{ ...rule, force }]), { asOf })[0]!.sentence.replace(/^.*: /, '')

  it('is told in the words of its footing, as its verdict is', () => {
    const outcomes = (force: string): readonly string[] => [
      outcomeOf(force, { vendor: 'Nokia' }, '2023-01-01'),
      outcomeOf(force, {}, '2023-01-01'),
      outcomeOf(force, { vendor: 'Nokia' }, '2022-06-01'),
      outcomeOf(force, {}, '2022-06-01'),
      outcomeOf(force, { vendor: 'Unheard' }, '2022-06-01'),
    ]
    expect(outcomes('binding')).toEqual([
      'met.',
      'not met since 1 January 2023.',
      'due from 1 January 2023, and the plan meets it.',
      'due from 1 January 2023, and the plan misses it from 1 January 2023.',
      'due from 1 January 2023, and it cannot be shown that the plan meets it.',
    ])
    expect(outcomes('advice')).toEqual([
      'followed.',
      'departed from since 1 January 2023.',
      'due from 1 January 2023, and the plan follows it.',
      'due from 1 January 2023, and the plan departs from it from 1 January 2023.',
      'due from 1 January 2023, and it cannot be shown that the plan follows it.',
    ])
    expect(outcomes('contract').slice(0, 2)).toEqual(['kept.', 'not kept since 1 January 2023.'])
  })
})
