import { describe, expect, it } from 'vitest'
import { AFTER_ALL, BEFORE_ALL, formatDay, parseDay } from '#base/calendar.ts'
import type { Estate, Windows } from '#model/estate.ts'
import { describeFault } from '#model/fault.ts'
import { type AskedOf, BOOK, question, type Row, type Rows } from '../fixtures/small-world.ts'
import { buildEstate } from './build-estate.ts'

function build(rows: Rows, asked: AskedOf = { asOf: '2022-01-01' }) {
  return buildEstate(question(rows, [], asked), BOOK)
}

/** `possibleFrom (certainFrom .. last certain day) last possible day` of a subject. */
function days(windows: Windows, subject: number): string {
  const last = (until: number) => (until >= AFTER_ALL ? 'never' : formatDay(until - 1))
  return `${formatDay(windows.possibleFrom.get(subject))} (${formatDay(windows.certainFrom.get(subject))} .. ${last(windows.certainUntil.get(subject))}) ${last(windows.possibleUntil.get(subject))}`
}

const service = (estate: Estate, subject = 0) => days(estate.service, subject)
const presence = (estate: Estate, subject = 0) => days(estate.presence, subject)
const carried = (estate: Estate, subject: number) =>
  estate.classes[estate.classOf[subject]!]!.configurations.map(({ technologies = [] }) => technologies.join('|'))

describe('an element’s days', () => {
  it.each([
    [
      'exact dates',
      { inService: '2020-01-01', outOfService: '2021-06-30' },
      '2020-01-01 (2020-01-01 .. 2021-06-30) 2021-06-30',
    ],
    ['a blank beginning', { outOfService: '2021-06-30' }, 'always (2021-06-30 .. 2021-06-30) 2021-06-30'],
    [
      'an unknown beginning after a known installation',
      { installed: '2019-05-01', inService: 'unknown' },
      '2019-05-01 (never .. never) never',
    ],
    [
      'a ranged end',
      { inService: '2020-01-01', outOfService: '2021-Q2' },
      '2020-01-01 (2020-01-01 .. 2021-04-01) 2021-06-30',
    ],
    [
      'a removal and no end of service',
      { inService: '2020-01-01', removed: '2021-06-30' },
      '2020-01-01 (2020-01-01 .. 2021-06-30) 2021-06-30',
    ],
    ['a status seen in service', { status: 'inService' }, 'always (2022-01-01 .. never) never'],
    ['a status planned', { status: 'planned' }, '2022-01-02 (never .. never) never'],
    [
      'a status out of service',
      { status: 'outOfService', inService: '2020-01-01' },
      '2020-01-01 (2020-01-01 .. 2020-01-01) 2021-12-31',
    ],
    [
      'a removal and an end of service that is never planned',
      { inService: '2020-01-01', outOfService: 'never', removed: '2021-06-30' },
      '2020-01-01 (2020-01-01 .. 2021-06-30) 2021-06-30',
    ],
    [
      'a status removed and an end of service that is never planned',
      { inService: '2020-01-01', outOfService: 'never', status: 'removed' },
      '2020-01-01 (2020-01-01 .. 2020-01-01) 2021-12-31',
    ],
  ])('in service, with %s', (_, columns, expected) => {
    expect(service(build({ elements: [{ element: 'A', ...columns }] }).estate)).toBe(expected)
  })

  it('what is switched off is still there until it is removed', () => {
    const { estate } = build({ elements: [{ element: 'A', inService: '2020-01-01', outOfService: '2021-06-30' }] })
    expect(presence(estate)).toBe('always (2020-01-01 .. never) never')
  })

  it('change hands between two configurations on the day its technologies change', () => {
    const element = {
      element: 'A',
      function: 'ran.basestation',
      inService: '2018-01-01',
      technologies: '4G|5G',
      technologiesBefore: '4G',
      technologyChanged: '2021-03-01',
    }
    const { estate } = build({ elements: [element] })
    expect(estate.subjectCount).toBe(2)
    const byTechnologies = new Map([0, 1].map((subject) => [carried(estate, subject).join(), service(estate, subject)]))
    expect(byTechnologies).toEqual(
      new Map([
        ['4G|5G', '2021-03-01 (2021-03-01 .. never) never'],
        ['4G', '2018-01-01 (2018-01-01 .. 2021-02-28) 2021-02-28'],
      ]),
    )
    expect(estate.entityOf[0]).toBe(estate.entityOf[1])
  })
})

describe('a status that contradicts the dates', () => {
  const asked: AskedOf = { asOf: '2024-07-01' }
  const faultsOf = (row: Row, when: AskedOf = asked) =>
    build({ elements: [{ element: 'A', ...row }] }, when).faults.map(describeFault)

  it('is told once, with what the dates say and what would be right', () => {
    expect(
      faultsOf({
        status: 'outOfService',
        procured: '2014',
        installed: '2015',
        inService: '2024-08-01',
        removed: '2020',
      }),
    ).toEqual([
      'elements.csv line 2, column status: the dates (installed 2015-01-01..2015-12-31, inService 2024-08-01, removed 2020-01-01..2020-12-31) contradict the status on the inventory date 2024-07-01 `outOfService`; expected outOfService before 2024-07-01 and removed not before it; or another status, or none',
    ])
  })

  it.each([
    ['planned', { inService: '2015' }, 'installed after 2024-07-01'],
    ['delivered', { installed: '2024-07-01' }, 'installed after 2024-07-01'],
    ['installed', { inService: '2024-07-01' }, 'installed by 2024-07-01, inService after it and removed not before it'],
    ['installed', { removed: '2024-06-30' }, 'installed by 2024-07-01, inService after it and removed not before it'],
    ['inService', { outOfService: '2024-06-01' }, 'inService by 2024-07-01 and outOfService not before it'],
    ['inService', { removed: '2024-06' }, 'inService by 2024-07-01 and outOfService not before it'],
    ['inService', { inService: '2025-08-01' }, 'inService by 2024-07-01 and outOfService not before it'],
    ['inService', { installed: '2024-07-02..' }, 'inService by 2024-07-01 and outOfService not before it'],
    ['outOfService', { inService: '2024-08-01' }, 'outOfService before 2024-07-01 and removed not before it'],
    ['outOfService', { outOfService: 'never' }, 'outOfService before 2024-07-01 and removed not before it'],
    ['removed', { removed: '2025-01-01' }, 'removed before 2024-07-01'],
    ['removed', { removed: 'never' }, 'removed before 2024-07-01'],
  ])('is told of %s with %o', (status, dates, expected) => {
    const faults = faultsOf({ status, ...dates })
    expect(faults).toHaveLength(1)
    expect(faults[0]).toContain(`the inventory date 2024-07-01 \`${status}\`; expected ${expected};`)
  })

  it.each([
    ['planned', { inService: '2024-07-02' }],
    ['planned', { installed: '2024' }],
    ['installed', { installed: '2024-07-01', inService: '2024-07-02', removed: '2024-07-02' }],
    ['inService', { inService: '2024-07-01', outOfService: '2024-07-01', removed: '2024-07-01' }],
    ['inService', { inService: '2024', outOfService: '2024' }],
    ['outOfService', { outOfService: '2024-06-30', removed: '2024-07-01' }],
    ['removed', { removed: '2024-06-30' }],
    ['unknown', { inService: '2025-08-01' }],
  ])('is not told of %s with %o', (status, dates) => {
    expect(faultsOf({ status, ...dates })).toEqual([])
  })

  it('is told only of a row that is known, and of dates that are', () => {
    const row = { status: 'outOfService', inService: '2019-01-01', outOfService: '2024-07-01' }
    expect(faultsOf(row)).toHaveLength(1)
    expect(faultsOf({ ...row, knownUntil: '2024-07-01' })).toEqual([])
    // What was seen on the inventory date was not known before it.
    expect(faultsOf(row, { asOf: '2024-06-30', inventoryDate: '2024-07-01' })).toEqual([])
    expect(faultsOf({ ...row, knownFrom: '2020' }, { asOf: '2024-06-30', inventoryDate: '2024-07-01' })).toHaveLength(1)
  })

  it('is told beside the faults of the plan, which it does not add to', () => {
    const elements = [{ element: 'A', status: 'planned', installed: '2015' }]
    const plan = [
      { date: '2024-08-01', action: 'remove', element: 'Z' },
      { date: '2024-07-01', action: 'remove', element: 'A' },
    ]
    const { faults } = build({ elements, plan }, asked)
    expect(faults.map(({ file, line, column }) => `${file} ${line} ${column}`)).toEqual([
      'elements.csv 2 status',
      'plan.csv 2 element',
    ])
  })
})

