import { describe, expect, it } from 'vitest'
import { describeFault } from '#model/fault.ts'
import { BOOK, facts, judge, pack, question, timelineOf } from '../fixtures/small-world.ts'
import { buildVendorBook } from '../vendors/index.ts'
import { checkRuleNames } from './check-rule-names.ts'
import { judgeRules } from './judge-rules.ts'

const cap = {
  kind: 'cap',
  limit: '35 %',
  deadline: '2023-07-31',
  clause: 'clause 3',
  scope: { where: { function: ['ran'], technology: ['5G'] } },
  metrics: [
    {
      name: 'sites',
      count: 'sites',
      numerator: { where: { vendor: { designated: 'hrv' } } },
      attribution: 'any',
      sharedSites: 'once',
    },
  ],
} as const
const gnb = (count: number, vendor: string, columns = {}) =>
  Array.from({ length: count }, (_, index) => ({
    element: `${vendor} ${index + 1}`,
    site: `${vendor} site ${index + 1}`,
    vendor,
    function: 'ran.5g.gnb',
    inService: '2021-01-01',
    ...columns,
  }))
const world = (elements: readonly Record<string, string | number>[], more = {}) => ({
  sites: [...new Set(elements.map(({ site }) => String(site)))].map((site) => ({ site })),
  elements,
  ...more,
})

describe('a cap with several metrics', () => {
  const share = { numerator: cap.metrics[0].numerator, attribution: 'any', sharedSites: 'once', count: 'elements' }
  const elements = { ...share, name: 'elements' }
  const traffic = { ...share, name: 'traffic', weight: 'traffic' }
  const two = pack([{ ...cap, deadline: undefined, metrics: [elements, traffic] }])
  const grown = { subject: 'element', identifier: 'Huawei 1', measure: 'traffic', from: '2025-01-01', value: 5000 }

  it('shows on the day judged the metric nearest to the limit then, and explains a later breach by the one that makes it', () => {
    const rows = world([...gnb(35, 'Huawei', { traffic: 1 }), ...gnb(65, 'Nokia', { traffic: 9 })], {
      weights: [grown],
    })
    const [result] = judge(rows, two, { asOf: '2023-08-01', to: '2025-06-01' })
    expect(result).toMatchObject({
      verdict: 'met',
      nextBreach: '2025-01-01',
      bindingMetric: 'elements',
      matter: { on: '2025-01-01', metric: 'traffic' },
    })
    expect(result!.matter.entries[0]).toMatchObject({ identifier: 'Huawei 1', weight: 5_000_000 })
    expect(result!.metrics.map(({ headroom }) => headroom!.swaps)).toEqual([0, 182_000])
  })

  it('shows a metric that is not known before one that is met, and one that is missed before both', () => {
    const unknown = { traffic: 'unknown' }
    const [met] = judge(world([...gnb(1, 'Huawei', unknown), ...gnb(9, 'Nokia', { traffic: 9 })]), two, {
      asOf: '2023-08-01',
    })
    expect(met).toMatchObject({ verdict: 'cannot be shown', bindingMetric: 'traffic', coverage: [{ uncertain: null }] })
    const [missed] = judge(world([...gnb(6, 'Huawei', unknown), ...gnb(4, 'Nokia', { traffic: 9 })]), two, {
      asOf: '2023-08-01',
    })
    expect(missed).toMatchObject({ verdict: 'not met', bindingMetric: 'elements' })
  })

  it('surely bites below the largest known share, and at any limit where a share is not known', () => {
    const rows = world([...gnb(1, 'Huawei', { traffic: 'unknown' }), ...gnb(9, 'Nokia', { traffic: 9 })])
    const [result] = judge(rows, two, { asOf: '2023-08-01' })
    expect(result!.bite).toEqual({ limit: { low: 0.1, high: null, on: '2023-08-01' } })
    expect(result!.metrics.map(({ headroom }) => headroom?.swaps)).toEqual([2, undefined])
  })
})

