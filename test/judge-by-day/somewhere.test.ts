// Wherever what states no site may stand, the share is inside the interval that was told without knowing.

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { judgeRules } from '#engine/rules/index.ts'
import { buildVendorBook } from '#engine/vendors/index.ts'
import type { TextRow } from './fact-row.ts'
import { makeQuestion, type SmallRule, VENDORS } from './small-question.ts'

const BOOK = buildVendorBook([VENDORS])
const RUNS = Number(process.env.MAINSTAY_RUNS ?? 100)
const TIMEOUT_MS = 60_000 + RUNS * 200

type Attribution = 'any' | 'weighted'
type Sharing = 'once' | 'operatorWeight'

function shareOf(elements: readonly TextRow[], attribution: Attribution, sharedSites: Sharing): [number, number] {
  const numerator = { where: { vendor: { is: ['alpha'] } } }
  const metric = { name: 'sites', count: 'sites' as const, numerator, attribution, sharedSites }
  const rule: SmallRule = { kind: 'cap', limit: '35 %', scope: {}, metrics: [metric] }
  const sites = [...new Set(elements.map(({ site = '' }) => site))].filter((site) => site !== '')
  const tables = { elements: [...elements], sites: sites.map((site) => ({ site })) }
  const { rules } = judgeRules(makeQuestion({ tables, packs: [{ rules: [rule] }] }), BOOK)
  const { low, high } = rules[0]!.metrics[0]!
  return [low!, high!]
}

/** `Twin` is Alpha or not; a service that begins this year may have begun by the day. */
const elementCells = fc.record({
  vendor: fc.constantFrom('Alpha', 'Alpha', 'Delta', 'Delta', 'Twin'),
  inService: fc.constantFrom('2020-01-01', '2020-01-01', '2024'),
  operators: fc.constantFrom('', 'North:1|South:2', 'North:3|South:1'),
})
const networks = fc.record({
  sited: fc.array(fc.record({ cells: elementCells, site: fc.constantFrom('S1', 'S2', 'S3') }), { maxLength: 5 }),
  unsited: fc.array(elementCells, { minLength: 1, maxLength: 2 }),
})

/** All ways to give each of so many a site: one of those there are, or one that nothing else is on. */
function placementsOf(count: number): string[][] {
  if (count === 0) return [[]]
  return placementsOf(count - 1).flatMap((others) => ['S1', 'S2', 'S3', 'T1', 'T2'].map((site) => [...others, site]))
}

describe('the share of sites', () => {
  for (const attribution of ['any', 'weighted'] as const)
    for (const sharedSites of ['once', 'operatorWeight'] as const)
      test(
        `holds wherever elements without a site stand, by ${attribution} of a site, shared ones ${sharedSites}`,
        () => {
          fc.assert(
            fc.property(networks, ({ sited, unsited }) => {
              const known = sited.map(({ cells, site }, index) => ({ element: `K${index}`, site, ...cells }))
              const rest = unsited.map((cells, index) => ({ element: `U${index}`, ...cells }))
              const [low, high] = shareOf([...known, ...rest], attribution, sharedSites)
              for (const placement of placementsOf(rest.length)) {
                const placed = rest.map((element, index) => ({ ...element, site: placement[index]! }))
                const [least, most] = shareOf([...known, ...placed], attribution, sharedSites)
                expect({ placement, isInside: low <= least && most <= high }).toEqual({ placement, isInside: true })
              }
            }),
            { numRuns: RUNS, seed: 1 },
          )
        },
        TIMEOUT_MS,
      )

  test('is not met by nine elements without a site beside one that has one', () => {
    const elements = [
      ...Array.from({ length: 9 }, (_, index) => ({ element: `A${index}`, vendor: 'Alpha', inService: '2020-01-01' })),
      { element: 'D', vendor: 'Delta', inService: '2020-01-01', site: 'S1' },
    ]
    expect(shareOf(elements, 'any', 'once')).toEqual([0, 1])
  })

  test('leaves out what is virtual and stands on no site', () => {
    const elements = [
      { element: 'A', vendor: 'Alpha', kind: 'virtual', inService: '2020-01-01' },
      { element: 'D', vendor: 'Delta', inService: '2020-01-01', site: 'S1' },
    ]
    expect(shareOf(elements, 'any', 'once')).toEqual([0, 0])
  })
})