describe('an element that is never to serve', () => {
  const elements = [{ element: 'A', installed: '2020-06-01', inService: 'never', removed: '2020-07-01' }]

  it('is present until it is removed, and in service on no day', () => {
    const { estate, faults } = build({ elements })
    expect(faults).toEqual([])
    expect(presence(estate)).toBe('2020-06-01 (2020-06-01 .. 2020-07-01) 2020-07-01')
    expect(service(estate)).toBe('never (never .. never) never')
  })

  it('may be removed by the plan', () => {
    const plan = [{ date: '2023-01-31', action: 'remove', element: 'A' }]
    const { estate, faults } = build({ elements: [{ ...elements[0]!, removed: '' }], plan })
    expect(faults).toEqual([])
    expect(presence(estate)).toBe('2020-06-01 (2020-06-01 .. 2023-01-31) 2023-01-31')
  })

  it('was not seen in service or out of it', () => {
    for (const status of ['inService', 'outOfService'])
      expect(build({ elements: [{ element: 'A', inService: 'never', status }] }).faults).toHaveLength(1)
    for (const status of ['installed', 'removed'])
      expect(build({ elements: [{ element: 'A', inService: 'never', status }] }).faults).toEqual([])
  })
})

describe('a purchase', () => {
  const asked: AskedOf = { asOf: '2024-07-01' }

  it('later than the installation for certain is at fault, also where only the status tells of the installation', () => {
    const late = { element: 'A', status: 'inService', procured: '2025' }
    expect(build({ elements: [late] }, asked).faults.map(describeFault)).toEqual([
      'elements.csv line 2, column procured: procured after the element was installed `2025-01-01..2025-12-31`; expected a day up to 2024-07-01, by which it was installed',
    ])
    expect(build({ elements: [{ ...late, procured: '2024' }] }, asked).faults).toEqual([])
    expect(build({ elements: [{ ...late, status: '' }] }, asked).faults).toEqual([])
  })
})

describe('a unit', () => {
  const asked: AskedOf = { asOf: '2024-07-01' }
  const parts = [{ part: 'P', manufacturer: 'Huawei' }]
  const elements = [
    {
      element: 'A',
      inService: '2019-01-01',
      removed: '2023-01-31',
      technologies: '5G',
      technologiesBefore: '4G',
      technologyChanged: '2021-01-01',
    },
  ]
  const faultsOf = (dates: Row) =>
    build({ elements, parts, units: [{ element: 'A', part: 'P', ...dates }] }, asked).faults.map(describeFault)

  it('never in its element while that is there is at fault', () => {
    expect(faultsOf({ installed: '2023-02-01' })).toEqual([
      'units.csv line 2, column installed: never there while element A is `2023-02-01`; expected dates on which the element may be present, or blank for those of the element',
    ])
    expect(faultsOf({ installed: '2023-02-01', quantity: 0 })).toEqual([])
    expect(faultsOf({ installed: '2023-01-31' })).toEqual([])
    expect(faultsOf({ installed: '2019', removed: '2020-12-31' })).toEqual([])
  })
})

describe('a contract', () => {
  it('signed on a day of a range was signed by its first day of service', () => {
    const contracts = [
      { contract: 'C', supplier: 'Huawei', role: 'support', signed: '2020-03-01..2020-03-31', from: '2020-03-15' },
    ]
    const { procured } = build({ contracts }).estate.events
    expect([procured!.earliest.get(0), procured!.latest.get(0)].map(formatDay)).toEqual(['2020-03-01', '2020-03-15'])
  })
})

describe('what was known on a day before the inventory', () => {
  const asked = (knownAt: string): AskedOf => ({ asOf: knownAt, knownAt, inventoryDate: '2026-11-01' })

  it('has no element that came later, and no end that came later', () => {
    const elements = [
      { element: 'A', inService: '2019-01-01', outOfService: '2022-05-05', removed: '2022-06-06' },
      { element: 'B', inService: '2021-01-01' },
    ]
    const then = build({ elements }, asked('2020-06-19')).estate
    expect([then.subjectCount, service(then)]).toEqual([1, '2019-01-01 (2019-01-01 .. never) never'])
    expect(build({ elements }, asked('2023-01-01')).estate.subjectCount).toBe(2)
  })

  it('has no more of a range about that day than that the event may have happened by then', () => {
    const elements = [
      { element: 'A', installed: '2019-01-01', inService: '2020', outOfService: '2020-03..2020-09', removed: '2022' },
      { element: 'B', installed: '2019-01-01', inService: '2019-02-01', removed: '2020-04..2020-07' },
    ]
    const { estate } = build({ elements }, asked('2020-06-19'))
    expect([service(estate, 0), presence(estate, 0)]).toEqual([
      '2020-01-01 (never .. 2020-03-01) never',
      '2019-01-01 (2019-01-01 .. never) never',
    ])
    expect(presence(estate, 1)).toBe('2019-01-01 (2019-01-01 .. 2020-04-01) never')
    const changed = { element: 'A', inService: '2019-01-01', technologies: '5G', technologiesBefore: '4G' }
    const then = build({ elements: [{ ...changed, technologyChanged: '2020' }] }, asked('2020-06-19')).estate
    expect([0, 1].map((subject) => `${carried(then, subject).join(' or ')}: ${service(then, subject)}`)).toEqual([
      '4G: 2019-01-01 (2019-01-01 .. 2019-12-31) 2019-12-31',
      '4G or 5G: 2020-01-01 (2020-01-01 .. never) never',
    ])
  })

  it('has units and contracts that may have ended by then, or not', () => {
    const rows = {
      elements: [{ element: 'A', inService: '2019-01-01' }],
      parts: [{ part: 'P' }],
      units: [{ element: 'A', part: 'P', removed: '2020' }],
      contracts: [{ contract: 'C', supplier: 'Nokia', role: 'support', from: '2019-01-01', to: '2020' }],
    }
    const { estate } = build(rows, asked('2020-06-19'))
    expect([1, 2].map((subject) => service(estate, subject))).toEqual([
      '2019-01-01 (2019-01-01 .. 2020-01-01) never',
      '2019-01-01 (2019-01-01 .. 2020-01-01) never',
    ])
  })

  it('has the plan of that day, not the one that took its place', () => {
    const rows = {
      elements: [{ element: 'A', inService: '2019-01-01' }],
      plan: [
        { date: '2022-12-31', action: 'remove', element: 'A', knownFrom: '2020-02-01', knownUntil: '2020-07-14' },
        { date: '2027-06-30', action: 'remove', element: 'A', knownFrom: '2020-07-14' },
      ],
    }
    expect(service(build(rows, asked('2020-06-19')).estate)).toContain('2022-12-31')
    expect(service(build(rows, asked('2020-07-14')).estate)).toContain('2027-06-30')
  })
})