describe('a cap of 35 % by 31 July 2023', () => {
  it('is met by exactly 35 of 100 sites, with no swap and no new build to spare', () => {
    const [result] = judge(world([...gnb(35, 'Huawei'), ...gnb(65, 'Nokia')]), pack([cap]), { asOf: '2023-08-01' })
    expect(result).toMatchObject({
      verdict: 'met',
      bindingMetric: 'sites',
      metrics: [{ headroom: { swaps: 0, newBuilds: 0 } }],
    })
    expect(result!.sentence).toBe(
      '35 % of sites (35 of 100) on 1 August 2023, against a limit of 35 %: met (clause 3).',
    )
  })

  it('leaves 30 of 100 sites room for five swaps, or for seven new builds', () => {
    const [result] = judge(world([...gnb(30, 'Huawei'), ...gnb(70, 'Nokia')]), pack([cap]), { asOf: '2023-08-01' })
    expect(result!.metrics[0]!.headroom).toMatchObject({ swaps: 5, newBuilds: 7 })
  })

  it('asks 40 of 100 sites for five swaps away, or for fifteen builds with others', () => {
    // 40 of 115 is 34.78 %; 40 of 114 is 35.09 %.
    const [result] = judge(world([...gnb(40, 'Huawei'), ...gnb(60, 'Nokia')]), pack([cap]), { asOf: '2023-08-01' })
    expect(result).toMatchObject({ verdict: 'not met', metrics: [{ headroom: { swaps: -5, newBuilds: -15 } }] })
  })

  it('is not said to be at its limit where it is just beyond', () => {
    const rows = world([...gnb(1751, 'Huawei'), ...gnb(3249, 'Nokia')])
    const [result] = judge(rows, pack([cap]), { asOf: '2023-08-01' })
    expect(result!.sentence).toContain('35.02 % of sites (1,751 of 5,000) on 1 August 2023, against a limit of 35 %')
    expect(result!.verdict).toBe('not met')
  })

  it('is not shown to be met while nobody knows on which sites the elements of the vendor stand', () => {
    const unsited = gnb(9, 'Huawei', { site: '' })
    const rows = { sites: [{ site: 'S1' }], elements: [...unsited, ...gnb(1, 'Nokia', { site: 'S1' })] }
    const [result] = judge(rows, pack([cap]), { asOf: '2023-08-01' })
    expect(result).toMatchObject({
      verdict: 'cannot be shown',
      metrics: [{ low: 0, high: 1 }],
      coverage: [{ known: 0, uncertain: 10, reasons: [{ what: 'site not known', count: 9 }] }],
    })
  })

  describe('of what is shared by operators', () => {
    const shared = (own: number, others: number, operators: string) => {
      const metrics = [{ ...cap.metrics[0], count: 'elements', sharedSites: 'operatorWeight' }]
      const rows = world([...gnb(own, 'Huawei'), ...gnb(others, 'Nokia', { operators })])
      return judge(rows, pack([{ ...cap, metrics }]), { asOf: '2023-08-01' })[0]!
    }

    it('counts the exact part: thirty-nine thirds beside seven are just within it', () => {
      const result = shared(7, 39, 'North Mobile:1|South:2')
      expect(result).toMatchObject({ verdict: 'met', metrics: [{ headroom: { swaps: 0 } }] })
      expect(result.metrics[0]).toMatchObject({
        low: 0.35,
        high: 0.35,
        unit: 'thousandths of elements',
        numerator: { low: 7000, high: 7000 },
      })
    })

    it('tells sums of parts in thousandths, their ends rounded outwards', () => {
      const [metric] = shared(7, 40, 'North Mobile:1|South:2').metrics
      expect(metric).toMatchObject({ low: 21 / 61, high: 21 / 61, denominator: { low: 20333, high: 20334 } })
    })

    it('lies between thousandths where no small number of parts makes all of them whole', () => {
      const result = shared(7, 39, 'North Mobile:1|South:30000')
      expect(result).toMatchObject({ verdict: 'not met' })
      expect(result.metrics[0]).toMatchObject({ low: 7000 / 7039, high: 1 })
    })
  })

  it('is no surer than the day its edition took effect', () => {
    const editions = [
      { edition: '1', announced: '2020-01-01', effective: '2020-01-01', provenance: 'reported', sources: [] },
    ]
    const [result] = judge(world(gnb(1, 'Nokia')), pack([cap], { editions }), { asOf: '2023-08-01' })
    expect(result!.provenance).toBe('reported')
  })

  it('is not yet due on its day, and missed from the day after', () => {
    const [result] = judge(world([...gnb(2, 'Huawei'), ...gnb(2, 'Nokia')]), pack([cap]), {
      asOf: '2023-07-31',
      from: '2023-07-29',
      to: '2023-08-02',
    })
    expect(result!.verdict).toBe('not yet due: the plan misses it')
    expect(timelineOf(result!)[0]).toBe('2023-07-29..2023-07-31 not yet due')
    expect(result).toMatchObject({ firstBreach: '2023-08-01', dueFrom: '2023-08-01' })
  })

  it('is met by a plan that swaps on the last day, the old element still counting on it', () => {
    const plan = [{ date: '2023-07-31', action: 'replace', element: 'Huawei 2', vendor: 'Nokia' }]
    const rows = world([...gnb(2, 'Huawei'), ...gnb(2, 'Nokia')], { plan })
    const [result] = judge(rows, pack([cap]), { asOf: '2023-06-01', from: '2023-07-30' })
    expect(result!.verdict).toBe('not yet due: the plan meets it')
    // On the day of the swap both elements of the site are there: 2 of 4; from the next day 1 of 4.
    expect(result!.metrics[0]!.steps.slice(-2)).toEqual([
      { from: '2023-06-01', low: 0.5, high: 0.5 },
      { from: '2023-08-01', low: 0.25, high: 0.25 },
    ])
  })

  it('is missed by one day by a plan that swaps on the day after', () => {
    const plan = [{ date: '2023-08-01', action: 'replace', element: 'Huawei 2', vendor: 'Nokia' }]
    const rows = world([...gnb(2, 'Huawei'), ...gnb(2, 'Nokia')], { plan })
    const [result] = judge(rows, pack([cap]), { asOf: '2023-06-01', from: '2023-07-30' })
    expect(result!.verdict).toBe('not yet due: the plan misses it')
    expect(timelineOf(result!)).toContain('2023-08-01..2023-08-01 not met')
  })

  it('cannot be shown where a vendor is not known, and says so as an interval', () => {
    const rows = world([...gnb(31, 'Huawei'), ...gnb(62, 'Nokia'), ...gnb(7, 'Hauwei')])
    const [result] = judge(rows, pack([cap]), { asOf: '2023-08-01' })
    expect(result).toMatchObject({
      verdict: 'cannot be shown',
      coverage: [{ on: '2023-08-01', unit: 'sites', known: 93, uncertain: 7 }],
    })
    expect(result!.metrics[0]).toMatchObject({ low: 0.31, high: 0.38 })
    expect(result!.sentence).toContain('31 – 38 % of sites')
    expect(result!.coverage[0]!.reasons).toEqual([{ what: 'vendor not known, or its ownership in doubt', count: 7 }])
  })

  it('counts a vendor’s former subsidiary until the day it was sold', () => {
    const rows = world([
      ...gnb(1, 'Honor', { inService: '2020-01-01' }),
      ...gnb(1, 'Nokia', { inService: '2020-01-01' }),
    ])
    const [result] = judge(rows, pack([{ ...cap, deadline: undefined }]), { asOf: '2021-01-01', from: '2020-11-15' })
    expect(timelineOf(result!)).toEqual([
      '2020-11-15..2020-11-16 not met',
      expect.stringMatching(/^2020-11-17\.\..* met$/),
    ])
  })

  it('is not evaluated before the day from which history is known', () => {
    const rows = world([...gnb(1, 'Huawei'), ...gnb(1, 'Nokia')])
    const [result] = judge(rows, pack([{ ...cap, deadline: undefined }]), {
      asOf: '2023-01-01',
      from: '2022-12-30',
      historyKnownFrom: 19358,
    })
    expect(timelineOf(result!).slice(0, 2)).toEqual([
      '2022-12-30..2022-12-31 not evaluated',
      expect.stringMatching(/^2023-01-01\.\..* not met$/),
    ])
  })

  it('shows no figure of a day of which history is not known, be it due or not', () => {
    const rows = world([...gnb(1, 'Huawei'), ...gnb(1, 'Nokia')])
    const [result] = judge(rows, pack([cap]), { asOf: '2022-12-30', historyKnownFrom: 19358 })
    const [metric] = result!.metrics
    expect(metric).toMatchObject({
      low: null,
      high: null,
      steps: [
        { low: null, high: null },
        { from: '2023-01-01', low: 0.5 },
      ],
    })
    expect([metric!.numerator, metric!.headroom]).toEqual([undefined, undefined])
    expect(result!.coverage.map(({ on }) => on)).toEqual(['2023-08-01'])
    expect(result!.sentence).toContain('share of sites that nobody can tell, for history is not known')
  })

  it('of what weighs nothing is not applicable, and says that it is the weights', () => {
    const ofTraffic = { ...cap, metrics: [{ ...cap.metrics[0]!, count: 'elements', weight: 'traffic' }] }
    const rows = world([...gnb(1, 'Huawei'), ...gnb(1, 'Nokia')].map((row) => ({ ...row, traffic: 0 })))
    const [now] = judge(rows, pack([ofTraffic]), { asOf: '2023-08-01' })
    expect(now).toMatchObject({
      verdict: 'not applicable',
      why: 'nothing to take a share of: the traffic of all in its scope is 0',
    })
    expect(now!.sentence).toContain('Not applicable: nothing to take a share of: the traffic of all in its scope is 0')
    const [before] = judge(rows, pack([ofTraffic]), { asOf: '2022-12-30' })
    expect(before!.why).toMatch(/^not yet due, .* is there anything of any weight in its scope$/)
    const [nothing] = judge(world([]), pack([ofTraffic]), { asOf: '2023-08-01' })
    expect(nothing!.why).toBe('nothing of any weight in its scope, or not in force, on the day')
  })

  it('is not applicable where nothing of its scope is there on any day on which it is due', () => {
    const fibre = { ...cap, scope: { where: { function: ['access.fttp'] } } }
    const [result] = judge(world(gnb(2, 'Nokia')), pack([fibre]), { asOf: '2023-06-01' })
    expect(result).toMatchObject({
      verdict: 'not applicable',
      why: 'not yet due, and on no day of the horizon on which it is due is there anything in its scope',
    })
    const later = [
      ...gnb(2, 'Nokia'),
      { element: 'OLT', vendor: 'Nokia', function: 'access.fttp.olt', inService: '2023-09-01', site: 'S' },
    ]
    expect(judge(world(later), pack([fibre]), { asOf: '2023-06-01' })[0]!.verdict).toBe(
      'not yet due: the plan meets it',
    )
  })

  it('may be advice in a pack that binds, edition by edition', () => {
    const rows = world([...gnb(2, 'Huawei'), ...gnb(2, 'Nokia')])
    const editions = [
      { edition: '1', announced: '2020-01-01', effective: '2020-01-01', provenance: 'verified', sources: [] },
      { edition: '2', announced: '2020-01-01', effective: '2024-01-01', provenance: 'verified', sources: [] },
    ]
    const rules = pack(
      [
        { ...cap, id: 'R', editions: ['1'], force: 'advice' },
        { ...cap, id: 'R', editions: ['2'] },
      ],
      { editions },
    )
    const told = (asOf: string) => judge(rows, rules, { asOf })[0]!
    expect(told('2023-08-01')).toMatchObject({
      force: 'advice',
      sentence: expect.stringContaining('departed from since'),
    })
    expect(told('2024-01-01')).toMatchObject({ force: 'binding', sentence: expect.stringContaining('not met since') })
  })

  it('surely misses no limit on days on which what it depends on is only possible', () => {
    const when = { present: { where: { function: ['core.5g'] } }, within: 'network' }
    const rows = (inService: string) =>
      world([
        ...gnb(1, 'Huawei'),
        ...gnb(1, 'Nokia'),
        { element: 'AMF', site: 'DC', vendor: 'Nokia', function: 'core.5g.amf', inService },
      ])
    const biteOf = (inService: string) => judge(rows(inService), pack([{ ...cap, when }]), { asOf: '2023-08-01' })[0]!
    expect(biteOf('2020-01-01')).toMatchObject({ verdict: 'not met', bite: { limit: { low: 0.5, high: 0.5 } } })
    expect(biteOf('unknown')).toMatchObject({
      verdict: 'cannot be shown',
      bite: { limit: { low: 0, high: 0.5 } },
      coverage: [
        {
          known: 0,
          uncertain: 2,
          reasons: [{ what: 'not known whether the network holds what the rule depends on', count: 2 }],
        },
      ],
    })
  })

  it('is said to be departed from, not broken, where it is advice', () => {
    const rows = world([...gnb(2, 'Huawei'), ...gnb(2, 'Nokia')])
    const [result] = judge(rows, pack([cap], { force: 'advice', status: 'advice' }), { asOf: '2023-08-01' })
    expect(result!.sentence).toContain('departed from since 1 August 2023')
  })

  it('never yields a plain verdict on an assumed fact', () => {
    const rows = world([...gnb(2, 'Huawei'), ...gnb(2, 'Nokia')])
    const assumes = [{ what: 'a mixed site counts whole' }]
    const [result] = judge(rows, pack([{ ...cap, assumes }]), { asOf: '2023-08-01' })
    expect(result).toMatchObject({
      verdict: 'not met',
      onAssumedFacts: true,
      provenance: 'assumed',
      assumes: ['a mixed site counts whole'],
    })
  })
})

