// What makes a figure what it is, in an estate of more sites than need be visited to say so.

import { describe, expect, it, vi } from 'vitest'
import { buildEstate } from '../estate/index.ts'
import { BOOK, judge, pack, question, type Row } from '../fixtures/small-world.ts'
import { explainMeasures } from './explain.ts'
import { judgeRules, planSweep } from './judge-rules.ts'

const SITES = 3000

function world(columnsOf: (index: number) => Row) {
  const numbers = Array.from({ length: SITES }, (_, index) => index)
  return {
    sites: numbers.map((index) => ({ site: `S${index}` })),
    elements: numbers.map((index) => ({
      element: `E${index}`,
      site: `S${index}`,
      vendor: 'Huawei',
      function: 'ran.5g.gnb',
      inService: '2021-01-01',
      ...columnsOf(index),
    })),
  }
}

const numerator = { where: { vendor: { designated: 'hrv' } } }
const exclusion = pack([{ kind: 'exclusion', scope: numerator }])
function capOf(metric: Readonly<Record<string, unknown>>) {
  const one = { name: 'share', count: 'elements', numerator, attribution: 'any', sharedSites: 'once', ...metric }
  return pack([{ kind: 'cap', limit: '35 %', metrics: [one] }])
}
const asked = { asOf: '2023-01-01' }

describe('of thousands in breach', () => {
  it('a hundred that are so for certain are named, in order of their sites, and all are counted', () => {
    const [result] = judge(
      world((index) => ({ inService: index < 500 || index >= 2000 ? 'unknown' : '2021-01-01' })),
      exclusion,
      asked,
    )
    expect(result!.matter.total).toBe(SITES)
    expect(result!.matter.entries.map(({ identifier }) => identifier)).toEqual(
      Array.from({ length: 100 }, (_, index) => `E${500 + index}`),
    )
    expect(result!.coverage).toMatchObject([
      { known: 1500, uncertain: 1500, reasons: [{ what: 'dates of service not known', count: 1500 }] },
    ])
  })

  it('those that may be in breach fill up what the certain ones leave of a hundred', () => {
    const [result] = judge(
      world((index) => ({ vendor: index === 2999 ? 'Huawei' : 'Nobody knows' })),
      exclusion,
      asked,
    )
    expect(result!.matter.entries[0]).toMatchObject({ identifier: 'E2999', answer: 'yes' })
    expect(result!.matter.entries[99]).toMatchObject({ identifier: 'E98', answer: 'maybe' })
  })

  it('say what leaves them open, and nothing that would not change the answer', () => {
    const where = { any: [{ vendor: { designated: 'hrv' } }, { tag: ['vault'] }], region: ['Kent'], technology: ['5G'] }
    const [result] = judge(
      {
        sites: [{ site: 'S' }],
        elements: [
          { element: 'E', site: 'S', vendor: 'Huawei', tags: 'unknown', technologies: '4G', inService: '2021-01-01' },
        ],
        plan: [{ date: '2022-10-01..2023-03-31', action: 'change', element: 'E', technologies: '4G|5G' }],
      },
      pack([{ kind: 'exclusion', scope: { where } }]),
      { ...asked, inventoryDate: '2022-01-01' },
    )
    expect(result!.matter.entries[0]).toMatchObject({
      answer: 'maybe',
      why: 'day of a change of technologies or bands not known, region not known',
    })
  })

  it('the heaviest are named wherever they stand', () => {
    const [result] = judge(
      world((index) => ({ traffic: (index * 7) % SITES })),
      capOf({ weight: 'traffic' }),
      asked,
    )
    const heaviest = Array.from({ length: 100 }, (_, place) => SITES - 1 - place)
    expect(result!.matter.entries.map(({ weight }) => weight)).toEqual(heaviest.map((traffic) => traffic * 1000))
  })

  it('one that is in breach on a site visited last is found', () => {
    const [result] = judge(
      world((index) => ({ vendor: index === 2999 ? 'Huawei' : 'Nokia' })),
      exclusion,
      asked,
    )
    expect(result!.matter).toMatchObject({ total: 1, entries: [{ identifier: 'E2999' }] })
  })
})