describe('a virtual element', () => {
  it('stands where its host stands, through hosts of hosts', () => {
    const { estate } = build({
      sites: [{ site: 'DC', tags: 'natsec', region: 'London' }],
      elements: [
        { element: 'AMF', kind: 'virtual', hostedOn: 'NFVI' },
        { element: 'NFVI', kind: 'virtual', hostedOn: 'SERVER' },
        { element: 'SERVER', site: 'DC' },
      ],
    })
    expect(estate.siteStart).toEqual(Uint32Array.of(0, 3, 3))
    expect(
      estate.classes.every(
        (_, index) => !estate.classOf.includes(index) || estate.classes[index]!.siteTags?.includes('natsec'),
      ),
    ).toBe(true)
  })

  it('hosted in a circle stands nowhere, and nothing hangs', () => {
    const elements = [
      { element: 'A', kind: 'virtual', hostedOn: 'B' },
      { element: 'B', kind: 'virtual', hostedOn: 'A' },
    ]
    expect(build({ elements }).estate.siteStart).toEqual(Uint32Array.of(0, 2))
  })

  it.each([false, true])('stands where the last of 60,000 hosts stands, the host stated first: %s', (isHostFirst) => {
    const chain = Array.from({ length: 60_000 }, (_, index) => ({ element: `V${index}`, hostedOn: `V${index + 1}` }))
    const elements = [...chain, { element: 'V60000', site: 'DC' }]
    const { estate } = build({ sites: [{ site: 'DC' }], elements: isHostFirst ? elements.reverse() : elements })
    expect(estate.siteStart).toEqual(Uint32Array.of(0, 60_001, 60_001))
  })
})