describe('a ban', () => {
  const removal = {
    kind: 'removal',
    deadline: '2023-12-31',
    scope: { where: { function: ['core'], vendor: { designated: 'hrv' } } },
  } as const
  const core = (element: string, removed: string) => ({
    element,
    vendor: 'Huawei',
    kind: 'virtual',
    function: 'core.2g3g.msc',
    inService: '2015-01-01',
    removed,
  })

  it('is missed by one element of a hundred: it is a presence test, never a share', () => {
    const elements = Array.from({ length: 100 }, (_, index) =>
      core(`MSC ${index}`, index === 0 ? '2024-02-29' : '2023-06-30'),
    )
    const [result] = judge({ elements }, pack([removal]), { asOf: '2024-01-01', from: '2023-12-30', to: '2024-03-02' })
    expect(result).toMatchObject({
      verdict: 'not met',
      firstBreach: '2024-01-01',
      matter: { total: 1 },
      bite: { earliestDeadline: '2024-02-29' },
    })
    expect(timelineOf(result!).slice(0, 3)).toEqual([
      '2023-12-30..2023-12-31 not yet due',
      '2024-01-01..2024-02-29 not met',
      expect.stringMatching(/^2024-03-01\.\..* met$/),
    ])
    expect(result!.matter.entries[0]).toMatchObject({
      identifier: 'MSC 0',
      file: 'elements.csv',
      line: 2,
      answer: 'yes',
    })
  })

  it('waived for that element is still not met, and says until when and by whom', () => {
    const waivers = [
      {
        rule: 'R1',
        scope: 'element=MSC 0',
        approver: 'the Secretary of State',
        from: '2024-01-01',
        until: '2024-01-31',
      },
    ]
    const rows = { elements: [core('MSC 0', '2024-02-29')], waivers }
    const [result] = judge(rows, pack([removal]), { asOf: '2024-01-15', from: '2024-01-01', to: '2024-03-02' })
    expect(result).toMatchObject({
      verdict: 'not met',
      waivedUntil: '2024-01-31',
      waivers: [{ approver: 'the Secretary of State' }],
    })
    expect(timelineOf(result!).slice(0, 2)).toEqual([
      '2024-01-01..2024-01-31 not met, waived',
      '2024-02-01..2024-02-29 not met',
    ])
  })

  it('is waived where all that may be in breach is covered, so that more in breach and covered is no better', () => {
    const waiver = { rule: 'R1', approver: 'the minister', from: '2024-01-01', until: '2024-01-31' }
    const waivers = ['MSC 0', 'MSC 1'].map((element) => ({ ...waiver, scope: `element=${element}` }))
    const doubtful = { ...core('MSC 1', ''), vendor: '' }
    const judged = (elements: ReturnType<typeof core>[]) =>
      judge({ elements, waivers }, pack([removal]), { asOf: '2024-01-15', from: '2024-01-01', to: '2024-03-02' })[0]!
    expect(judged([doubtful])).toMatchObject({ verdict: 'cannot be shown', waivedUntil: '2024-01-31' })
    expect(judged([doubtful]).sentence).toMatch(/, waived until 31 January 2024[.]$/)
    expect(judged([doubtful]).nextPossibleBreach).toBe('2024-02-01')
    expect(judged([doubtful, core('MSC 0', '')])).toMatchObject({ verdict: 'not met', waivedUntil: '2024-01-31' })
  })

  it('is waived and open where something that no waiver covers may be in breach, and breaks possibly from then on', () => {
    const waivers = [
      { rule: 'R1', scope: 'element=MSC 0', approver: 'the minister', from: '2024-01-01', until: '2024-01-31' },
    ]
    const doubtful = { ...core('MSC 1', ''), vendor: '', inService: '2024-01-10', installed: '2024-01-10' }
    const rows = { elements: [core('MSC 0', ''), doubtful], waivers }
    const days = { from: '2024-01-01', to: '2024-03-02' }
    const [result] = judge(rows, pack([removal]), { asOf: '2024-01-15', ...days })
    expect(result).toMatchObject({ verdict: 'not met', waivedUntil: '2024-01-31', beyondWaiver: 'cannot be shown' })
    expect(result!.sentence).toMatch(
      /, waived until 31 January 2024; it cannot be shown that nothing else is in breach[.]$/,
    )
    expect(result!.timeline.slice(0, 2)).toEqual([
      { from: '2024-01-01', to: '2024-01-09', state: 'not met', waived: true },
      { from: '2024-01-10', to: '2024-01-31', state: 'not met', waived: true, beyondWaiver: 'cannot be shown' },
    ])
    const [before] = judge(rows, pack([removal]), { asOf: '2024-01-05', ...days })
    expect(before).toMatchObject({ nextPossibleBreach: '2024-01-10', nextBreach: '2024-02-01' })
    expect(before).not.toHaveProperty('beyondWaiver')
  })

  it('is not evaluated before the day from which history is known, unless it is seen broken', () => {
    const judgeEarly = (rows: Parameters<typeof judge>[0]) =>
      judge(rows, pack([{ ...removal, deadline: undefined }]), { asOf: '2022-12-30', historyKnownFrom: 19358 })
    const [gone] = judgeEarly({ elements: [core('MSC 0', '2022-01-01')] })
    expect(gone).toMatchObject({ verdict: 'not evaluated' })
    expect(gone!.sentence).toContain('history is not known before 2023-01-01')
    const [there] = judgeEarly({ elements: [core('MSC 0', '')] })
    expect(there).toMatchObject({ verdict: 'not met' })
  })

  it('is waived no longer than the last of its subjects, whatever else a waiver of the rule covers', () => {
    const waiver = { rule: 'R1', approver: 'the Secretary of State', from: '2024-01-01' }
    const waivers = [
      { ...waiver, scope: 'element=MSC 0', until: '2024-01-31' },
      { ...waiver, scope: 'element=MSC 1', until: '2030-12-31' },
    ]
    const rows = { elements: [core('MSC 0', '2024-02-29'), { ...core('MSC 1', ''), vendor: 'Nokia' }], waivers }
    const [result] = judge(rows, pack([removal]), { asOf: '2024-01-15', from: '2024-01-01', to: '2024-03-02' })
    expect(result!.waivedUntil).toBe('2024-01-31')
    expect(result!.sentence).toMatch(/waived until 31 January 2024[.]$/)
  })

  it('is waived by waivers that follow on one another until the last of them ends', () => {
    const waiver = { rule: 'R1', scope: 'element=MSC 0', approver: 'the Secretary of State' }
    const waivers = [
      { ...waiver, from: '2024-01-01', until: '2024-01-31' },
      { ...waiver, from: '2024-02-01', until: '2024-02-10' },
    ]
    const rows = { elements: [core('MSC 0', '2024-02-29')], waivers }
    const [result] = judge(rows, pack([removal]), { asOf: '2024-01-15', from: '2024-01-01', to: '2024-03-02' })
    expect(result!.waivedUntil).toBe('2024-02-10')
  })

  it('is waived until the waiver ends, though what is doubtful today is certain before', () => {
    const waivers = [
      { rule: 'R1', scope: '*', approver: 'the Secretary of State', from: '2023-01-01', until: '2024-01-31' },
    ]
    const arriving = { ...core('MSC 0', ''), installed: '2023-06-01..2024-01-20', inService: '2023-06-01..2024-01-20' }
    const asked = { asOf: '2024-01-15', from: '2024-01-01', to: '2024-03-02' }
    const [result] = judge({ elements: [arriving], waivers }, pack([removal]), asked)
    expect(result).toMatchObject({ verdict: 'cannot be shown', waivedUntil: '2024-01-31' })
    expect(timelineOf(result!).slice(0, 2)).toEqual([
      '2024-01-01..2024-01-19 cannot be shown, waived',
      '2024-01-20..2024-01-31 not met, waived',
    ])
  })

  it('breaks next when the waiver ends, and waived before it is due is missed by the plan all the same', () => {
    const waivers = [
      { rule: 'R1', scope: '*', approver: 'the Secretary of State', from: '2023-01-01', until: '2024-01-31' },
    ]
    const days = { from: '2023-12-01', to: '2024-03-02' }
    const [waived] = judge({ elements: [core('MSC 0', '')], waivers }, pack([removal]), { asOf: '2024-01-15', ...days })
    expect(waived).toMatchObject({
      waivedUntil: '2024-01-31',
      nextBreach: '2024-02-01',
      nextPossibleBreach: '2024-02-01',
    })
    const rows = { elements: [core('MSC 0', '2024-01-20')], waivers }
    const [planned] = judge(rows, pack([removal]), { asOf: '2023-12-15', ...days })
    expect(planned).toMatchObject({ verdict: 'not yet due: the plan misses it' })
    expect(planned!.sentence).toContain('the plan misses it from 1 January 2024')
    expect(planned).not.toHaveProperty('nextBreach')
  })

  it('that is not met today does not break anew when it can no longer be shown to be', () => {
    const elements = [core('MSC 0', '2024-02-10'), core('MSC 1', '2024-02-01..2024-02-28')]
    const [result] = judge({ elements }, pack([removal]), { asOf: '2024-01-15', from: '2023-12-01', to: '2024-03-10' })
    expect(timelineOf(result!).join('; ')).toContain('cannot be shown')
    expect(result).not.toHaveProperty('nextPossibleBreach')
  })

  it('is waived until the end of the horizon or later where the waiver reaches it', () => {
    const waivers = [
      { rule: 'R1', scope: '*', approver: 'the Secretary of State', from: '2024-01-01', until: '2030-12-31' },
    ]
    const rows = { elements: [core('MSC 0', '')], waivers }
    const [result] = judge(rows, pack([removal]), { asOf: '2024-01-15', from: '2024-01-01', to: '2026-03-02' })
    expect(result!.sentence).toMatch(/waived until 2 March 2026 or later[.]$/)
  })

  it('missed on the first day of the horizon is so since then or earlier, unless it fell due on that day', () => {
    const rows = { elements: [core('MSC 0', '')] }
    const sentence = (from: string) => judge(rows, pack([removal]), { asOf: '2024-03-01', from })[0]!.sentence
    expect(sentence('2023-12-31')).toMatch(/not met since 1 January 2024[.]$/)
    expect(sentence('2024-01-01')).toMatch(/not met since 1 January 2024[.]$/)
    expect(sentence('2024-01-02')).toMatch(/not met since 2 January 2024 or earlier[.]$/)
    const breach = (from: string) => judge(rows, pack([removal]), { asOf: '2024-03-01', from })[0]!
    expect(breach('2024-01-01')).not.toHaveProperty('firstBreachOrEarlier')
    expect(breach('2024-01-01')).not.toHaveProperty('firstPossibleBreachOrEarlier')
    expect(breach('2024-01-02')).toMatchObject({
      firstBreach: '2024-01-02',
      firstBreachOrEarlier: true,
      firstPossibleBreach: '2024-01-02',
      firstPossibleBreachOrEarlier: true,
    })
  })

  it('does not count what only serves another operator', () => {
    const rows = { elements: [{ ...core('MSC 0', ''), operators: 'South Mobile:1' }] }
    expect(judge(rows, pack([removal]), { asOf: '2024-01-15' })[0]!.verdict).toBe('met')
  })

  it('counts what serves the operator in whatever case it is spelled', () => {
    const rows = { elements: [{ ...core('MSC 0', ''), operators: 'north  MOBILE:1' }] }
    const asked = { asOf: '2024-01-15', operator: { name: 'North Mobile' } }
    const packed = pack([removal], { addressees: { operators: ['NORTH MOBILE'] } })
    expect(judge(rows, packed, asked)[0]!.verdict).toBe('not met')
  })

  it('passes over no product for its spelling, and takes none for another', () => {
    const rows = {
      elements: ['ma 5800_X7', 'MA58000'].map((product, index) => ({ ...core(`MSC ${index}`, ''), product })),
    }
    const [result] = judge(rows, pack([{ ...removal, scope: { where: { product: ['MA-5800 *'] } } }]), {
      asOf: '2024-01-15',
    })
    expect(result).toMatchObject({ verdict: 'not met', matter: { total: 1, entries: [{ product: 'ma 5800_X7' }] } })
  })

  it('speaks only to those it is addressed to', () => {
    const rows = { elements: [core('MSC 0', '')] }
    const asked = { asOf: '2024-01-15', operator: { name: 'North Mobile' } }
    const [named] = judge(rows, pack([removal], { addressees: { operators: ['South Mobile'] } }), asked)
    const [open] = judge(
      rows,
      pack([removal], { addressees: { operators: ['South Mobile'], incomplete: true } }),
      asked,
    )
    const [tier] = judge(rows, pack([{ ...removal, addressees: { tiers: [1] } }]), asked)
    expect([named!.verdict, open!.verdict, tier!.verdict]).toEqual(['not applicable', 'not evaluated', 'not evaluated'])
  })
})