describe('a weight that is not known', () => {
  it('makes its subject uncertain, whatever else is known of it, and the entry says so', () => {
    const [result] = judge(
      world((index) => ({ traffic: index < 10 ? 'unknown' : 1, inService: index < 4 ? 'unknown' : '2021-01-01' })),
      capOf({ weight: 'traffic' }),
      asked,
    )
    expect(result!.coverage).toEqual([
      {
        on: '2023-01-01',
        metric: 'share',
        unit: 'kbit/s',
        known: (SITES - 10) * 1000,
        uncertain: null,
        reasons: [
          { what: 'traffic not known', count: 10 },
          { what: 'dates of service not known', count: 4 },
        ],
      },
    ])
    const lacking = judge(
      world(() => ({ traffic: 'unknown' })),
      capOf({ weight: 'traffic' }),
      asked,
    )
    expect(lacking[0]!.matter.entries[0]).toMatchObject({ weight: 0, answer: 'yes', why: 'traffic not known' })
  })

  it('of a site makes the site uncertain', () => {
    const { sites, elements } = world(() => ({}))
    const weighed = sites.map((row, index) => ({ ...row, premises: index < 3 ? 'unknown' : 10 }))
    const [result] = judge({ sites: weighed, elements }, capOf({ count: 'sites', weight: 'premises' }), asked)
    expect(result!.coverage).toMatchObject([
      { known: (SITES - 3) * 10, uncertain: null, reasons: [{ what: 'premises not known', count: 3 }] },
    ])
  })
})

describe('a weight known within a range', () => {
  it('is uncertain by what lies between its ends, and the subjects that have one are counted', () => {
    const [result] = judge(
      world((index) => ({ traffic: index < 2 ? '1..3' : 1 })),
      capOf({ weight: 'traffic' }),
      asked,
    )
    expect(result!.coverage).toMatchObject([
      {
        known: SITES * 1000,
        uncertain: 4000,
        reasons: [{ what: 'traffic known within a range only', count: 2 }],
      },
    ])
  })
})

describe('of a cap that counts sites', () => {
  const elements = [
    { element: 'A1', site: 'A', vendor: 'Huawei', function: 'ran.5g.gnb', inService: '2021-01-01' },
    { element: 'A2', site: 'A', vendor: 'Nokia', function: 'ran.5g.gnb', inService: '2021-01-01' },
    { element: 'A3', site: 'A', vendor: 'Hauwei', function: 'ran.5g.gnb', inService: '2021-01-01' },
    { element: 'B1', site: 'B', vendor: 'Huawei', function: 'ran.5g.gnb', inService: '2022..2024' },
    { element: 'B2', site: 'B', vendor: 'Ericsson', function: 'ran.5g.gnb', inService: '2021-01-01' },
    { element: 'C1', site: 'C', vendor: 'Honor', hardwareVendor: 'HUAWEI', inService: '2021-01-01' },
    { element: 'D1', vendor: 'Huawei', function: 'ran.5g.gnb', inService: '2021-01-01' },
  ]
  const sites = ['A', 'B', 'C'].map((site) => ({ site }))
  const rules = pack([
    {
      kind: 'cap',
      limit: '35 %',
      scope: { where: { function: ['ran'] } },
      metrics: [{ name: 'share', count: 'sites', numerator, attribution: 'any', sharedSites: 'once' }],
    },
  ])
  const [result] = judge({ sites, elements }, rules, asked)
  const entryOf = (identifier: string) => result!.matter.entries.find((entry) => entry.identifier === identifier)

  it('each site tells the elements that put it there, certain ones first, with vendor, function and row', () => {
    expect(entryOf('A')!.onSite).toEqual({
      total: 2,
      entries: [
        {
          subject: 'element',
          identifier: 'A1',
          vendor: 'Huawei',
          resolved: 'huawei',
          function: 'ran.5g.gnb',
          answer: 'yes',
          file: 'elements.csv',
          line: 2,
        },
        {
          subject: 'element',
          identifier: 'A3',
          vendor: 'Hauwei',
          function: 'ran.5g.gnb',
          answer: 'maybe',
          why: 'vendor not known, or its ownership in doubt',
          file: 'elements.csv',
          line: 4,
        },
      ],
    })
  })

  it('a site that only may matter, and what may put it there, say why they only may', () => {
    expect(entryOf('B')).toMatchObject({
      answer: 'maybe',
      why: 'dates of service not known',
      onSite: { total: 1, entries: [{ identifier: 'B1', answer: 'maybe', why: 'dates of service not known' }] },
    })
    expect(entryOf('C')).toMatchObject({ answer: 'maybe', why: 'function not known' })
  })

  it('names who the spellings of a vendor stand for', () => {
    expect(entryOf('C')!.onSite!.entries[0]).toMatchObject({ vendor: 'HUAWEI, Honor', resolved: 'huawei, honor' })
  })

  it('an element that stands nobody knows where is listed as one that may matter', () => {
    expect(entryOf('D1')).toMatchObject({ subject: 'element', answer: 'maybe', why: 'site not known', line: 8 })
    expect(result!.matter.total).toBe(4)
  })

  it('lists no more elements than ten thousand, and counts all', () => {
    const crowd = Array.from({ length: 10_001 }, (_, index) => ({ ...elements[0], element: `E${index}` }))
    const [crowded] = judge({ sites, elements: crowd }, rules, asked)
    const { total, entries } = crowded!.matter.entries[0]!.onSite!
    expect([total, entries.length]).toEqual([10_001, 10_000])
  })
})