describe('the plan', () => {
  const elements = ['A', 'B', 'C'].map((element) => ({
    element,
    site: 'S',
    vendor: 'Huawei',
    function: 'ran.5g.gnb',
    inService: '2019-01-01',
    traffic: 10,
  }))
  const sites = [{ site: 'S' }]
  const identifiers = (estate: Estate) => Array.from(estate.entityOf, (entity) => estate.entities.identifierOf(entity))

  it('replaces the first of the selected in identifier order, the new one inheriting what the row leaves blank', () => {
    const plan = [
      {
        date: '2023-01-31',
        action: 'replace',
        selector: 'vendor=Huawei; function=ran.5g',
        quantity: 2,
        vendor: 'Nokia',
      },
    ]
    const { estate } = build({ sites, elements, plan })
    expect(identifiers(estate)).toEqual(['A', 'B', 'C', 'A~2023-01-31', 'B~2023-01-31'])
    expect(service(estate, 0)).toContain('.. 2023-01-31)')
    const successor = estate.classes[estate.classOf[3]!]!
    expect(successor.functions).toEqual(['ran.5g.gnb'])
    expect(successor.suppliers.every(({ name }) => name === 'Nokia')).toBe(true)
    expect(estate.weights.traffic!.low[3]).toBe(10_000)
  })

  it('that removes more than is there is refused, and says how many there are', () => {
    const plan = [{ date: '2023-01-31', action: 'remove', selector: 'vendor=Huawei', quantity: 5 }]
    const { faults } = build({ sites, elements, plan })
    expect(faults.map(describeFault)).toEqual([
      'plan.csv line 2, column selector: the quantity is 5, and only 3 elements meet the selector `vendor=Huawei`; expected a selector that so many meet, or a quantity of at most 3',
    ])
  })

  it('cannot end an element twice, nor one that does not exist', () => {
    const plan = [
      { date: '2023-01-31', action: 'remove', element: 'A' },
      { date: '2023-02-28', action: 'remove', element: 'A' },
      { date: '2023-02-28', action: 'remove', element: 'Z' },
    ]
    expect(build({ sites, elements, plan }).faults.map(({ problem }) => problem)).toEqual([
      'already removed by an earlier row',
      'unknown element',
    ])
    const made = [
      { date: '2023-01-31', action: 'replace', element: 'A' },
      { date: '2024-01-31', action: 'remove', selector: 'element=A~2023-01-31' },
      { date: '2025-01-31', action: 'remove', selector: 'element=A~2023-01-31' },
    ]
    expect(build({ sites, elements, plan: made }).faults.map(({ line, problem }) => [line, problem])).toEqual([
      [4, 'the selector means no element'],
    ])
  })

  it('may end what the inventory says is never to end: the plan is the later word', () => {
    const never = [{ element: 'A', inService: '2019-01-01', outOfService: 'never', removed: 'never' }]
    const plan = [{ date: '2023-01-31', action: 'remove', element: 'A' }]
    const { estate, faults } = build({ elements: never, plan })
    expect(faults).toEqual([])
    expect(service(estate, 0)).toBe('2019-01-01 (2019-01-01 .. 2023-01-31) 2023-01-31')
  })

  describe('after a change whose day is not known', () => {
    const base = { element: 'A', function: 'ran.basestation', technologies: '4G', inService: '2019-01-01' }
    const others = ['B', 'C'].map((element) => ({ ...base, element, technologies: '5G' }))
    const changed = { date: '2023-02-01..2023-02-28', action: 'change', element: 'A', technologies: '5G' }
    const replacedOn = (date: string, more: Row = {}) => {
      const plan = [changed, { date, action: 'replace', element: 'A', successor: 'N', vendor: 'Nokia', ...more }]
      const { estate, faults } = build({ elements: [base], plan })
      expect(faults).toEqual([])
      const isSuccessor = (subject: number) => identifiers(estate)[subject] === 'N'
      return Array.from(estate.classOf.keys())
        .filter(isSuccessor)
        .map((subject) => `${carried(estate, subject).sort().join(' or ')}: ${service(estate, subject)}`)
    }

    it('hands on what may be carried on the day of replacing, unless the row states what the successor carries', () => {
      const fromThen = (date: string) => `${date} (${date} .. never) never`
      expect(replacedOn('2023-02-14')).toEqual([`4G or 5G: ${fromThen('2023-02-14')}`])
      expect(replacedOn('2023-02-28')).toEqual([`5G: ${fromThen('2023-02-28')}`])
      expect(replacedOn('2023-02-10..2023-03-10')).toEqual(['4G or 5G: 2023-02-10 (2023-03-10 .. never) never'])
      expect(replacedOn('2023-02-14', { technologies: '2G' })).toEqual([`2G: ${fromThen('2023-02-14')}`])
    })

    it('hands it on until the successor is changed in turn', () => {
      const plan = [
        changed,
        { date: '2023-02-14', action: 'replace', element: 'A', successor: 'N', vendor: 'Nokia' },
        { date: '2023-06-01', action: 'change', element: 'N', bands: '700MHz' },
        { date: '2023-07-01', action: 'change', element: 'N', technologies: '2G' },
      ]
      const { estate } = build({ elements: [base], plan })
      const subjects = [...estate.classOf.keys()].filter((subject) => identifiers(estate)[subject] === 'N')
      expect(
        subjects.map((subject) => `${carried(estate, subject).sort().join(' or ')}: ${service(estate, subject)}`),
      ).toEqual([
        '4G or 5G: 2023-02-14 (2023-02-14 .. 2023-05-31) 2023-05-31',
        '4G or 5G: 2023-06-01 (2023-06-01 .. 2023-06-30) 2023-06-30',
        '2G: 2023-07-01 (2023-07-01 .. never) never',
      ])
    })

    it('means by technology what carries it for certain on that day, and tells what perhaps does', () => {
      const removedOn = (date: string, technology: string, more: Row = {}) => {
        const plan = [changed, { date, action: 'remove', selector: `technology=${technology}`, ...more }]
        const { estate, faults } = build({ elements: [base, ...others], plan })
        const gone = identifiers(estate).filter(
          (_, subject) => estate.presence.possibleUntil.get(subject) === parseDay(date)! + 1,
        )
        return [...[...new Set(gone)].sort(), ...faults.map(({ severity, problem }) => `${severity}: ${problem}`)]
      }
      const left = (date: string, more = '') =>
        `warning: ${more}1 of the elements left out may meet it: changed by ${date} or not`
      expect(removedOn('2023-02-14', '5G')).toEqual(['B', 'C', left('2023-02-14')])
      expect(removedOn('2023-02-14', '4G|5G')).toEqual(['A', 'B', 'C'])
      expect(removedOn('2023-02-14', '5G', { quantity: 2 })).toEqual(['B', 'C', left('2023-02-14')])
      const short = left('2023-02-14', 'only 2 of 3 elements meet the selector for certain; ')
      expect(removedOn('2023-02-14', '5G', { quantity: 3 })).toEqual(['B', 'C', short])
      expect(removedOn('2023-02-14', '5G', { quantity: 4 })).toEqual([
        'B',
        'C',
        'error: the quantity is 4, and only 2 elements meet the selector, and 1 other may',
      ])
      expect(removedOn('2023-02-14', '4G')).toEqual([left('2023-02-14')])
      expect(removedOn('2023-03-01', '5G')).toEqual(['A', 'B', 'C'])
    })

    it('may or may not come before the row, where the row has no day either, which is told in words', () => {
      const swapped = { ...base, technologies: '5G', technologiesBefore: '4G', technologyChanged: '2023-03-01' }
      const plan = [{ date: 'unknown', action: 'remove', selector: 'technology=5G' }]
      const { faults } = build({ elements: [swapped, ...others], plan })
      expect(faults.map(({ problem }) => problem)).toEqual([
        '1 of the elements left out may meet it: changed by the day of the row, which is not known, or not',
      ])
    })

    it('leaves out what perhaps meets a selector, for a cell is blank or unknown, and tells what is not known', () => {
      const inService = { inService: '2019-01-01', vendor: 'Huawei', function: 'ran.4g.enb', site: 'S1' }
      const told = (selector: string, unknown: Row, more: Row = {}) =>
        build({
          sites: [{ site: 'S1', region: 'South' }],
          elements: [
            { ...inService, element: 'A', ...unknown },
            { ...inService, element: 'B' },
          ],
          plan: [{ date: '2024-01-01', action: 'remove', selector, ...more }],
        }).faults.map(({ severity, problem }) => `${severity}: ${problem}`)
      const left = (why: string) => [`warning: 1 of the elements left out may meet it: ${why} not known`]
      expect(told('vendor=Huawei', { vendor: '' }, { quantity: 1 })).toEqual(left('vendor'))
      expect(told('vendor=Huawei', { vendor: 'Nobody Knows Inc' })).toEqual(left('vendor'))
      expect(told('vendor=Huawei; function=ran.4g', { vendor: 'unknown', function: 'ran' })).toEqual(
        left('function, vendor'),
      )
      expect(told('technology=4G', { function: 'ran.basestation' })).toEqual(left('technology'))
      expect(told('site=S1', { site: '' })).toEqual(left('site'))
      expect(told('region=South', { site: '' })).toEqual(left('region'))
      expect(told('site=S1', { site: '', kind: 'virtual' })).toEqual([])
      expect(told('vendor=Huawei', { vendor: 'Nokia' })).toEqual([])
    })

    it('tells no more of what perhaps meets a selector once it is removed by name', () => {
      const inService = { inService: '2019-01-01', function: 'ran.4g.enb' }
      const { faults } = build({
        elements: [
          { ...inService, element: 'A' },
          { ...inService, element: 'B', vendor: 'Huawei' },
          { ...inService, element: 'C', vendor: 'Huawei' },
        ],
        plan: [
          { date: '2024-01-01', action: 'remove', selector: 'vendor=Huawei', quantity: 1 },
          { date: '2024-02-01', action: 'remove', element: 'A' },
          { date: '2024-03-01', action: 'remove', selector: 'vendor=Huawei', quantity: 1 },
        ],
      })
      expect(faults.map(({ line }) => line)).toEqual([2])
    })

    it('means by technology what is carried on its own day, and not what an inventory says of a later one', () => {
      const later = { ...base, technologies: '5G', technologiesBefore: '4G', technologyChanged: '2025-01-01' }
      const problems = (date: string) =>
        build({ elements: [later], plan: [{ date, action: 'remove', selector: 'technology=5G' }] }).faults.map(
          ({ problem }) => problem,
        )
      expect(problems('2024-12-31')).toEqual(['the selector means no element'])
      expect(problems('2025-01-01')).toEqual([])
    })
  })

  describe('of what is switched off and still there', () => {
    const stated = { element: 'A', vendor: 'Huawei', inService: '2019-01-01', outOfService: '2023-06-30' }
    const seen = { element: 'B', vendor: 'Huawei', inService: '2019-01-01', status: 'outOfService' }
    const buildWith = (...plan: Row[]) => build({ elements: [stated, seen], plan })

    it('takes it away, and leaves the end of its service as it is', () => {
      const { estate, faults } = buildWith(
        { date: '2024-01-31', action: 'remove', element: 'A' },
        { date: '2024-01-31', action: 'remove', element: 'B' },
      )
      expect(faults).toEqual([])
      expect([service(estate, 0), presence(estate, 0)]).toEqual([
        '2019-01-01 (2019-01-01 .. 2023-06-30) 2023-06-30',
        'always (2019-01-01 .. 2024-01-31) 2024-01-31',
      ])
      expect([service(estate, 1), presence(estate, 1)]).toEqual([
        '2019-01-01 (2019-01-01 .. 2019-01-01) 2021-12-31',
        'always (2019-01-01 .. 2024-01-31) 2024-01-31',
      ])
    })

    it('puts a successor in its place, which serves from that day on', () => {
      const { estate } = buildWith({ date: '2024-01-31', action: 'replace', element: 'A', vendor: 'Nokia' })
      expect(service(estate, 0)).toBe('2019-01-01 (2019-01-01 .. 2023-06-30) 2023-06-30')
      expect(presence(estate, 0)).toBe('always (2019-01-01 .. 2024-01-31) 2024-01-31')
      expect(service(estate, 2)).toBe('2024-01-31 (2024-01-31 .. never) never')
    })

    it('takes away what a selector means, but replaces and changes only what serves', () => {
      const removed = buildWith({ date: '2024-01-31', action: 'remove', selector: 'vendor=Huawei', quantity: 2 })
      expect(removed.faults).toEqual([])
      for (const action of ['replace', 'change'])
        expect(
          buildWith({ date: '2024-01-31', action, selector: 'vendor=Huawei' }).faults.map(({ problem }) => problem),
        ).toEqual(['the selector means no element'])
    })

    it('is meant by a selector that changes it surely before that end; else it is told that it is passed over', () => {
      const selected = (action: string, date: string, more: Row = {}) =>
        build({
          elements: [
            { element: 'A', vendor: 'Huawei', inService: '2019-01-01', technologies: '4G', outOfService: '2030-12-31' },
            { element: 'B', vendor: 'Huawei', inService: '2019-01-01', technologies: '4G' },
            { element: 'C', vendor: 'Nokia', inService: '2019-01-01', outOfService: '2030-12-31' },
            { element: 'D', vendor: 'Huawei', inService: '2019-01-01', outOfService: '2022-12-31' },
          ].map((row) => (row.element === 'A' ? { ...row, ...more } : row)),
          plan: [{ date, action, selector: 'vendor=Huawei', ...(action === 'change' ? { technologies: '5G' } : {}) }],
        })
      const told = (...asked: Parameters<typeof selected>) => [
        selected(...asked).estate.plannedChanges.length,
        ...selected(...asked).faults.map(({ severity, problem }) => `${severity}: ${problem}`),
      ]
      const passedOver = (date: string) =>
        `warning: 1 of the elements passed over: their end is stated, though later than ${date}`
      expect(told('change', '2025-01-01')).toEqual([2])
      expect(told('change', '2030-12-31')).toEqual([1])
      expect(told('change', '2030..2031')).toEqual([1])
      expect(told('replace', '2025-01-01')).toEqual([1, passedOver('2025-01-01')])
      expect(told('replace', '2031-01-01')).toEqual([1])
      expect(told('remove', '2025-01-01', { removed: '2031-01-31' })).toEqual([2, passedOver('2025-01-01')])
      expect(told('change', '2025-01-01', { removed: '2031-01-31' })).toEqual([1, passedOver('2025-01-01')])
    })

    it('ends the service by then of what may be switched off before', () => {
      const unknown = { ...stated, outOfService: 'unknown' }
      const plan = [{ date: '2024-01-31', action: 'remove', element: 'A' }]
      const { estate } = build({ elements: [unknown], plan })
      expect(service(estate)).toBe('2019-01-01 (2019-01-01 .. 2019-01-01) 2024-01-31')
      expect(presence(estate)).toBe('always (2019-01-01 .. 2024-01-31) 2024-01-31')
    })

    it('cannot be before it is switched off, nor be done twice', () => {
      const faultsOf = (...plan: Row[]) => buildWith(...plan).faults.map(describeFault)
      expect(faultsOf({ date: '2023-06-29', action: 'remove', element: 'A' })).toEqual([
        'plan.csv line 2, column date: element A ends before outOfService (2023-06-30 at the earliest) `2023-06-29`; expected a date from 2023-06-30 on, or only elements that are there by then',
      ])
      expect(faultsOf({ date: '2023-06-30', action: 'remove', element: 'A' })).toEqual([])
      const twice = { date: '2024-01-31', action: 'remove', element: 'A' }
      expect(faultsOf(twice, twice)).toEqual([
        'plan.csv line 3, column element: already removed by an earlier row `A`; expected an element whose removal nothing states yet',
      ])
    })
  })

  it('cannot end an element before it begins, and is told so once', () => {
    const late = ['B', 'A'].map((element) => ({ element, installed: '2023-02', inService: '2023-03-01' }))
    const plan = [
      { date: '2023-01-31', action: 'replace', selector: '*', vendor: 'Nokia' },
      { date: '2023-02-28', action: 'remove', element: 'A~2023-01-31' },
    ]
    expect(build({ elements: late, plan }).faults.map(describeFault)).toEqual([
      'plan.csv line 2, column date: element A ends before installed (2023-02-01 at the earliest) `2023-01-31`; expected a date from 2023-02-01 on, or only elements that are there by then',
    ])
    const removal = (date: string) => build({ elements: late, plan: [{ date, action: 'remove', element: 'A' }] }).faults
    expect(removal('2023-02-28').map(({ problem }) => problem)).toEqual([
      'element A ends before inService (2023-03-01 at the earliest)',
    ])
    expect(removal('2023-03-01')).toEqual([])
  })

  it('makes no two elements of one name', () => {
    const replace = { date: '2023-01-31', action: 'replace', vendor: 'Nokia' }
    const faultsOf = (row: Row) =>
      build({ sites, elements, plan: [{ ...replace, ...row }] }).faults.map(({ problem, text }) => `${problem} ${text}`)
    expect(faultsOf({ selector: '*', successor: 'N' })).toEqual(['one successor for several elements N'])
    expect(faultsOf({ element: 'A', successor: 'B' })).toEqual(['element exists already B'])
    expect(faultsOf({ element: 'A', successor: 'N' })).toEqual([])
  })

  it('for a number of elements that is not known is at fault, and ends none', () => {
    for (const quantity of ['1..2', 'unknown']) {
      const plan = [{ date: '2023-01-31', action: 'remove', selector: '*', quantity }]
      const { estate, faults } = build({ sites, elements, plan })
      expect(faults.map(({ problem, text }) => `${problem} ${text}`)).toEqual([`how many is not known ${quantity}`])
      expect(estate.service.possibleUntil.get(0)).toBe(AFTER_ALL)
    }
  })

  describe('of before an inventory that still shows the elements as they were', () => {
    it('compares what is carried, however it is written, and says so where the inventory does not say it', () => {
      const told = (shown: Row, planned: Row) =>
        build({
          elements: [{ element: 'A', function: 'ran.basestation', inService: '2019-01-01', ...shown }],
          plan: [{ date: '2021-06-30', action: 'change', element: 'A', ...planned }],
        }).faults.map(({ problem }) => problem)
      expect(told({ function: 'ran.5g.gnb' }, { technologies: '5G' })).toEqual([])
      expect(told({ technologies: '4G|5G' }, { technologies: '5G|4G' })).toEqual([])
      expect(told({ bands: '3500 MHz|700MHz' }, { bands: '0.7 GHz|3.5GHz' })).toEqual([])
      const unsaid = ['the inventory of 2022-01-01 does not say that the element carries what the row states']
      expect(told({ technologies: 'unknown' }, { technologies: '5G' })).toEqual(unsaid)
      expect(told({}, { bands: '26GHz' })).toEqual(unsaid)
      const other = ['the inventory of 2022-01-01 shows the element with other technologies or bands']
      expect(told({ technologies: '4G' }, { technologies: '5G' })).toEqual(other)
      expect(told({ technologies: '4G' }, { technologies: '5G', bands: '26GHz' })).toEqual(other)
      expect(told({ bands: '3500 MHz' }, { bands: '3.6GHz' })).toEqual(other)
    })

    const late = { asOf: '2022-06-01', inventoryDate: '2022-01-01' }

    it('is told, and ends nothing for certain: what the inventory shows is there until its day, and perhaps after it', () => {
      const plan = [{ date: '2021-06-30', action: 'remove', element: 'A' }]
      const { estate, faults } = build({ sites, elements, plan }, late)
      expect(faults.map(describeFault)).toEqual([
        'plan.csv line 2, column date: the inventory of 2022-01-01 shows the element still there `2021-06-30`; expected a date from 2022-01-01 on or, if it was done, an inventory that shows it in place of this row; until then it counts as perhaps done from 2022-01-01 on',
      ])
      expect(faults[0]!.severity).toBe('warning')
      expect(presence(estate)).toBe('always (2019-01-01 .. 2022-01-01) never')
    })

    it('replaces them perhaps, and under the name the row gives', () => {
      const plan = [{ date: '2021-06-30', action: 'replace', selector: 'vendor=Huawei', quantity: 2, vendor: 'Nokia' }]
      const { estate, faults } = build({ sites, elements, plan }, late)
      expect(faults.map(({ problem }) => problem)).toEqual([
        'the inventory of 2022-01-01 shows 2 of the elements still there',
      ])
      expect(identifiers(estate)).toEqual(['A', 'B', 'C', 'A~2021-06-30', 'B~2021-06-30'])
      expect(service(estate, 0)).toBe('2019-01-01 (2019-01-01 .. 2022-01-01) never')
      expect(service(estate, 2)).toBe('2019-01-01 (2019-01-01 .. never) never')
      expect(service(estate, 3)).toBe('2022-01-01 (never .. never) never')
    })

    it('changes their technologies perhaps, unless the inventory shows them changed', () => {
      const plan = [
        { date: '2021-06-30', action: 'change', element: 'A', technologies: '4G|5G' },
        { date: '2021-06-30', action: 'change', element: 'B', technologies: '5G' },
      ]
      const rows = elements.map((row) => ({ ...row, technologies: '5G' }))
      const { estate, faults } = build({ sites, elements: rows, plan }, late)
      expect(faults.map(({ line }) => line)).toEqual([2])
      expect(service(estate, 0)).toBe('2019-01-01 (2019-01-01 .. 2021-12-31) 2021-12-31')
      expect(service(estate, 3)).toBe('2022-01-01 (2022-01-01 .. never) never')
      expect(carried(estate, 3)).toEqual(['5G', '4G|5G'])
      // What B is changed into it was before.
      expect(service(estate, 1)).toBe('2019-01-01 (2019-01-01 .. never) never')
    })

    it('is carried out as it reads where it falls on the day of the inventory, and where the plan itself made the element', () => {
      const onTheDay = [{ date: '2022-01-01', action: 'remove', element: 'A' }]
      const ofItsOwn = [
        { date: '2020-01-01', action: 'install', element: 'N', site: 'S', vendor: 'Nokia' },
        { date: '2021-06-30', action: 'remove', element: 'N' },
      ]
      expect(build({ sites, elements, plan: onTheDay }, late).faults).toEqual([])
      expect(build({ sites, elements, plan: ofItsOwn }, late).faults).toEqual([])
    })

    it('asked about a day before the inventory, has not been carried out up to that day either', () => {
      const plan = [
        { date: '2021-06-30', action: 'remove', element: 'A' },
        { date: '2021-12-31', action: 'remove', element: 'B' },
      ]
      const { estate, faults } = build({ sites, elements, plan }, { ...late, asOf: '2021-08-01' })
      expect(faults.map(({ severity, line }) => `${severity} ${line}`)).toEqual(['warning 2'])
      expect(service(estate, 0)).toBe('2019-01-01 (2019-01-01 .. 2021-08-02) never')
      // What lies ahead of the day asked about stands as it was planned.
      expect(service(estate, 1)).toBe('2019-01-01 (2019-01-01 .. 2021-12-31) 2021-12-31')
    })

    it('of a range keeps the days that the inventory leaves, and of a date that is not known those from its day on', () => {
      const plan = [
        { date: '2021-01-01..2022-03-31', action: 'remove', element: 'A' },
        { date: 'unknown', action: 'remove', element: 'B' },
      ]
      const { estate, faults } = build({ sites, elements, plan }, late)
      expect(faults).toEqual([])
      expect(service(estate, 0)).toBe('2019-01-01 (2019-01-01 .. 2022-01-01) 2022-03-31')
      expect(service(estate, 1)).toBe('2019-01-01 (2019-01-01 .. 2022-01-01) never')
    })
  })

  describe('of before an inventory that shows it carried out', () => {
    const late = { asOf: '2022-06-01', inventoryDate: '2022-01-01' }
    const off = { element: 'A', vendor: 'Huawei', inService: '2019-01-01', outOfService: '2021-07-15' }
    const gone = { ...off, removed: '2021-07-20' }
    const inventory = [gone, { element: 'B', vendor: 'Nokia', inService: '2021-07-16' }]

    it('changes nothing: what the inventory says of those elements stands, and no element is made again', () => {
      const plan = [
        { date: '2021-06-30', action: 'install', element: 'B', vendor: 'Nokia' },
        { date: '2021-06-30', action: 'remove', element: 'A' },
        { date: '2021-06-30', action: 'replace', element: 'A', successor: 'B', vendor: 'Nokia' },
      ]
      for (const row of plan) {
        const { estate, faults } = build({ elements: inventory, plan: [row] }, late)
        expect(faults).toEqual([])
        expect(identifiers(estate)).toEqual(['A', 'B'])
        expect([service(estate, 0), service(estate, 1)]).toEqual([
          '2019-01-01 (2019-01-01 .. 2021-07-15) 2021-07-15',
          '2021-07-16 (2021-07-16 .. never) never',
        ])
        expect(estate.plannedChanges.map(({ earliest }) => formatDay(earliest))).toEqual(['2021-06-30'])
      }
    })

    it('is done where what it replaced is switched off, and not where what it removed is still there', () => {
      const switchedOff = [off, inventory[1]!]
      const replaced = [{ date: '2021-06-30', action: 'replace', element: 'A', vendor: 'Nokia' }]
      expect(build({ elements: switchedOff, plan: replaced }, late).faults).toEqual([])
      expect(identifiers(build({ elements: switchedOff, plan: replaced }, late).estate)).toEqual(['A', 'B'])
      const removed = [{ date: '2021-06-30', action: 'remove', element: 'A' }]
      const { estate, faults } = build({ elements: switchedOff, plan: removed }, late)
      expect(faults.map(({ severity, problem }) => `${severity}: ${problem}`)).toEqual([
        'warning: the inventory of 2022-01-01 shows the element still there',
      ])
      expect(service(estate)).toBe('2019-01-01 (2019-01-01 .. 2021-07-15) 2021-07-15')
      expect(presence(estate)).toBe('always (2019-01-01 .. 2022-01-01) never')
    })

    it('ends an old element that is still shown perhaps, and makes its successor not again', () => {
      const elements = [{ ...off, outOfService: '' }, inventory[1]!]
      const plan = [{ date: '2021-06-30', action: 'replace', element: 'A', successor: 'B', vendor: 'Nokia' }]
      const { estate, faults } = build({ elements, plan }, late)
      expect(faults.map(({ severity }) => severity)).toEqual(['warning'])
      expect(identifiers(estate)).toEqual(['A', 'B'])
      expect(service(estate, 0)).toBe('2019-01-01 (2019-01-01 .. 2022-01-01) never')
      expect(service(estate, 1)).toBe('2021-07-16 (2021-07-16 .. never) never')
    })

    it('is at fault all the same where its date may be the day of the inventory or later', () => {
      const plan = [
        { date: '2021-06-30..2022-01-01', action: 'install', element: 'B', vendor: 'Nokia' },
        { date: '2022-01-01', action: 'remove', element: 'A' },
      ]
      const problems = plan.map((row) => build({ elements: inventory, plan: [row] }, late).faults[0]!.problem)
      expect(problems).toEqual(['element exists already', 'the inventory states its removal'])
    })

    it('is at fault where an earlier row of the plan ended the element, and not the inventory', () => {
      const plan = [
        { date: '2021-05-31', action: 'remove', element: 'B' },
        { date: '2021-06-30', action: 'remove', element: 'B' },
      ]
      const { faults } = build({ elements: inventory, plan }, late)
      expect(faults.map(({ severity, line }) => `${severity} ${line}`)).toEqual(['warning 2', 'error 3'])
    })
  })

  it('that ends an element is about every configuration it had', () => {
    const plan = [
      { date: '2022-01-31', action: 'change', element: 'A', technologies: '4G|5G' },
      { date: '2023-01-31', action: 'change', element: 'A', technologies: '5G' },
      { date: '2024-01-31', action: 'remove', element: 'A' },
    ]
    const { estate } = build({ sites, elements, plan })
    const ending = estate.plannedChanges.find(({ action }) => action === 'remove')!
    const carriedBefore = ending.classes.map((classId) => estate.classes[classId]!.configurations[0]!.technologies)
    expect(carriedBefore).toEqual([['5G'], ['4G', '5G'], ['5G']])
  })

  it('that adds a technology leaves the element installed when it was', () => {
    const plan = [{ date: '2023-01-31', action: 'change', element: 'A', technologies: '4G|5G' }]
    const { estate } = build({ sites, elements, plan })
    expect(estate.subjectCount).toBe(4)
    expect(formatDay(estate.events.installed!.latest.get(3))).toBe('2019-01-01')
    expect(estate.events.installed!.earliest.get(3)).toBe(BEFORE_ALL)
  })
})