describe('a product line that changed hands', () => {
  const book = buildVendorBook([
    {
      vendors: [
        {
          id: 'old',
          name: 'Old Networks',
          products: [{ pattern: 'Line*', vendor: 'new', from: '2021-10', source: 'the press of October 2021' }],
        },
        { id: 'new', name: 'New Networks' },
      ],
    },
  ])
  const element = { element: 'A', function: 'platform.datacentre', vendor: 'Old Networks', inService: '2015-01-01' }
  const rows = {
    elements: [
      { ...element, product: 'Line 6740' },
      { ...element, element: 'B', product: 'Other 1' },
    ],
  }
  const asked = { asOf: '2022-06-01', from: '2021-01-01', to: '2022-06-01' }
  const spellsOf = (rule: Parameters<typeof pack>[0][number]) =>
    timelineOf(judgeRules(question(rows, [pack([rule])], asked), book).rules[0]!)

  it('is its first vendor’s until that day and the next one’s from then on; within an unsure month it may be either', () => {
    expect(spellsOf({ kind: 'exclusion', scope: { where: { vendor: { is: ['new'] } } } })).toEqual([
      '2021-01-01..2021-09-30 met',
      '2021-10-01..2021-10-30 cannot be shown',
      '2021-10-31..2022-06-01 not met',
    ])
  })

  it('makes a second vendor of one', () => {
    expect(spellsOf({ kind: 'diversity', atLeast: 2, role: 'brand', scope: {} })).toEqual([
      '2021-01-01..2021-09-30 not met',
      '2021-10-01..2021-10-30 cannot be shown',
      '2021-10-31..2022-06-01 met',
    ])
  })
})