describe('what counts', () => {
  const weightsOf = (rows: Parameters<typeof judge>[0], metric: Readonly<Record<string, unknown>>) =>
    judge(rows, capOf(metric), asked)[0]!.matter.entries.map(({ identifier, weight }) => `${identifier} ${weight}`)

  it('of a shared element is the operator’s part, and what counts most comes first', () => {
    const shared = { vendor: 'Huawei', function: 'ran.5g.gnb', inService: '2021-01-01' }
    const elements = [
      { ...shared, element: 'A', traffic: 8, operators: 'North Mobile:1|South:3' },
      { ...shared, element: 'B', traffic: 4 },
      { ...shared, element: 'C', traffic: 9, operators: 'North Mobile:1|South:2' },
    ]
    const metric = { weight: 'traffic', sharedSites: 'operatorWeight' }
    expect(weightsOf({ elements }, metric)).toEqual(['B 4000', 'C 3000', 'A 2000'])
    expect(weightsOf({ elements }, { weight: 'traffic' })).toEqual(['C 9000', 'A 8000', 'B 4000'])
  })

  it('of many shared elements is looked for wherever they stand', () => {
    const rows = world((index) => (index === SITES - 1 ? {} : { operators: 'North Mobile:1|South:1' }))
    expect(weightsOf(rows, { sharedSites: 'operatorWeight' }).slice(0, 2)).toEqual([`E${SITES - 1} 1`, 'E0 0.5'])
  })

  it('of a site that is split by its elements is the part of those in the numerator, or that may be', () => {
    const on = { function: 'ran.5g.gnb', inService: '2021-01-01' }
    const rows = {
      sites: [
        { site: 'A', premises: 100 },
        { site: 'B', premises: 60 },
        { site: 'C', premises: 80 },
      ],
      elements: [
        { ...on, element: 'A1', site: 'A', vendor: 'Huawei' },
        { ...on, element: 'A2', site: 'A', vendor: 'Nokia' },
        { ...on, element: 'B1', site: 'B', vendor: 'Huawei' },
        { ...on, element: 'C1', site: 'C', vendor: 'Huawei' },
        { ...on, element: 'C2', site: 'C', vendor: 'Hauwei' },
        { ...on, element: 'C3', site: 'C', vendor: 'Nokia' },
        { ...on, element: 'C4', site: 'C', vendor: 'Nokia' },
      ],
    }
    const metric = { count: 'sites', weight: 'premises', attribution: 'weighted' }
    expect(weightsOf(rows, metric)).toEqual(['B 60', 'A 50', 'C 40'])
  })
})