describe('reconciling', () => {
  const elements = [
    { element: 'A', vendor: 'Huawei', function: 'ran.5g.gnb', inService: '2019-01-01' },
    { element: 'B', vendor: 'Nokia', function: 'ran.5g.gnb', inService: '2019-01-01' },
  ]

  it('a control total that exceeds the inventory adds what is missing, of unknown vendor', () => {
    const totals = [{ measure: 'elements', function: 'ran.5g', on: '2021-12-31', count: 5 }]
    const { estate, reconciliations } = build({ elements, totals })
    expect(reconciliations).toMatchObject([{ stated: 5, found: { low: 2, high: 2 }, shortfall: 3, excess: 0 }])
    expect(estate.subjectCount).toBe(5)
    expect(estate.service.certainFrom.get(0)).toBeGreaterThanOrEqual(estate.service.certainUntil.get(0))
    expect([estate.service.possibleFrom.get(0), estate.service.possibleUntil.get(0)]).toEqual([BEFORE_ALL, AFTER_ALL])
    expect(estate.classes[estate.classOf[0]!]!.suppliers.every(({ resolution }) => resolution === undefined)).toBe(true)
  })

  it('what a control total adds is shown to the later ones that count it, and to no others', () => {
    const on = '2021-12-31'
    const totals = [
      { measure: 'elements', function: 'ran.5g', on, count: 5 },
      { measure: 'elements', function: 'ran', on, count: 6 },
      { measure: 'sites', function: 'ran.5g', on: '2021-06-30', count: 5 },
      { measure: 'elements', function: 'core', on, count: 1 },
    ]
    const { reconciliations } = build({ elements, totals })
    expect(reconciliations.map(({ found, shortfall }) => [found.low, found.high, shortfall])).toEqual([
      [2, 2, 3],
      [2, 5, 1],
      [0, 6, 0],
      [0, 0, 1],
    ])
  })

  it('a control total counts a changed element once, and a site once however many elements stand there', () => {
    const changed = {
      site: 'LDN-1',
      technologies: '5G',
      technologiesBefore: '4G',
      technologyChanged: '2021-11..2022-01',
    }
    const total = { technologies: '4G|5G', on: '2021-12-31', count: 1 }
    const { reconciliations } = build({
      sites: [{ site: 'LDN-1' }],
      elements: elements.map((row) => ({ ...row, function: 'ran', ...changed })),
      totals: [
        { ...total, measure: 'elements' },
        { ...total, measure: 'sites' },
      ],
    })
    expect(reconciliations.map(({ found }) => found)).toEqual([
      { low: 2, high: 2 },
      { low: 1, high: 1 },
    ])
  })

  it('totals together may miss a million, and the one that goes beyond is told and adds nothing', () => {
    const total = { measure: 'elements', function: 'ran.5g', on: '2021-12-31' }
    const within = build({ elements, totals: [{ ...total, count: 1_000_002 }] })
    expect(within.faults).toEqual([])
    expect(within.estate.subjectCount).toBe(1_000_002)
    const beyond = build({
      elements,
      totals: [
        { ...total, count: 5 },
        { ...total, function: 'core.5g', count: 999_998 },
      ],
    })
    expect(beyond.faults.map(describeFault)).toEqual([
      'totals.csv line 3, column count: the tables show 0, and with the totals before it more than a million are missing `999998`; expected totals that miss a million at most, or the tables of what was counted',
    ])
    expect(beyond.estate.subjectCount).toBe(5)
  })

  it('a second list adds what is only on the network, and makes uncertain what it does not show', () => {
    const network = [
      { element: 'A', function: 'ran.5g.gnb', seen: '2021-12-31' },
      { element: 'X', vendor: 'Huawei', function: 'ran.5g.gnb', seen: '2021-12-31' },
    ]
    const { estate, reconciliations } = build({ elements, network })
    expect(reconciliations).toMatchObject([
      { shortfall: 1, excess: 1, examples: ['on the network only: X', 'in the inventory only: B'] },
    ])
    expect(service(estate, 1)).toBe('2019-01-01 (2019-01-01 .. 2021-12-30) never')
    expect(service(estate, 2)).toBe('always (2021-12-31 .. 2021-12-31) never')
  })

  it('a second list that does not show an element leaves in doubt what it carries later, and the units in it', () => {
    const { estate } = build({
      elements,
      parts: [{ part: 'P', manufacturer: 'Huawei' }],
      units: [{ element: 'B', part: 'P' }],
      plan: [{ date: '2023-01-01', action: 'change', element: 'B', technologies: '4G|5G' }],
      network: [{ element: 'A', function: 'ran.5g.gnb', seen: '2021-12-31' }],
    })
    const certainAfterwards = Array.from({ length: estate.subjectCount }, (_, subject) => subject).filter(
      (subject) => estate.service.certainUntil.get(subject) > parseDay('2021-12-31')!,
    )
    expect(certainAfterwards.map((subject) => estate.entities.identifierOf(estate.entityOf[subject]!))).toEqual(['A'])
  })

  describe('a second list that saw an element on a day on which it did not serve', () => {
    const seenOn = (columns: Row, seen: string, more: Rows = {}) =>
      build({
        elements: [{ element: 'A', vendor: 'Huawei', function: 'ran.5g.gnb', inService: '2019-01-01', ...columns }],
        network: [{ element: 'A', function: 'ran.5g.gnb', seen }],
        ...more,
      })

    it('is told with both rows, and the end or beginning that contradicts it is any day', () => {
      const removed = seenOn({ removed: '2020-05-01' }, '2021-06-20')
      expect(removed.faults.map(describeFault)).toEqual([
        'network.csv line 2, column seen: element `A` was not in service then, by elements.csv line 2 and the plan `2021-06-20`; expected a day on which it was, or other dates there; until then it counts as perhaps in service',
      ])
      expect(removed.faults[0]!.severity).toBe('warning')
      expect(service(removed.estate, 0)).toBe('2019-01-01 (2019-01-01 .. 2020-05-01) never')
      expect(service(seenOn({ inService: '2021-06-21' }, '2021-06-20').estate, 0)).toBe(
        'always (2021-06-21 .. never) never',
      )
    })

    it('leaves open whether what by the inventory never serves did', () => {
      const { estate, faults } = seenOn({ installed: '2019-01-01', inService: 'never' }, '2021-06-20')
      expect(faults.map(({ severity }) => severity)).toEqual(['warning'])
      expect(service(estate, 0)).toBe('2019-01-01 (never .. never) never')
    })

    it('does not doubt what does not contradict it', () => {
      expect(service(seenOn({ outOfService: '2020-05-01', removed: '2021-10-01' }, '2021-06-20').estate, 0)).toBe(
        '2019-01-01 (2019-01-01 .. 2020-05-01) 2021-10-01',
      )
      for (const seen of ['2020-05-01', '2020-04..2021-06']) {
        const { estate, faults } = seenOn({ removed: '2020-05-01' }, seen)
        expect(faults).toEqual([])
        expect(service(estate, 0)).toBe('2019-01-01 (2019-01-01 .. 2020-05-01) 2020-05-01')
      }
    })

    it('leaves in doubt the units in it, and what it would have carried by then', () => {
      const changed = { technologies: '5G', technologiesBefore: '4G', technologyChanged: '2021-01-01' }
      const { estate } = seenOn({ removed: '2020-05-01', ...changed }, '2021-06-20', {
        parts: [{ part: 'P', manufacturer: 'Huawei' }],
        units: [{ element: 'A', part: 'P' }],
      })
      expect([0, 1, 2, 3].map((subject) => estate.service.possibleUntil.get(subject) - 1).map(formatDay)).toEqual([
        '2020-12-31',
        formatDay(AFTER_ALL - 1),
        '2020-12-31',
        formatDay(AFTER_ALL - 1),
      ])
      for (const subject of [1, 3])
        expect(estate.service.certainFrom.get(subject)).toBeGreaterThanOrEqual(estate.service.certainUntil.get(subject))
    })
  })

  describe('a second list that names another vendor', () => {
    const element = { function: 'ran.5g.gnb', inService: '2019-01-01' }
    const seen = { function: 'ran.5g.gnb', seen: '2021-12-31' }
    const contradictionsOf = (inventory: Row, list: Row) =>
      build({
        elements: [{ ...element, element: 'A', ...inventory }],
        network: [{ ...seen, element: 'A', ...list }],
      }).reconciliations[0]!.contradictions

    it('is told, with both rows and both texts', () => {
      expect(contradictionsOf({ vendor: 'HUAWEI' }, { vendor: 'nokia' })).toEqual({
        total: 1,
        examples: ['element `A`: network.csv line 2 names vendor `nokia`, elements.csv line 2 names `HUAWEI`'],
      })
    })

    it('says nothing where it is another spelling, one of several makers, or a name that is not resolved', () => {
      const none = { total: 0, examples: [] }
      expect(contradictionsOf({ vendor: 'HUAWEI' }, { vendor: 'Huawei' })).toEqual(none)
      expect(contradictionsOf({ vendor: 'Nokia', softwareVendor: 'Huawei' }, { vendor: 'Huawei' })).toEqual(none)
      expect(contradictionsOf({ vendor: 'Nokia' }, { vendor: 'Somebody' })).toEqual(none)
      expect(contradictionsOf({ vendor: 'Somebody' }, { vendor: 'Nokia' })).toEqual(none)
      expect(contradictionsOf({ vendor: 'Nokia' }, { vendor: '' })).toEqual(none)
      expect(contradictionsOf({ vendor: '' }, { vendor: 'Nokia' })).toEqual(none)
    })

    it('is counted for each of its elements once, and ten are told', () => {
      const twelve = Array.from({ length: 12 }, (_, index) => ({ ...element, element: `E${index}`, vendor: 'Huawei' }))
      const { reconciliations } = build({
        elements: twelve.map((row) => ({ ...row, technologyChanged: '2020-01-01', technologies: '5G' })),
        network: twelve.map((row) => ({ ...seen, element: row.element, vendor: 'Nokia' })),
      })
      const { total, examples } = reconciliations[0]!.contradictions
      expect([total, examples.length]).toEqual([12, 10])
    })
  })

  /** How many elements of the one function a list of the other does not show. */
  function notShown(ofElement: string, ofList: string): number {
    const { reconciliations } = build({
      elements: [{ element: 'A', function: ofElement, inService: '2019-01-01' }],
      network: [{ element: 'X', function: ofList, seen: '2021-12-31' }],
    })
    return reconciliations[0]!.excess
  }

  it('a second list says nothing of other parts of the network than its own', () => {
    expect(notShown('ran.5g.gnb', 'core.5g.amf')).toBe(0)
    expect(notShown('ran.4g.enb', 'ran.5g.gnb')).toBe(0)
    expect(notShown('ran.5g.gnb', 'ran.5g')).toBe(1)
  })

  it('a second list may speak of an element whose function is not known well enough, and without one of all', () => {
    expect(notShown('ran', 'ran.5g.gnb')).toBe(1)
    expect(notShown('unknown', 'ran.5g.gnb')).toBe(1)
    expect(notShown('ran.5g.gnb', 'unknown')).toBe(1)
    expect(notShown('ran.5g.gnb', '')).toBe(1)
  })
})