describe('a rule for holders of licences', () => {
  it('is not evaluated where the operator names a band otherwise than the rule', () => {
    const addressees = { licences: ['3.5GHz'] }
    const verdictOf = (...licences: string[]) => {
      const operator = { name: 'North Mobile', licences }
      return judge({ elements: [] }, pack([{ kind: 'removal', addressees }]), { asOf: '2024-01-01', operator })[0]!
        .verdict
    }
    expect(['n78', '3400-3800 MHz', 'Band 42'].map((licence) => verdictOf('700MHz', licence))).toEqual([
      'not evaluated',
      'not evaluated',
      'not evaluated',
    ])
    expect(verdictOf('3500 MHz', 'n78')).toBe('met')
    expect(verdictOf('700MHz', 'public telephony')).toBe('not applicable')
  })

  it('says whom it addresses, and that the operator states no such licence', () => {
    const rules = [{ kind: 'removal', addressees: { licences: ['federal contractor', 'grantee'] } } as const]
    const operator = { name: 'North Mobile', licences: ['carrier'] }
    expect(judge({}, pack(rules), { asOf: '2024-01-01', operator })[0]!.why).toBe(
      'addresses who holds `federal contractor` or `grantee`, and North Mobile states no such licence',
    )
  })
})

describe('editions', () => {
  const removal = { kind: 'removal', scope: { where: { vendor: { designated: 'hrv' } } } } as const
  const edition = (name: string, announced: string, effective: string) =>
    ({ edition: name, announced, effective, provenance: 'verified', sources: [] }) as const
  const twoEditions = pack(
    [
      { ...removal, id: 'R', editions: ['first'], deadline: '2023-01-28' },
      { ...removal, id: 'R', editions: ['second'], deadline: '2023-12-31' },
    ],
    { editions: [edition('first', '2020-07-14', '2020-07-14'), edition('second', '2022-10-13', '2022-10-13')] },
  )
  const rows = {
    elements: [
      { element: 'A', vendor: 'Huawei', function: 'core.ip.router', inService: '2015-01-01', removed: '2023-06-30' },
    ],
  }

  it('judge by what was known: before the second was announced, its later deadline saves nobody', () => {
    const [before] = judge(rows, twoEditions, { asOf: '2022-01-01', inventoryDate: '2022-01-01' })
    const [after] = judge(rows, twoEditions, { asOf: '2022-11-01', inventoryDate: '2022-01-01' })
    expect(before!.verdict).toBe('not yet due: the plan misses it')
    expect(after!.verdict).toBe('not yet due: the plan meets it')
  })

  it('that state another limit hold the figure against it on their days, and the report says which is when', () => {
    const cap = (limit: string) =>
      ({
        kind: 'cap',
        id: 'R',
        limit,
        metrics: [
          {
            name: 'share',
            count: 'elements',
            attribution: 'any',
            sharedSites: 'once',
            numerator: { where: { vendor: { designated: 'hrv' } } },
          },
        ],
      }) as const
    const editions = [edition('first', '2020-07-14', '2020-07-14'), edition('second', '2022-10-13', '2022-10-13')]
    const limitsOf = (first: string, second: string) => {
      const rules = [
        { ...cap(first), editions: ['first'] },
        { ...cap(second), editions: ['second'] },
      ]
      const asked = { asOf: '2023-01-01', from: '2020-01-01' }
      return judge(rows, pack(rules, { editions }), asked)[0]!.metrics.map(({ limit, limits }) => ({ limit, limits }))
    }
    expect(limitsOf('50 %', '35 %')).toEqual([
      {
        limit: 0.35,
        limits: [
          { from: '2020-07-14', to: '2022-10-12', limit: 0.5 },
          { from: '2022-10-13', to: '2023-10-14', limit: 0.35 },
        ],
      },
    ])
    expect(limitsOf('35 %', '35 %')).toEqual([{ limit: 0.35, limits: undefined }])
  })

  it('that measure otherwise are each measured by on their own days, and what one of them lacks has no figure then', () => {
    const metric = (name: string, vendor: 'hrv' | 'all') => ({
      name,
      count: 'elements' as const,
      attribution: 'any' as const,
      sharedSites: 'once' as const,
      numerator: vendor === 'hrv' ? { where: { vendor: { designated: 'hrv' } } } : { where: { function: ['core'] } },
    })
    const cap = (edition: string, metrics: ReturnType<typeof metric>[]) =>
      ({ kind: 'cap', id: 'R', editions: [edition], limit: '35 %', metrics }) as const
    const rules = [
      cap('first', [metric('share', 'all')]),
      cap('second', [metric('share', 'hrv'), metric('later', 'all')]),
    ]
    const editions = [edition('first', '2020-07-14', '2020-07-14'), edition('second', '2022-10-13', '2022-10-13')]
    const element = { vendor: 'Nokia', function: 'core.ip.router', inService: '2015-01-01' }
    const two = {
      elements: [
        { ...element, element: 'A', vendor: 'Huawei' },
        { ...element, element: 'B' },
      ],
    }
    const asked = { asOf: '2023-01-01', from: '2020-07-14', to: '2023-01-01' }
    expect(
      judge(two, pack(rules, { editions }), asked)[0]!.metrics.map(({ name, steps }) => ({ name, steps })),
    ).toEqual([
      {
        name: 'share',
        steps: [
          { from: '2020-07-14', low: 1, high: 1 },
          { from: '2022-10-13', low: 0.5, high: 0.5 },
        ],
      },
      {
        name: 'later',
        steps: [
          { from: '2020-07-14', low: null, high: null },
          { from: '2022-10-13', low: 1, high: 1 },
        ],
      },
    ])
  })

  it('that take effect later leave a duty that cannot be evaluated yet not applicable before', () => {
    const record = { kind: 'record', needs: 'records of what was done', about: 'what was done', scope: {} } as const
    const later = pack([record], { editions: [edition('first', '2023-06-01', '2023-07-01')] })
    const on = (asOf: string) => judge({}, later, { asOf, knownAt: '2024-01-01' })[0]!.verdict
    expect([on('2023-05-31'), on('2023-07-01')]).toEqual(['not applicable', 'not evaluated'])
  })

  it('leave a rule that asks for stock to the question that answers it, and name its scenarios', () => {
    const cover = { kind: 'stockCover', needs: 'stock', scope: {} } as const
    const under = (scenarios: string[]) => judge({}, pack([cover]), { asOf: '2023-01-01', scenarios })[0]!
    expect(under(['a', 'b'])).toMatchObject({
      verdict: 'not evaluated',
      why: 'judged by the analysis of spares, as on the first day of a scenario: a, b',
      answeredBy: { command: 'mainstay spares', scenarios: ['a', 'b'] },
      sentence: expect.stringMatching(/^Not judged here: judged by the analysis of spares/),
    })
    expect(under([]).why).toBe('judged by the analysis of spares, under a scenario: the workspace has none yet')
    const record = { kind: 'record', needs: 'records of what was done', scope: {} } as const
    expect(judge({}, pack([record]), { asOf: '2023-01-01' })[0]).not.toHaveProperty('answeredBy')
  })

  it('that come decide a verdict not yet due: what they assume, and from when it is due, are told', () => {
    const exclusion = { kind: 'exclusion', id: 'R', scope: removal.scope } as const
    const stated = (second: { deadline: string; provenance: 'assumed' | 'verified' }) =>
      pack(
        [
          { ...exclusion, editions: ['first'], deadline: '2030-12-31' },
          { ...exclusion, editions: ['second'], ...second },
        ],
        {
          editions: [edition('first', '2020-07-14', '2020-07-14'), edition('second', '2022-10-13', '2025-01-01')],
        },
      )
    const asked = { asOf: '2024-01-01', inventoryDate: '2024-01-01', to: '2027-12-31' }
    const inUse = { elements: [{ ...rows.elements[0], removed: '' }] }
    const missed = judge(inUse, stated({ deadline: '2025-12-31', provenance: 'assumed' }), asked)[0]!
    expect(missed).toMatchObject({
      verdict: 'not yet due: the plan misses it',
      deadline: '2025-12-31',
      dueFrom: '2026-01-01',
      nextBreach: '2026-01-01',
      provenance: 'assumed',
      onAssumedFacts: true,
    })
    expect(missed.sentence).toContain('due from 1 January 2026, and the plan misses it from 1 January 2026')
    const due = judge(inUse, stated({ deadline: '2025-12-31', provenance: 'assumed' }), {
      ...asked,
      asOf: '2024-06-01',
    })
    expect(due[0]).toMatchObject({ onAssumedFacts: true })
    expect(judge(inUse, stated({ deadline: '2025-12-31', provenance: 'verified' }), asked)[0]).toMatchObject({
      onAssumedFacts: false,
    })
  })

  it('not known on the day leave their rules not applicable, and the pack says why', () => {
    const [result] = judge(rows, twoEditions, { asOf: '2020-01-01', inventoryDate: '2022-01-01' })
    expect(result!.verdict).toBe('not applicable')
  })
})