describe('all that matters', () => {
  it('is what the report names, and what it leaves out', () => {
    const rules = [
      { kind: 'exclusion', scope: numerator },
      { kind: 'notification', scope: numerator, notice: '1 day' },
      { kind: 'exclusion', scope: {}, addressees: { tiers: [2] } },
    ] as const
    const plan = [{ date: '2024-01-01', action: 'remove', element: 'E7' }]
    const answer = judgeRules(question({ ...world(() => ({})), plan }, [pack(rules)], asked), BOOK)
    for (const [place, { matter }] of answer.rules.entries()) {
      const all = [...answer.matterOf(place, 1_000_000)]
      expect([...answer.matterOf(place, 100)]).toEqual(matter.entries)
      expect(all.slice(0, 100)).toEqual(matter.entries)
      expect(all.length).toBe(matter.total)
    }
    expect(answer.rules.map(({ matter }) => matter.total)).toEqual([SITES, 1, 0])
  })

  it('is described one by one, as it is asked for', () => {
    const { estate, matterOf } = judgeRules(
      question(
        world(() => ({})),
        [exclusion],
        asked,
      ),
      BOOK,
    )
    const named = vi.spyOn(estate.entities, 'identifierOf')
    const entries = matterOf(0, 1_000_000)[Symbol.iterator]()
    for (let count = 0; count < 10; count++) expect(entries.next().value).toMatchObject({ identifier: `E${count}` })
    expect(named).toHaveBeenCalledTimes(10)
  })
})

describe('an explanation', () => {
  /** The sites whose days of service are looked at again, once all subjects have been counted by class. */
  function sitesVisited(columnsOf: (index: number) => Row, rules = exclusion): number {
    const asking = question(world(columnsOf), [rules], asked)
    const { estate } = buildEstate(asking, BOOK)
    const plan = planSweep(estate, asking, BOOK)
    const { statement, windows } = plan.readings[0]!
    const { possibleFrom } = estate.service
    const looks = new Uint8Array(SITES)
    possibleFrom.codes = new Proxy(possibleFrom.codes, {
      get(codes, place) {
        if (typeof place === 'string' && Number(place) < SITES) looks[Number(place)]! += 1
        return Reflect.get(codes, place, codes) as unknown
      },
    })
    const inquiry = { measure: windows[0]!.main[0]!, day: asking.asOf, lacksWeights: false, asker: statement.asker }
    const [explanation] = explainMeasures(estate, plan, [inquiry])
    expect([...explanation!.entries()].length).toBe(100)
    return looks.filter((count) => count > 1).length
  }

  it('visits no more sites than the heaviest subjects need', () => {
    expect(sitesVisited(() => ({}))).toBe(1000)
  })

  it('visits all sites while certain subjects may follow uncertain ones', () => {
    expect(sitesVisited((index) => ({ vendor: index < 2000 ? 'Nobody knows' : 'Huawei' }))).toBe(SITES)
  })

  it('passes over subjects that are surely not in the numerator', () => {
    expect(sitesVisited((index) => ({ vendor: index % 10 === 0 ? 'Huawei' : 'Nokia' }), capOf({}))).toBe(100)
  })
})

describe('a day that is asked about', () => {
  // Half of them are in service from 2021 on, the others from 2022 on; nothing is in breach before 2021.
  const growing = world((index) => ({ inService: index < 1000 ? '2021-01-01' : '2022-01-01' }))
  const on = (matterOn?: string) =>
    judge(growing, exclusion, { ...asked, from: '2020-01-01', ...(matterOn === undefined ? {} : { matterOn }) })[0]!

  it('has the subjects of that day, and leaves all else of the answer as it is', () => {
    const [plain, before, between] = [on(), on('2020-06-01'), on('2021-06-01')]
    expect(plain.matter).toMatchObject({ on: '2023-01-01', total: SITES })
    expect(before.matter).toMatchObject({ on: '2020-06-01', total: 0, entries: [] })
    expect(between.matter).toMatchObject({ on: '2021-06-01', total: 1000 })
    for (const { matter: _, coverage: __, ...other } of [before, between]) expect(plain).toMatchObject(other)
  })

  it('does not take from a rule that does not apply why it does not', () => {
    const weightless = { ...growing, elements: growing.elements.map((row) => ({ ...row, traffic: 0 })) }
    const cap = capOf({ weight: 'traffic' })
    const since = { ...asked, from: '2021-01-01' }
    const [plain] = judge(weightless, cap, since)
    const [other] = judge(weightless, cap, { ...since, matterOn: '2021-06-01' })
    expect(plain!.verdict).toBe('not applicable')
    expect(plain!.why).toContain('nothing to take a share of')
    expect(other!.why).toBe(plain!.why)
    expect(other!.sentence).toBe(plain!.sentence)
  })

  it('is judged where it lies outside of the horizon', () => {
    expect(on('2035-01-01').matter).toMatchObject({ on: '2035-01-01', total: SITES })
  })
})