describe('diversity', () => {
  const two = { kind: 'diversity', atLeast: 2, scope: { where: { function: ['ran'] } } } as const

  it('is shown by two vendors, refuted by one, and open with one and an unknown', () => {
    const on = { asOf: '2022-01-01' }
    expect(judge(world([...gnb(3, 'Huawei'), ...gnb(1, 'Nokia')]), pack([two]), on)[0]!.verdict).toBe('met')
    expect(judge(world(gnb(3, 'Huawei')), pack([two]), on)[0]!.verdict).toBe('not met')
    expect(judge(world([...gnb(3, 'Huawei'), ...gnb(1, 'Generic')]), pack([two]), on)[0]!.verdict).toBe(
      'cannot be shown',
    )
  })

  it('counts vendors under one controller once', () => {
    const rows = world([
      ...gnb(1, 'Huawei', { inService: '2019-01-01' }),
      ...gnb(1, 'Honor', { inService: '2019-01-01' }),
    ])
    expect(judge(rows, pack([two]), { asOf: '2020-06-01' })[0]!.verdict).toBe('not met')
    expect(judge(rows, pack([two]), { asOf: '2021-06-01' })[0]!.verdict).toBe('met')
  })
})

describe('a change that must be notified, made on a day that is not known', () => {
  const elements = [{ element: 'A', vendor: 'Nokia', function: 'ran.5g.gnb', inService: '2020-01-01' }]
  const rule = pack([{ kind: 'notification', scope: { where: { function: ['ran'] } } }])
  const verdictOf = (date: string, notified: string) =>
    judge({ elements, plan: [{ date, action: 'remove', element: 'A', notified }] }, rule, {
      asOf: '2024-07-01',
      inventoryDate: '2024-01-01',
    })[0]!.verdict

  it('is in time up to the first of its days, late after the last, and may be either between', () => {
    const date = '2024-02-01..2024-06-30'
    expect(verdictOf(date, '2024-02-01')).toBe('met')
    expect(verdictOf(date, '2024-04-01')).toBe('cannot be shown')
    expect(verdictOf(date, '2024-07-01')).toBe('not met')
  })

  it('is perhaps made by a day inside the range, and so cannot be late for certain', () => {
    expect(verdictOf('2024-02-01..2024-12-31', '2025-01-01')).toBe('cannot be shown')
  })
})

describe('a rule that holds only beside another vendor', () => {
  const rule = (within: 'site' | 'network') =>
    ({
      kind: 'exclusion',
      scope: { where: { vendor: { is: ['nokia'] } } },
      when: { present: { where: { vendor: { is: ['huawei'] } } }, within },
    }) as const
  const element = (name: string, vendor: string, site: string) => ({
    element: name,
    vendor,
    site,
    function: 'ran.5g.gnb',
    inService: '2020-01-01',
  })

  it('on the same site, is blind to that vendor elsewhere', () => {
    const rows = {
      sites: [{ site: 'S1' }, { site: 'S2' }],
      elements: [element('A', 'Nokia', 'S1'), element('B', 'Huawei', 'S2')],
    }
    expect(judge(rows, pack([rule('site')]), { asOf: '2021-01-01' })[0]!.verdict).toBe('met')
    expect(judge(rows, pack([rule('network')]), { asOf: '2021-01-01' })[0]!.verdict).toBe('not met')
  })

  it('in a network without that vendor, is not applicable', () => {
    const rows = { sites: [{ site: 'S1' }], elements: [element('A', 'Nokia', 'S1')] }
    expect(judge(rows, pack([rule('network')]), { asOf: '2021-01-01' })[0]!.verdict).toBe('not applicable')
  })
})

describe('what the authority waived or authorised', () => {
  const waiver = { rule: 'R1', scope: '*', approver: 'the Minister', from: '2024-01-01', until: '2024-12-31' }
  const router = { element: 'ROUTER-1', vendor: 'Nokia', function: 'core.ip.router', inService: '2020-01-01' }
  const authorisation = { regime: 'R1', status: 'granted', from: '2024-01-01' }

  it('is a fault where it speaks of elements, sites or vendors that there are not', () => {
    const rows = {
      sites: [{ site: 'LDN-1' }],
      elements: [{ ...router, site: 'LDN-1' }],
      plan: [{ action: 'replace', element: 'ROUTER-1', successor: 'ROUTER-2', vendor: 'Nokia', date: '2024-09-01' }],
      waivers: ['element=ROUTER-1|ROUTER-2', 'element=ROUTER-9', 'site=LND-1', 'vendor=Hauwei; site=LDN-1'].map(
        (scope) => ({ ...waiver, scope }),
      ),
      authorisations: [{ ...authorisation, selector: 'element=ROUTR-1' }],
    }
    const { faults } = judgeRules(question(rows, [pack([{ kind: 'removal' }])], { asOf: '2024-06-01' }), BOOK)
    expect(faults.map(describeFault)).toEqual([
      'waivers.csv line 3, column scope: unknown element `ROUTER-9`; expected one of the elements',
      'waivers.csv line 4, column scope: unknown site `LND-1`; expected one of the sites; did you mean `LDN-1`?',
      'waivers.csv line 5, column scope: unknown vendor `Hauwei`; expected a name that stands for one vendor; did you mean `huawei`?',
      'authorisations.csv line 2, column selector: unknown element `ROUTR-1`; expected one of the elements; did you mean `ROUTER-1`?',
    ])
  })

  it('is told where it names a region, tag or product that nothing in the network has', () => {
    const rows = {
      sites: [{ site: 'LDN-1', region: 'Greater London', tags: 'natsec' }],
      elements: [{ ...router, site: 'LDN-1', product: '7750 SR-12', tags: 'leased' }],
      plan: [
        { action: 'change', selector: 'region=Greater Londn|Greater London', technologies: '5G', date: '2024-09-01' },
      ],
      waivers: ['region=Wales', 'siteTag=natsek', 'tag=leesed', 'product=7750*; kind=physical', 'product=7705*'].map(
        (scope) => ({ ...waiver, scope }),
      ),
    }
    const { faults } = judgeRules(question(rows, [pack([{ kind: 'removal' }])], { asOf: '2024-06-01' }), BOOK)
    expect(faults.map(describeFault)).toEqual([
      'plan.csv line 2, column selector: unknown region `Greater Londn`; expected a region of sites.csv; did you mean `Greater London`?',
      'waivers.csv line 2, column scope: unknown region `Wales`; expected a region of sites.csv',
      'waivers.csv line 3, column scope: unknown site tag `natsek`; expected a tag of sites.csv; did you mean `natsec`?',
      'waivers.csv line 4, column scope: unknown tag `leesed`; expected a tag of elements.csv; did you mean `leased`?',
      'waivers.csv line 6, column scope: unknown product `7705*`; expected a product of elements.csv',
    ])
    expect(faults.every(({ severity }) => severity === 'warning')).toBe(true)
  })

  it('and a control total are told of a region in which nothing of the network stands', () => {
    const total = { measure: 'sites', on: '2024-01-01', count: 1 }
    const rows = {
      sites: [{ site: 'LDN-1', region: 'North' }],
      elements: [{ ...router, site: 'LDN-1' }],
      totals: ['Nroth', 'north', '', 'unknown'].map((region) => ({ ...total, region })),
    }
    const { faults } = judgeRules(question(rows, [pack([{ kind: 'removal' }])], { asOf: '2024-06-01' }), BOOK)
    expect(faults.map(describeFault)).toEqual([
      'totals.csv line 2, column region: unknown region `Nroth`; expected a region of sites.csv; did you mean `North`?',
    ])
    expect(faults[0]!.severity).toBe('warning')
  })

  it('means an element by what it carries for certain on some day of its life, and by no other configuration', () => {
    const verdictOf = (columns: Record<string, string>) => {
      const rows = {
        elements: [{ ...router, technologies: '5G', technologiesBefore: '4G', ...columns }],
        authorisations: [{ ...authorisation, selector: 'technology=5G' }],
      }
      return judge(rows, pack([{ kind: 'authorisation' }]), { asOf: '2024-04-01', inventoryDate: '2025-02-01' })[0]!
        .verdict
    }
    const changed = { technologyChanged: '2024-11-30' }
    expect(verdictOf(changed)).toBe('cannot be shown')
    expect(verdictOf({ ...changed, knownFrom: '2024-01-01' })).toBe('met')
    expect(verdictOf({ ...changed, knownFrom: '2024-01-01', removed: '2024-05-01' })).toBe('cannot be shown')
    expect(verdictOf({ ...changed, knownFrom: '2024-01-01', removed: '2024-11-30' })).toBe('met')
    const between = { technologyChanged: '2024-03..2024-11', knownFrom: '2024-01-01' }
    expect(verdictOf({ ...between, removed: '2024-11-29' })).toBe('cannot be shown')
    expect(verdictOf({ ...between, removed: '2024-11-30' })).toBe('met')
    expect(verdictOf({ ...between, removed: '2024-11-29', technologiesBefore: '4G|5G' })).toBe('met')
  })

  it('leaves open a grant of what a refusal perhaps means, for a cell is blank or unknown', () => {
    const verdictOf = (selector: string, columns: Record<string, string>) => {
      const rows = {
        sites: [{ site: 'LDN-1', region: 'South' }],
        elements: [{ ...router, ...columns }],
        authorisations: [
          { ...authorisation, element: 'ROUTER-1' },
          { ...authorisation, status: 'refused', selector },
        ],
      }
      return judge(rows, pack([{ kind: 'authorisation' }]), { asOf: '2024-04-01' })[0]!.verdict
    }
    const huawei = 'vendor=Huawei; site=LDN-1'
    expect(verdictOf(huawei, { vendor: '', site: 'LDN-1' })).toBe('cannot be shown')
    expect(verdictOf(huawei, { vendor: 'Huawei', site: '' })).toBe('cannot be shown')
    expect(verdictOf('element=ROUTER-1; region=South', { site: '' })).toBe('cannot be shown')
    expect(verdictOf('element=ROUTER-1; site=LDN-1', { site: '' })).toBe('cannot be shown')
    expect(verdictOf(huawei, { vendor: 'Huawei', site: 'LDN-1' })).toBe('not met')
    expect(verdictOf(huawei, { vendor: 'Nokia', site: 'LDN-1' })).toBe('met')
    expect(verdictOf(huawei, { vendor: 'Huawei', site: '', kind: 'virtual' })).toBe('met')
  })

  it('leaves open a want of a grant where one perhaps means the element, whatever was decided before', () => {
    const ended = { ...authorisation, from: '2018-01-01', until: '2020-12-31', element: 'ROUTER-1' }
    const current = { ...authorisation, from: '2021-01-01', until: '2030-12-31', selector: 'product=7750*' }
    const verdictOf = (product: string, authorisations: (typeof ended | typeof current)[]) =>
      judge({ elements: [{ ...router, product }], authorisations }, pack([{ kind: 'authorisation' }]), {
        asOf: '2024-04-01',
      })[0]!.verdict
    expect(verdictOf('', [ended, current])).toBe('cannot be shown')
    expect(verdictOf('', [current])).toBe('cannot be shown')
    expect(verdictOf('', [ended])).toBe('not met')
    expect(verdictOf('7750 SR-12', [ended, current])).toBe('met')
    expect(verdictOf('7705 SAR', [ended, current])).toBe('not met')
  })

  it('is perhaps about an element that may not live to carry the configuration it speaks of', () => {
    const ended = { ...authorisation, from: '2018-01-01', until: '2020-12-31', element: 'ROUTER-1' }
    const verdictOf = (removed: string) =>
      judge(
        {
          elements: [
            { ...router, technologies: '5G', technologiesBefore: '4G', technologyChanged: '2024-11-30', removed },
          ],
          authorisations: [ended, { ...authorisation, selector: 'technology=5G' }],
        },
        pack([{ kind: 'authorisation' }]),
        { asOf: '2024-04-01', inventoryDate: '2024-04-01', knownAt: '2024-04-01' },
      )[0]!.verdict
    expect(verdictOf('2024-11-29')).toBe('not met')
    expect(verdictOf('2024-10..2024-12')).toBe('cannot be shown')
    expect(verdictOf('2024-11-30..2024-12-31')).toBe('met')
  })

  it('may speak of elements and sites that were not yet known on the day', () => {
    const rows = {
      sites: [{ site: 'LDN-1', knownFrom: '2024-03-01' }],
      elements: [{ ...router, site: 'LDN-1', knownFrom: '2024-03-01' }],
      waivers: ['element=ROUTER-1', 'site=LDN-1'].map((scope) => ({ ...waiver, scope })),
    }
    const { faults } = judgeRules(question(rows, [pack([{ kind: 'removal' }])], { asOf: '2024-02-01' }), BOOK)
    expect(faults).toEqual([])
  })

  it('is told to waive nothing where nothing that it selects is in breach on its days', () => {
    const huawei = { ...router, element: 'ROUTER-2', vendor: 'Huawei' }
    const planned = {
      date: '2024-09-01',
      action: 'install',
      element: 'ROUTER-3',
      vendor: 'Huawei',
      function: 'core.ip.router',
    }
    const rule = { kind: 'exclusion', id: 'HAND-CORE', scope: { where: { vendor: { designated: 'hrv' } } } } as const
    const idleOf = (scope: string, columns: Record<string, string> = {}, asked: Record<string, string> = {}) => {
      const rows = {
        elements: [{ ...router, vendor: 'Nokia' }, huawei],
        plan: [planned],
        waivers: [{ ...waiver, rule: 'HAND-CORE', from: '2024-01-01', until: '2024-12-31', scope, ...columns }],
      }
      const { faults, rules } = judgeRules(question(rows, [pack([rule])], { asOf: '2024-04-01', ...asked }), BOOK)
      const told = faults.filter(({ file }) => file === 'waivers.csv').map(describeFault)
      return [told.length, rules[0]!.waivers[0]!.idle, told[0]]
    }
    expect(idleOf('element=ROUTER-1')).toEqual([
      1,
      true,
      'waivers.csv line 2, column scope: waives nothing: on its days nothing that it selects is in breach of rule HAND-CORE, or may be `element=ROUTER-1`; expected what is in breach of the rule, or no such waiver',
    ])
    expect(idleOf('vendor=Ericsson; element=ROUTER-1').slice(0, 2)).toEqual([1, true])
    const [asIs, none] = [
      [0, undefined, undefined],
      [1, true],
    ]
    expect(idleOf('element=ROUTER-2')).toEqual(asIs)
    expect(idleOf('vendor=Huawei')).toEqual(asIs)
    expect(idleOf('*')).toEqual(asIs)
    // What the plan installs is in breach from its day on.
    expect(idleOf('element=ROUTER-3')).toEqual(asIs)
    expect(idleOf('element=ROUTER-3', { until: '2024-08-31' }).slice(0, 2)).toEqual(none)
    // Over the day before the rule is due.
    const dueLater = { ...rule, deadline: '2024-12-31' }
    const early = {
      elements: [huawei],
      waivers: [{ ...waiver, rule: 'HAND-CORE', from: '2024-01-01', until: '2024-12-31', scope: 'vendor=Huawei' }],
    }
    expect(judge(early, pack([dueLater]), { asOf: '2024-04-01' })[0]!.waivers[0]!.idle).toBe(true)
    // What is over may have waived what the inventory has forgotten; and of an earlier day the inventory says nothing.
    expect(idleOf('element=ROUTER-1', { until: '2024-03-31' })).toEqual(asIs)
    expect(idleOf('element=ROUTER-1', {}, { inventoryDate: '2024-05-01' })).toEqual(asIs)
  })

  it('is idle where it waives some elements of a rule about the network as a whole', () => {
    const two = { kind: 'diversity', id: 'HAND-TWO', atLeast: 2, scope: {} } as const
    const rows = {
      elements: [router],
      waivers: ['vendor=Nokia', '*'].map((scope) => ({ ...waiver, rule: 'HAND-TWO', scope })),
    }
    const [result] = judge(rows, pack([two]), { asOf: '2024-04-01' })
    expect(result!.waivers.map(({ scope, idle }) => [scope, idle])).toEqual([
      ['vendor=Nokia', true],
      ['*', undefined],
    ])
  })

  it('is told to waive nothing where it waives some elements of a rule about the network as a whole', () => {
    const packs = [pack([{ kind: 'cap', id: 'HAND-CAP', limit: '35 %', metrics: [] }])]
    const tables = facts({ waivers: ['vendor=Huawei', '*'].map((scope) => ({ ...waiver, rule: 'HAND-CAP', scope })) })
    const faults: string[] = []
    checkRuleNames(tables, packs, (fault) => faults.push(`${fault.severity}: ${describeFault(fault)}`))
    expect(faults).toEqual([
      'warning: waivers.csv line 2, column scope: waives nothing: rule HAND-CAP is about the network as a whole `vendor=Huawei`; expected `*`, which waives the rule as a whole',
    ])
  })

  it('is a fault where no pack has the rule, or the rule asks for no authorisation', () => {
    const packs = [
      pack([
        { kind: 'removal', id: 'HAND-CORE' },
        { kind: 'authorisation', id: 'HAND-LICENCE' },
      ]),
    ]
    const tables = facts({
      waivers: ['HAND-CORE', 'HAND-COER'].map((rule) => ({ ...waiver, rule })),
      authorisations: ['HAND-LICENCE', 'HAND-LICENSE', 'HAND-CORE'].map((regime) => ({ ...authorisation, regime })),
    })
    const faults: string[] = []
    checkRuleNames(tables, packs, (fault) => faults.push(describeFault(fault)))
    expect(faults).toEqual([
      'waivers.csv line 3, column rule: unknown rule `HAND-COER`; expected a rule of some pack; did you mean `HAND-CORE`?',
      'authorisations.csv line 3, column regime: unknown regime `HAND-LICENSE`; expected a rule of the kind `authorisation` of some pack; did you mean `HAND-LICENCE`?',
      'authorisations.csv line 4, column regime: unknown regime `HAND-CORE`; expected a rule of the kind `authorisation` of some pack',
    ])
  })
})
