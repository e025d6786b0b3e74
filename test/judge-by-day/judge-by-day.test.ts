// The slow method itself, on cases small enough to check by hand against docs/models/rules.md.

import { describe, expect, test } from 'vitest'
import { formatDay, parseDay } from '#base/calendar.ts'
import { buildVendorBook } from '#engine/vendors/index.ts'
import { buildEstateByDay, carriedOn } from './estate-by-day.ts'
import type { TextRow, TextTables } from './fact-row.ts'
import { type DayResult, judgeByDay } from './judge-by-day.ts'
import { day, makeQuestion, type SmallPack, type SmallQuestion, type SmallRule, VENDORS } from './small-question.ts'

const BOOK = buildVendorBook([VENDORS])

/** The days of one rule, alone in its pack. */
function judge(
  rule: SmallRule,
  tables: TextTables,
  more: Omit<Partial<SmallQuestion>, 'packs' | 'tables'> & Omit<Partial<SmallPack>, 'rules' | 'pack'> = {},
): DayResult[] {
  const { editions, designations, functionSets, ...question } = more
  const pack: SmallPack = {
    rules: [rule],
    ...(editions === undefined ? {} : { editions }),
    ...(designations === undefined ? {} : { designations }),
    ...(functionSets === undefined ? {} : { functionSets }),
  }
  return judgeByDay(makeQuestion({ ...question, tables, packs: [pack] }), BOOK).get('pack/R1')!
}

/** States with the day each begins on: `2024-01-01 met, 2024-01-03 not met`. */
function spellStates(days: readonly DayResult[]): string {
  return days
    .filter((result, index) => index === 0 || spellState(result) !== spellState(days[index - 1]!))
    .map((result) => `${formatDay(result.day)} ${spellState(result)}`)
    .join(', ')
}

function spellState({ state, waived }: DayResult): string {
  return `${state}${SPELT_WAIVED[waived]}`
}

const SPELT_WAIVED = { no: '', 'in part': ', waived in part', wholly: ', waived' }

const January = { from: '2024-01-01', to: '2024-01-31', asOf: '2024-01-31' }
const NO_ALPHA: SmallRule = { kind: 'exclusion', scope: { where: { vendor: { is: ['alpha'] } } } }
const REMOVE_ALPHA: SmallRule = { ...NO_ALPHA, kind: 'removal' }
const IN_SERVICE: TextRow = { inService: '2020-01-01', installed: '2020-01-01' }

describe('a subject on a day', () => {
  test('counts on its first and on its last day', () => {
    const element = { element: 'A', vendor: 'Alpha', inService: '2024-01-10', outOfService: '2024-01-20' }
    expect(spellStates(judge(NO_ALPHA, { elements: [element] }, January))).toBe(
      '2024-01-01 met, 2024-01-10 not met, 2024-01-21 met',
    )
  })

  test('that a list saw after its end, or before its beginning, is perhaps there ever since, or before', () => {
    const judgeSeen = (dates: TextRow, seen: string) =>
      spellStates(
        judge(
          REMOVE_ALPHA,
          { elements: [{ element: 'A', vendor: 'Alpha', ...IN_SERVICE, ...dates }], network: [{ element: 'A', seen }] },
          January,
        ),
      )
    expect(judgeSeen({ removed: '2024-01-10' }, '2024-01-10')).toBe('2024-01-01 not met, 2024-01-11 met')
    expect(judgeSeen({ removed: '2024-01-10' }, '2024-01-11')).toBe('2024-01-01 not met, 2024-01-11 cannot be shown')
    const late = { installed: '2024-01-20', inService: '2024-01-20' }
    expect(judgeSeen(late, '2024-01-19')).toBe('2024-01-01 cannot be shown, 2024-01-20 not met')
    expect(judgeSeen({ ...late, installed: '2024-01-05' }, '2024-01-19')).toBe('2024-01-01 met, 2024-01-05 not met')
  })

  test('removed on 31 December meets "by 31 December", and removed on 1 January misses it by one day', () => {
    const rule: SmallRule = { ...REMOVE_ALPHA, deadline: '2023-12-31' }
    const removedOn = (removed: string) =>
      spellStates(judge(rule, { elements: [{ element: 'A', vendor: 'Alpha', ...IN_SERVICE, removed }] }, YearEnd))
    const YearEnd = { from: '2023-12-30', to: '2024-01-03', asOf: '2024-01-03' }
    expect(removedOn('2023-12-31')).toBe('2023-12-30 not yet due, 2024-01-01 met')
    expect(removedOn('2024-01-01')).toBe('2023-12-30 not yet due, 2024-01-01 not met, 2024-01-02 met')
  })

  test('on the day of a swap the old and the new element both count', () => {
    const plan = [{ date: '2024-01-10', action: 'replace', element: 'A', vendor: 'Delta' }]
    const days = judge(
      capOf({ numerator: { where: { vendor: { is: ['alpha'] } } } }),
      { elements: [{ element: 'A', vendor: 'Alpha', ...IN_SERVICE }], plan },
      { ...January, inventoryDate: '2024-01-01' },
    )
    expect(shareOn(days, '2024-01-09')).toEqual([1, 1])
    expect(shareOn(days, '2024-01-10')).toEqual([0.5, 0.5])
    expect(shareOn(days, '2024-01-11')).toEqual([0, 0])
  })

  test('that the plan ended before an inventory which still shows it is there until that day, and perhaps after it', () => {
    const plan = [{ date: '2024-01-10', action: 'remove', element: 'A' }]
    const elements = [{ element: 'A', vendor: 'Alpha', ...IN_SERVICE }]
    expect(spellStates(judge(REMOVE_ALPHA, { elements, plan }, { ...January, inventoryDate: '2024-01-20' }))).toBe(
      '2024-01-01 not met, 2024-01-21 cannot be shown',
    )
  })

  test('whose technologies change is another subject from that day on, and keeps its day of installation', () => {
    const elements = [
      {
        ...IN_SERVICE,
        element: 'A',
        vendor: 'Alpha',
        function: 'ran.basestation',
        technologiesBefore: '4G',
        technologyChanged: '2024-01-10',
        technologies: '4G|5G',
      },
    ]
    const scope = { where: { technology: ['5G'] } }
    expect(spellStates(judge({ kind: 'exclusion', scope }, { elements }, January))).toBe(
      '2024-01-01 met, 2024-01-10 not met',
    )
    expect(spellStates(judge({ kind: 'freeze', scope, after: '2019-12-31' }, { elements }, January))).toBe(
      '2024-01-01 met, 2024-01-10 not met',
    )
    expect(spellStates(judge({ kind: 'freeze', scope, after: '2020-01-01' }, { elements }, January))).toBe(
      '2024-01-01 met',
    )
  })
})

describe('dates that are not known', () => {
  const states = (element: TextRow, rule: SmallRule = NO_ALPHA) =>
    spellStates(judge(rule, { elements: [{ element: 'A', vendor: 'Alpha', ...element }] }, January))

  test('a blank start of service may be any day, but not before the installation', () => {
    expect(states({ installed: '2024-01-10' })).toBe('2024-01-01 met, 2024-01-10 cannot be shown')
  })

  test('a blank start of service is not after the end, on which the element surely still served', () => {
    expect(states({ outOfService: '2024-01-20' })).toBe(
      '2024-01-01 cannot be shown, 2024-01-20 not met, 2024-01-21 met',
    )
  })

  test('an element seen in service on the inventory date served from that day at the latest', () => {
    expect(states({ status: 'inService', installed: '2024-01-10' })).toBe(
      '2024-01-01 met, 2024-01-10 cannot be shown, 2024-01-31 not met',
    )
  })

  test('an element seen as installed does not serve by the inventory date', () => {
    const element = { element: 'A', vendor: 'Alpha', installed: '2024-01-10', status: 'installed' }
    const days = judge(NO_ALPHA, { elements: [element] }, { ...January, inventoryDate: '2024-01-15' })
    expect(spellStates(days)).toBe('2024-01-01 met, 2024-01-16 cannot be shown')
  })

  test('an element seen as planned or delivered is not installed by the inventory date', () => {
    for (const status of ['planned', 'delivered']) {
      const days = judge(
        REMOVE_ALPHA,
        { elements: [{ element: 'A', vendor: 'Alpha', status }] },
        { ...January, inventoryDate: '2024-01-15' },
      )
      expect(spellStates(days)).toBe('2024-01-01 met, 2024-01-16 cannot be shown')
    }
  })

  test('an element seen out of service ended before the inventory date and is still present', () => {
    const element = { element: 'A', vendor: 'Alpha', inService: '2024-01-05', outOfService: 'unknown' }
    const tables = { elements: [{ ...element, installed: '2024-01-05', removed: 'unknown', status: 'outOfService' }] }
    const seen = { ...January, inventoryDate: '2024-01-15' }
    expect(spellStates(judge(NO_ALPHA, tables, seen))).toBe(
      '2024-01-01 met, 2024-01-05 not met, 2024-01-06 cannot be shown, 2024-01-15 met',
    )
    expect(spellStates(judge(REMOVE_ALPHA, tables, seen))).toBe(
      '2024-01-01 met, 2024-01-05 not met, 2024-01-16 cannot be shown',
    )
  })

  test('an element seen as removed was removed before the inventory date', () => {
    const tables = { elements: [{ element: 'A', vendor: 'Alpha', installed: '2024-01-05', status: 'removed' }] }
    expect(spellStates(judge(REMOVE_ALPHA, tables, { ...January, inventoryDate: '2024-01-15' }))).toBe(
      '2024-01-01 met, 2024-01-05 not met, 2024-01-06 cannot be shown, 2024-01-15 met',
    )
  })

  test('a blank installation may be any day up to the start of service', () => {
    expect(states({ inService: '2024-01-10' }, REMOVE_ALPHA)).toBe('2024-01-01 cannot be shown, 2024-01-10 not met')
  })

  test('a blank end of service is the removal, where that is stated', () => {
    expect(states({ ...IN_SERVICE, removed: '2024-01-20' })).toBe('2024-01-01 not met, 2024-01-21 met')
  })

  test('a blank end is none planned', () => {
    expect(states(IN_SERVICE)).toBe('2024-01-01 not met')
  })

  test('what is switched off is still there until it is removed', () => {
    expect(states({ ...IN_SERVICE, outOfService: '2024-01-20' }, REMOVE_ALPHA)).toBe('2024-01-01 not met')
  })

  test('an unknown end of service is any day between the start and the removal', () => {
    const element = { inService: '2024-01-10', outOfService: 'unknown', removed: '2024-01-20' }
    expect(states(element)).toBe('2024-01-01 met, 2024-01-10 not met, 2024-01-11 cannot be shown, 2024-01-21 met')
  })

  test('ranged dates are certain inside and possible around', () => {
    const element = { inService: '2024-01-05..2024-01-10', outOfService: '2024-01-15..2024-01-20' }
    expect(states(element)).toBe(
      '2024-01-01 met, 2024-01-05 cannot be shown, 2024-01-10 not met, 2024-01-16 cannot be shown, 2024-01-21 met',
    )
  })

  test('a status that contradicts a stated date is a fault', () => {
    const question = makeQuestion({
      tables: { elements: [{ element: 'A', inService: '2024-06-02', status: 'inService' }] },
      packs: [],
    })
    const { faults } = buildEstateByDay(question, () => ({ kind: 'nobody' }))
    expect(faults.map(({ line, problem }) => `${line} ${problem}`)).toEqual([
      '2 status inService contradicts inService',
    ])
  })

  test('a row at fault is told once, and not the planned row that ends its element too', () => {
    const elements = [
      { element: 'A', installed: '2015-01-01', status: 'planned' },
      { element: 'B', installed: '2024-08-01' },
    ]
    const plan = ['A', 'B'].map((element) => ({ date: '2024-07-01', action: 'remove', element }))
    const { faults } = buildEstateByDay(makeQuestion({ tables: { elements, plan }, packs: [] }), () => ({
      kind: 'nobody',
    }))
    const rows = new Set(faults.map(({ file, line }) => `${file} ${line}`))
    expect([...rows]).toEqual(['elements.csv 2', 'plan.csv 3'])
  })

  test('an element that is never to serve may be removed all the same', () => {
    expect(states({ installed: '2024-01-05', inService: 'never', removed: '2024-01-20' })).toBe('2024-01-01 met')
  })
})

describe('what was known', () => {
  const states = (element: TextRow, knownAt: string) =>
    spellStates(
      judge(
        REMOVE_ALPHA,
        { elements: [{ element: 'A', vendor: 'Alpha', ...element }] },
        { ...January, inventoryDate: '2024-01-25', knownAt },
      ),
    )

  test('before the inventory, an element none of whose events had happened is not there at all', () => {
    const element = { installed: '2024-01-10', inService: '2024-01-12' }
    expect(states(element, '2024-01-09')).toBe('2024-01-01 met')
    expect(states(element, '2024-01-10')).toBe('2024-01-01 met, 2024-01-10 not met')
  })

  test('before the inventory, an end that had not happened yet is none planned', () => {
    const element = { installed: '2024-01-02', removed: '2024-01-20' }
    expect(states(element, '2024-01-19')).toBe('2024-01-01 met, 2024-01-02 not met')
    expect(states(element, '2024-01-20')).toBe('2024-01-01 met, 2024-01-02 not met, 2024-01-21 met')
    expect(states(element, '2024-01-25')).toBe('2024-01-01 met, 2024-01-02 not met, 2024-01-21 met')
  })

  test('before the inventory, what was installed but not known to serve will serve on some day later', () => {
    const element = { element: 'A', vendor: 'Alpha', installed: '2024-01-02', inService: '2024-01-20' }
    const known = { ...January, inventoryDate: '2024-01-25', knownAt: '2024-01-10' }
    expect(spellStates(judge(NO_ALPHA, { elements: [element] }, known))).toBe(
      '2024-01-01 met, 2024-01-11 cannot be shown',
    )
  })

  test('before the inventory, a change of technology that is not known has not happened', () => {
    const element = {
      element: 'A',
      ...IN_SERVICE,
      technologiesBefore: '4G',
      technologyChanged: '2024-01-20',
      technologies: '5G',
    }
    const rule: SmallRule = { kind: 'exclusion', scope: { where: { technology: ['5G'] } } }
    const knownAt = (text: string) =>
      spellStates(judge(rule, { elements: [element] }, { ...January, inventoryDate: '2024-01-25', knownAt: text }))
    expect(knownAt('2024-01-19')).toBe('2024-01-01 met')
    expect(knownAt('2024-01-20')).toBe('2024-01-01 met, 2024-01-20 not met')
  })

  test('a row is known from a ranged day once that is surely past, and no longer once its last day may be', () => {
    const element = {
      installed: '2024-01-10',
      knownFrom: '2024-01-03..2024-01-05',
      knownUntil: '2024-01-07..2024-01-09',
    }
    expect(states(element, '2024-01-04')).toBe('2024-01-01 met')
    expect(states(element, '2024-01-06')).toBe('2024-01-01 met, 2024-01-10 not met')
    expect(states(element, '2024-01-07')).toBe('2024-01-01 met')
  })

  test('a row with days of its own is known from the first and no longer on the last', () => {
    const element = { installed: '2024-01-10', knownFrom: '2024-01-05', knownUntil: '2024-01-08' }
    expect(states(element, '2024-01-04')).toBe('2024-01-01 met')
    expect(states(element, '2024-01-05')).toBe('2024-01-01 met, 2024-01-10 not met')
    expect(states(element, '2024-01-08')).toBe('2024-01-01 met')
  })

  test('a planned change without a day of its own is known at any time', () => {
    const plan = [{ date: '2024-01-20', action: 'install', element: 'A', vendor: 'Alpha' }]
    const days = judge(REMOVE_ALPHA, { plan }, { ...January, knownAt: '2023-01-01' })
    expect(spellStates(days)).toBe('2024-01-01 met, 2024-01-20 not met')
    const later = [{ ...plan[0]!, knownFrom: '2023-01-02' }]
    expect(spellStates(judge(REMOVE_ALPHA, { plan: later }, { ...January, knownAt: '2023-01-01' }))).toBe(
      '2024-01-01 met',
    )
  })
})

describe('the plan', () => {
  const elements = [
    { element: 'B', vendor: 'Alpha', function: 'ran.4g.enb', ...IN_SERVICE },
    { element: 'A', vendor: 'Alpha', function: 'ran.5g.gnb', ...IN_SERVICE },
    { element: 'C', vendor: 'Beta', function: 'ran.5g.gnb', ...IN_SERVICE },
  ]
  const buildWith = (plan: readonly TextRow[], more: Partial<SmallQuestion> = {}) =>
    buildEstateByDay(makeQuestion({ tables: { elements, plan }, packs: [], ...more }), (name) => ({
      kind: 'resolved',
      vendor: name.toLowerCase(),
      by: 'alias',
    }))
  const removals = (plan: readonly TextRow[]) =>
    buildWith(plan).subjects.flatMap(({ identifier, presence }) =>
      formatDay(presence.end.earliest) === 'never' ? [] : [`${identifier} ${formatDay(presence.end.earliest)}`],
    )

  test('removes what a selector names, in identifier order, as many as asked', () => {
    expect(removals([{ date: '2024-07-01', action: 'remove', selector: 'vendor=alpha', quantity: '1' }])).toEqual([
      'A 2024-07-01',
    ])
  })

  test('is carried out in order of date, so that what an earlier row ended is not selected again', () => {
    const plan = [
      { date: '2024-08-01', action: 'remove', selector: '*' },
      { date: '2024-07-01', action: 'remove', selector: 'function=ran.5g' },
    ]
    expect(removals(plan)).toEqual(['B 2024-08-01', 'A 2024-07-01', 'C 2024-07-01'])
  })

  test('replaces an element by one like it, but for its suppliers and product', () => {
    const plan = [{ date: '2024-07-01', action: 'replace', element: 'A', vendor: 'Delta' }]
    const successor = buildWith(plan).subjects.find(({ identifier }) => identifier === 'A~2024-07-01')!
    expect(successor.functions).toEqual(['ran.5g.gnb'])
    expect(successor.suppliers.software).toEqual({ name: 'Delta' })
    expect(formatDay(successor.service.start.latest)).toBe('2024-07-01')
  })

  test('ends what the inventory says is never to end', () => {
    const never = [{ element: 'A', vendor: 'Alpha', ...IN_SERVICE, outOfService: 'never', removed: 'never' }]
    const plan = [{ date: '2024-01-10', action: 'remove', element: 'A' }]
    const before = { ...January, inventoryDate: '2024-01-01' }
    expect(spellStates(judge(REMOVE_ALPHA, { elements: never, plan }, before))).toBe(
      '2024-01-01 not met, 2024-01-11 met',
    )
  })

  test('takes away what is switched off, and leaves its end of service as it is', () => {
    const off = [
      { element: 'A', vendor: 'Alpha', ...IN_SERVICE, outOfService: '2024-07-05' },
      { element: 'B', vendor: 'Alpha', ...IN_SERVICE, outOfService: 'unknown' },
    ]
    const plan = ['A', 'B'].map((element) => ({ date: '2024-07-10', action: 'remove', element }))
    const { subjects, faults } = buildWith(plan, { tables: { elements: off, plan } })
    expect(faults).toEqual([])
    const ends = subjects.map(({ service, presence }) =>
      [service.end, presence.end].map(({ earliest, latest }) => `${formatDay(earliest)} to ${formatDay(latest)}`),
    )
    expect(ends).toEqual([
      ['2024-07-05 to 2024-07-05', '2024-07-10 to 2024-07-10'],
      ['2020-01-01 to 2024-07-10', '2024-07-10 to 2024-07-10'],
    ])
  })

  test('hands on to a successor whatever the old element may carry on the day', () => {
    const plan = [
      { date: '2024-07-01..2024-07-10', action: 'change', element: 'B', technologies: '5G' },
      { date: '2024-07-05', action: 'replace', element: 'B', successor: 'N', vendor: 'Delta' },
    ]
    const successor = buildWith(plan).subjects.find(({ identifier }) => identifier === 'N')!
    const carried = carriedOn(successor.configurations, parseDay('2024-08-01')!).map(({ technologies }) => technologies)
    expect(new Set(carried.map(String))).toEqual(new Set(['', '5G']))
  })

  test('means by technology what surely carries it on the day of the row', () => {
    const changed = { date: '2024-07-01..2024-07-10', action: 'change', element: 'B', technologies: '5G' }
    const removedOn = (date: string) => removals([changed, { date, action: 'remove', selector: 'technology=5G' }])
    expect(removedOn('2024-07-09')).toEqual(['A 2024-07-09', 'C 2024-07-09'])
    expect(removedOn('2024-07-10')).toEqual(['B 2024-07-10', 'A 2024-07-10', 'C 2024-07-10'])
  })

  test('changes technologies from its day on', () => {
    const plan = [{ date: '2024-07-01', action: 'change', element: 'B', technologies: '5G' }]
    const changed = buildWith(plan).subjects.find(({ identifier }) => identifier === 'B')!
    const carriedBy = (day: string) =>
      carriedOn(changed.configurations, parseDay(day)!).map(({ technologies }) => technologies)
    expect(carriedBy('2024-06-30')).toEqual([[]])
    expect(carriedBy('2024-07-01')).toEqual([['5G']])
    expect(formatDay(changed.events.installed.latest)).toBe('2020-01-01')
  })

  test('between the days of a change whose day is not known carries one or the other', () => {
    const plan = [
      { date: '2024-07-01..2024-07-10', action: 'change', element: 'B', technologies: '5G' },
      { date: '2024-07-05..2024-07-08', action: 'change', element: 'B', technologies: '4G|5G' },
    ]
    const changed = buildWith(plan).subjects.find(({ identifier }) => identifier === 'B')!
    const carriedBy = (day: string) =>
      carriedOn(changed.configurations, parseDay(day)!)
        .map(({ technologies }) => technologies.join('|'))
        .sort()
    expect(carriedBy('2024-06-30')).toEqual([''])
    expect(carriedBy('2024-07-04')).toEqual(['', '5G'])
    expect(carriedBy('2024-07-07')).toEqual(['', '4G|5G', '5G'])
    // The first row may be carried out after the second.
    expect(carriedBy('2024-07-08')).toEqual(['4G|5G', '5G'])
  })

  test('with fewer elements than asked, or with one that is gone or was never there, is at fault', () => {
    const problems = buildWith([
      { date: '2024-07-01', action: 'remove', element: 'A' },
      { date: '2024-07-02', action: 'replace', element: 'A', vendor: 'Delta' },
      { date: '2024-07-03', action: 'remove', element: 'Z' },
      { date: '2024-07-04', action: 'remove', selector: 'vendor=alpha', quantity: '2' },
    ]).faults
    expect(problems.map(({ line }) => line)).toEqual([3, 4, 5])
  })
})

describe('an answer', () => {
  const places = [{ site: 'S1', region: 'Wales', tags: 'natsec' }, { site: 'S2' }]
  /** Met: no. Cannot be shown: maybe. Not met: yes. */
  const answerOf = (scope: SmallRule['scope'], element: TextRow, more: Parameters<typeof judge>[2] = {}) =>
    ({ met: 'no', 'cannot be shown': 'maybe', 'not met': 'yes' })[
      judge(
        { kind: 'exclusion', scope },
        { sites: places, elements: [{ element: 'A', ...IN_SERVICE, ...element }] },
        more,
      )[0]!.state as 'met'
    ]

  test('about a function is maybe where it is blank, unknown or known only as a node above', () => {
    const scope = { where: { function: ['ran.5g'] } }
    expect(answerOf(scope, { function: 'ran.5g.gnb' })).toBe('yes')
    expect(answerOf(scope, { function: 'ran.4g.enb' })).toBe('no')
    expect(answerOf(scope, { function: 'unknown' })).toBe('maybe')
    expect(answerOf(scope, {})).toBe('maybe')
    expect(answerOf(scope, { function: 'ran' })).toBe('maybe')
    expect(answerOf(scope, { function: 'core' })).toBe('no')
  })

  test('about a function may name a set of the pack', () => {
    const sets = { functionSets: { critical: ['core', 'interception'] } }
    expect(answerOf({ where: { function: ['@critical'] } }, { function: 'core.5g.amf' }, sets)).toBe('yes')
    expect(answerOf({ where: { function: ['@critical'] } }, { function: 'ran' }, sets)).toBe('no')
  })

  test('about a technology adds what the function implies to what is stated', () => {
    const scope = { where: { technology: ['5G'] } }
    expect(answerOf(scope, { function: 'ran.5g.gnb', technologies: '4G' })).toBe('yes')
    expect(answerOf(scope, { function: 'ran.4g.enb' })).toBe('no')
    expect(answerOf(scope, { function: 'ran.basestation' })).toBe('maybe')
    expect(answerOf(scope, { function: 'ran.basestation', technologies: '4G' })).toBe('no')
  })

  test('about a band or a product is maybe where it is blank', () => {
    expect(answerOf({ where: { band: ['700MHz'] } }, {})).toBe('maybe')
    expect(answerOf({ where: { band: ['700MHz'] } }, { bands: '3.5GHz' })).toBe('no')
    expect(answerOf({ where: { product: ['Air*'] } }, {})).toBe('maybe')
    expect(answerOf({ where: { product: ['Air*'] } }, { product: 'AirScale' })).toBe('yes')
    expect(answerOf({ where: { product: ['Air'] } }, { product: 'AirScale' })).toBe('no')
  })

  test('about a site is maybe without one, unless there may be none; a blank region is maybe, blank tags are none', () => {
    for (const where of [{ region: ['Wales'] }, { siteTag: ['natsec'] }]) {
      expect(answerOf({ where }, {})).toBe('maybe')
      expect(answerOf({ where }, { kind: 'virtual' })).toBe('no')
    }
    expect(answerOf({ where: { region: ['Wales'] } }, { site: 'S2' })).toBe('maybe')
    expect(answerOf({ where: { region: ['Wales'] } }, { site: 'S1' })).toBe('yes')
    expect(answerOf({ where: { siteTag: ['natsec'] } }, { site: 'S2' })).toBe('no')
    expect(answerOf({ where: { siteTag: ['natsec'] } }, { site: 'S1' })).toBe('yes')
  })

  test('about a kind takes a blank as physical', () => {
    expect(answerOf({ where: { kind: ['physical'] } }, {})).toBe('yes')
    expect(answerOf({ where: { kind: ['physical'] } }, { kind: 'virtual' })).toBe('no')
  })

  test('joins by the weakest, by the strongest, and turns around', () => {
    const [yes, maybe, no] = [{ kind: ['physical' as const] }, { band: ['700MHz'] }, { kind: ['virtual' as const] }]
    expect(answerOf({ where: { ...yes, ...maybe } }, {})).toBe('maybe')
    expect(answerOf({ where: { all: [maybe, no] } }, {})).toBe('no')
    expect(answerOf({ where: { any: [maybe, no] } }, {})).toBe('maybe')
    expect(answerOf({ where: { any: [maybe, yes] } }, {})).toBe('yes')
    expect(answerOf({ where: { not: maybe } }, {})).toBe('maybe')
    expect(answerOf({ where: { not: no } }, {})).toBe('yes')
  })

  test('about a vendor is maybe for a name nobody resolves, an ambiguous one, nobody, and a blank', () => {
    const scope = { where: { vendor: { is: ['alpha'] } } }
    expect(answerOf(scope, { vendor: 'Alpha' })).toBe('yes')
    expect(answerOf(scope, { vendor: 'Delta' })).toBe('no')
    for (const vendor of ['Nonesuch', 'Twin', 'Generic', '']) expect(answerOf(scope, { vendor })).toBe('maybe')
  })

  test('about an ambiguous vendor asks candidate by candidate', () => {
    const askedFor = (...is: string[]) => answerOf({ where: { vendor: { is, reach: 'entity' } } }, { vendor: 'Twin' })
    expect(askedFor('alpha', 'delta')).toBe('yes')
    expect(askedFor('alpha', 'gamma')).toBe('maybe')
    expect(askedFor('gamma')).toBe('no')
  })

  test('about a vendor is no on days on which no vendor is meant, whoever supplied it', () => {
    const designations = { risky: [{ vendor: 'alpha', announced: '2024-01-01', from: '2024-01-10' }] }
    const days = (knownAt: string) =>
      judge(
        { kind: 'exclusion', scope: { where: { vendor: { designated: 'risky' } } } },
        { elements: [{ element: 'A', vendor: 'Nonesuch', ...IN_SERVICE }] },
        { ...January, designations, knownAt, inventoryDate: '2023-01-01' },
      )
    expect(spellStates(days('2024-01-01'))).toBe('2024-01-01 met, 2024-01-10 cannot be shown')
    expect(spellStates(days('2023-12-31'))).toBe('2024-01-01 met')
  })

  test('about a vendor looks only at the roles named; a blank role beyond hardware, brand and software is nobody', () => {
    const support = { where: { vendor: { is: ['alpha'], roles: ['support' as const] } } }
    expect(answerOf(support, { vendor: 'Alpha' })).toBe('no')
    expect(answerOf(support, { supportVendor: 'Alpha' })).toBe('yes')
    const hardware = { where: { vendor: { is: ['alpha'], roles: ['hardware' as const] } } }
    expect(answerOf(hardware, { kind: 'virtual', softwareVendor: 'Alpha' })).toBe('no')
    expect(answerOf(hardware, { softwareVendor: 'Alpha' })).toBe('maybe')
    expect(answerOf(hardware, { vendor: 'Alpha', hardwareVendor: 'Delta' })).toBe('no')
  })

  test('about a vendor follows dated control, where reach is controlled', () => {
    const beta = { vendor: 'Beta' }
    const on = (asOf: string) => ({ asOf })
    expect(answerOf({ where: { vendor: { is: ['alpha'] } } }, beta, on('2024-01-14'))).toBe('no')
    expect(answerOf({ where: { vendor: { is: ['alpha'] } } }, beta, on('2024-01-15'))).toBe('yes')
    expect(answerOf({ where: { vendor: { is: ['alpha'], reach: 'entity' } } }, beta, on('2024-01-15'))).toBe('no')
    expect(answerOf({ where: { vendor: { is: ['alpha'] } } }, { vendor: 'Gamma' })).toBe('maybe')
  })

  test('about a designated vendor holds on the days of its entry, both included', () => {
    const designations = { risky: [{ vendor: 'alpha', from: '2024-01-10', until: '2024-01-20' }] }
    const days = judge(
      { kind: 'exclusion', scope: { where: { vendor: { designated: 'risky' } } } },
      { elements: [{ element: 'A', vendor: 'Alpha', ...IN_SERVICE }] },
      { ...January, designations },
    )
    expect(spellStates(days)).toBe('2024-01-01 met, 2024-01-10 not met, 2024-01-21 met')
  })

  test('about a date is maybe where the date is not known; a purchase left open is not later than the installation', () => {
    const procured = (condition: { after?: string; notAfter?: string }, cell: string) =>
      answerOf({ dates: { procured: condition } }, { procured: cell })
    expect(procured({ after: '2019-12-31' }, '2020-01-01')).toBe('yes')
    expect(procured({ after: '2020-01-01' }, '2020-01-01')).toBe('no')
    expect(procured({ after: '2019-12-31' }, '')).toBe('maybe')
    expect(procured({ notAfter: '2020-01-01' }, '2020-01-01')).toBe('yes')
    expect(procured({ notAfter: '2019-12-10' }, '2019-12')).toBe('maybe')
    expect(procured({ notAfter: '2020-01-01' }, '2020-01')).toBe('yes')
    expect(procured({ notAfter: '2020-01-01' }, '')).toBe('yes')
  })

  test('about what is said to be unknown is maybe, where a blank would be an answer', () => {
    expect(answerOf({ where: { kind: ['virtual'] } }, { kind: 'unknown' })).toBe('maybe')
    expect(answerOf({ where: { tag: ['vault'] } }, { tags: 'unknown' })).toBe('maybe')
    expect(answerOf({ where: { product: ['unknown'] } }, { product: 'unknown' })).toBe('maybe')
    const hardware = { where: { vendor: { is: ['alpha'], roles: ['hardware' as const] } } }
    const otherwise = { brandVendor: 'Delta', softwareVendor: 'Delta' }
    expect(answerOf(hardware, { kind: 'unknown', ...otherwise })).toBe('maybe')
    expect(answerOf(hardware, { kind: 'virtual', ...otherwise })).toBe('no')
  })

  test('about a site whose tags or whose whole row are not known is maybe', () => {
    const answerAt = (site: TextRow) =>
      judge(
        { kind: 'exclusion', scope: { where: { siteTag: ['natsec'] } } },
        { sites: [{ site: 'S', ...site }], elements: [{ element: 'A', site: 'S', ...IN_SERVICE }] },
      )[0]!.state
    expect(answerAt({ tags: 'unknown' })).toBe('cannot be shown')
    expect(answerAt({ tags: 'port', knownFrom: '2024-06-02' })).toBe('cannot be shown')
    expect(answerAt({ tags: 'port', knownFrom: '2024-06-01' })).toBe('met')
  })

  test('about elements that do not serve the operator is not asked, and may be where it is not known whom they serve', () => {
    expect(answerOf({}, { operators: 'South:1' })).toBe('no')
    expect(answerOf({}, { operators: 'unknown' })).toBe('maybe')
    expect(answerOf({}, { operators: 'South:1|North:2' })).toBe('yes')
  })

  test('about units and contracts is given only where they are asked for', () => {
    const tables = {
      elements: [{ element: 'A', vendor: 'Delta', ...IN_SERVICE }],
      parts: [{ part: 'P', manufacturer: 'Alpha' }],
      units: [{ element: 'A', part: 'P' }],
      contracts: [{ contract: 'C', supplier: 'Alpha', role: 'support', from: '2020-01-01' }],
    }
    const states = (where: NonNullable<SmallRule['scope']['where']>) =>
      judge({ kind: 'exclusion', scope: { where } }, tables)[0]!.metrics[0]
    expect(states({ vendor: { is: ['alpha'] } })).toMatchObject({ low: 0, high: 0 })
    expect(states({ subject: ['unit'], vendor: { is: ['alpha'] } })).toMatchObject({ low: 1, high: 1 })
    expect(states({ subject: ['contract'], vendor: { is: ['alpha'], roles: ['support'] } })).toMatchObject({ low: 1 })
    expect(states({ subject: ['contract'], vendor: { is: ['alpha'], roles: ['hardware'] } })).toMatchObject({ high: 0 })
    const covered = (functions: string) =>
      judge(
        { kind: 'exclusion', scope: { where: { subject: ['contract'], function: ['ran.5g'] } } },
        { contracts: [{ ...tables.contracts[0]!, functions }] },
      )[0]!.state
    expect(covered('ran')).toBe('not met')
    expect(covered('core|transport')).toBe('met')
  })

  test('about the type of subject holds for the exceptions of the rule too', () => {
    const tables = { contracts: [{ contract: 'C', supplier: 'Alpha', role: 'support', from: '2020-01-01' }] }
    const exceptions = [{ scope: { where: { vendor: { is: ['alpha'] } } } }]
    expect(
      judge({ kind: 'exclusion', scope: { where: { subject: ['contract'] } }, exceptions }, tables)[0]!.state,
    ).toBe('met')
  })

  test('is taken out of scope by an exception, up to and including its last day', () => {
    const days = judge(
      { ...NO_ALPHA, exceptions: [{ scope: { where: { function: ['core'] } }, until: '2024-01-10' }] },
      { elements: [{ element: 'A', vendor: 'Alpha', function: 'core.5g.amf', ...IN_SERVICE }] },
      January,
    )
    expect(spellStates(days)).toBe('2024-01-01 met, 2024-01-11 not met')
  })
})

type SmallMetric = Extract<SmallRule, { kind: 'cap' }>['metrics'][number]

function capOf(metric: Partial<SmallMetric> & Pick<SmallMetric, 'numerator'>, limit = '35 %'): SmallRule {
  return {
    kind: 'cap',
    limit,
    scope: {},
    metrics: [{ name: 'share', count: 'elements', attribution: 'any', sharedSites: 'once', ...metric }],
  }
}

function shareOn(days: readonly DayResult[], text: string): [number | null, number | null] {
  const { low, high } = days.find((result) => result.day === day(text))!.metrics[0]!
  return [low, high]
}

describe('a share', () => {
  const numerator = { where: { vendor: { is: ['alpha'] } } }
  const CERTAIN = IN_SERVICE
  const POSSIBLE = { inService: 'unknown', installed: '2020-01-01' }
  const of = (vendor: string, dates: TextRow) => ({ vendor, ...dates })
  const kinds: Record<string, TextRow> = {
    a: of('Alpha', CERTAIN),
    b: of('Delta', CERTAIN),
    c: of('Nonesuch', CERTAIN),
    d: of('Alpha', POSSIBLE),
    e: of('Delta', POSSIBLE),
    f: of('Nonesuch', POSSIBLE),
  }
  /** `aab` is two elements surely in the numerator and one surely not. */
  const elementsOf = (letters: string, more: TextRow = {}) =>
    Array.from(letters).map((letter, index) => ({ element: `${letter}${index}`, ...kinds[letter], ...more }))
  const share = (letters: string) =>
    shareOn(judge(capOf({ numerator }), { elements: elementsOf(letters) }), '2024-06-01')

  test('lies between a/(a+b+c+e+f) and (a+c+d+f)/(a+b+c+d+f)', () => {
    expect(share('a')).toEqual([1, 1])
    expect(share('ab')).toEqual([1 / 2, 1 / 2])
    expect(share('abc')).toEqual([1 / 3, 2 / 3])
    expect(share('abd')).toEqual([1 / 2, 2 / 3])
    expect(share('abe')).toEqual([1 / 3, 1 / 2])
    expect(share('abf')).toEqual([1 / 3, 2 / 3])
    expect(share('aabcdeeef')).toEqual([2 / 8, 5 / 6])
  })

  test('a denominator answered maybe is as good as a possible subject', () => {
    const rule = capOf({ numerator, denominator: { where: { band: ['700MHz'] } } })
    const elements = [
      { element: 'A', vendor: 'Alpha', ...CERTAIN },
      { element: 'B', vendor: 'Delta', ...CERTAIN, bands: '700MHz' },
    ]
    expect(shareOn(judge(rule, { elements }), '2024-06-01')).toEqual([0, 1 / 2])
  })

  test('of nothing is not applicable', () => {
    expect(judge(capOf({ numerator }), { elements: [] })[0]).toMatchObject({
      state: 'not applicable',
      metrics: [{ low: null, high: null }],
    })
  })

  test('with something possible but nothing certain begins at zero', () => {
    expect(share('d')).toEqual([0, 1])
    expect(share('f')).toEqual([0, 1])
  })

  test('sums weights, each at the end of its range that widens the share most', () => {
    const rule = capOf({ numerator, weight: 'premises' })
    const elements = [
      { element: 'A', premises: '10..20', ...kinds.a },
      { element: 'B', premises: '30..40', ...kinds.b },
    ]
    expect(shareOn(judge(rule, { elements }), '2024-06-01')).toEqual([10 / 50, 20 / 50])
  })

  test('with an unknown weight of a possible subject of the denominator is unknown', () => {
    const rule = capOf({ numerator, weight: 'premises' })
    for (const premises of ['', 'unknown']) {
      const elements = [{ element: 'A', premises, ...kinds.e }]
      expect(judge(rule, { elements })[0]).toMatchObject({ state: 'cannot be shown', metrics: [{ low: null }] })
    }
    const gone = [
      { element: 'A', ...kinds.e, outOfService: '2021-01-01' },
      { element: 'B', premises: '1', ...kinds.b },
    ]
    expect(judge(rule, { elements: gone })[0]).toMatchObject({ state: 'met' })
  })

  test('follows a series of weights from the first day of each', () => {
    const rule = capOf({ numerator, weight: 'traffic' })
    const elements = [
      { element: 'A', traffic: '1', ...kinds.a },
      { element: 'B', traffic: '1', ...kinds.b },
    ]
    const weights = [{ subject: 'element', identifier: 'A', measure: 'traffic', from: '2024-01-10', value: '3' }]
    const days = judge(rule, { elements, weights }, January)
    expect(shareOn(days, '2024-01-09')).toEqual([1 / 2, 1 / 2])
    expect(shareOn(days, '2024-01-10')).toEqual([3 / 4, 3 / 4])
  })

  test('of units counts them by quantity', () => {
    const subject: ('unit' | 'element')[] = ['unit']
    const tables = {
      elements: [{ element: 'E', ...IN_SERVICE }],
      parts: [
        { part: 'P', manufacturer: 'Alpha' },
        { part: 'Q', manufacturer: 'Delta' },
      ],
      units: [
        { element: 'E', part: 'P', quantity: '3' },
        { element: 'E', part: 'Q' },
      ],
    }
    const rule: SmallRule = {
      ...capOf({ numerator: { where: { subject, vendor: { is: ['alpha'] } } } }),
      scope: { where: { subject } },
    }
    expect(shareOn(judge(rule, tables), '2024-06-01')).toEqual([3 / 4, 3 / 4])
  })

  test('of units knows nothing of a row of none, and of one that may be of none only that it may be there', () => {
    const breach = (quantity: string) =>
      judge(
        { kind: 'exclusion', scope: { where: { subject: ['unit'] } } },
        {
          elements: [{ element: 'E', ...IN_SERVICE }],
          parts: [{ part: 'P', manufacturer: 'Alpha' }],
          units: [{ element: 'E', part: 'P', quantity }],
        },
      )[0]!
    expect(breach('0')).toMatchObject({ state: 'met', metrics: [{ low: 0, high: 0 }] })
    expect(breach('0..2')).toMatchObject({ state: 'cannot be shown', metrics: [{ low: 0, high: 2 }] })
    expect(breach('unknown')).toMatchObject({ state: 'cannot be shown', metrics: [{ low: 0, high: null }] })
    expect(breach('1..2')).toMatchObject({ state: 'not met', metrics: [{ low: 1, high: 2 }] })
  })

  describe('of sites', () => {
    const sites = [{ site: 'S1' }, { site: 'S2' }]
    const onOne = (letters: string, metric: Partial<SmallMetric> = {}, other = 'b') =>
      shareOn(
        judge(capOf({ numerator, count: 'sites', ...metric }), {
          sites,
          elements: [...elementsOf(letters, { site: 'S1' }), { element: 'other', site: 'S2', ...kinds[other] }],
        }),
        '2024-06-01',
      )

    test('counts a site once, and as the strongest of what is on it', () => {
      expect(onOne('ab')).toEqual([1 / 2, 1 / 2])
      expect(onOne('aab')).toEqual([1 / 2, 1 / 2])
      expect(onOne('b')).toEqual([0, 0])
      expect(onOne('bc')).toEqual([0, 1 / 2])
      expect(onOne('bd')).toEqual([0, 1 / 2])
      expect(onOne('bf')).toEqual([0, 1 / 2])
      expect(onOne('be')).toEqual([0, 0])
    })

    test('takes a site without a certain subject as d, e or f', () => {
      expect(onOne('d', {}, 'a')).toEqual([1, 1])
      expect(onOne('e', {}, 'a')).toEqual([1 / 2, 1])
      expect(onOne('f', {}, 'a')).toEqual([1 / 2, 1])
      expect(onOne('de', {}, 'a')).toEqual([1 / 2, 1])
    })

    test('leaves out what has no site, and finds the site of what is hosted', () => {
      const elements = [
        { element: 'Host', site: 'S1', ...kinds.b },
        { element: 'A', hostedOn: 'Host', ...kinds.a },
        { element: 'B', site: 'S2', ...kinds.b },
        { element: 'C', kind: 'virtual', ...kinds.a },
      ]
      expect(shareOn(judge(capOf({ numerator, count: 'sites' }), { sites, elements }), '2024-06-01')).toEqual([
        1 / 2,
        1 / 2,
      ])
    })

    test('lets what is physical and states no site stand on a site of its own, or on any other', () => {
      const onThree = (unsited: TextRow, metric: object = {}) => {
        const elements = [
          { element: 'A', site: 'S1', ...kinds.a },
          { element: 'B', site: 'S2', ...kinds.b },
          { element: 'C', site: 'S3', ...kinds.b },
          { element: 'U', ...unsited },
        ]
        const rows = { sites: ['S1', 'S2', 'S3'].map((site) => ({ site })), elements }
        return shareOn(judge(capOf({ numerator, count: 'sites', ...metric }), rows), '2024-06-01')
      }
      expect(onThree(kinds.a)).toEqual([1 / 3, 2 / 3])
      expect(onThree({ ...kinds.a, kind: 'unknown' })).toEqual([1 / 3, 2 / 3])
      expect(onThree(kinds.b)).toEqual([1 / 4, 1 / 3])
      expect(onThree(kinds.c)).toEqual([1 / 4, 2 / 3])
      expect(onThree(kinds.b, { attribution: 'weighted' })).toEqual([0, 1 / 3])
      expect(onThree(kinds.a, { attribution: 'weighted' })).toEqual([1 / 3, 2 / 3])
      expect(onThree(kinds.b, { sharedSites: 'operatorWeight' })).toEqual([1 / 4, 1 / 2])
      expect(onThree(kinds.b, { weight: 'traffic' })).toEqual([null, null])
    })

    test('splits the weight of a site by the number of its elements in thousandths, where attribution is weighted', () => {
      expect(onOne('ab', { attribution: 'weighted' })).toEqual([1 / 4, 1 / 4])
      expect(onOne('ae', { attribution: 'weighted' })).toEqual([1 / 4, 1 / 2])
      expect(onOne('abb', { attribution: 'weighted' })).toEqual([333 / 2000, 334 / 2000])
      expect(onOne('abc', { attribution: 'weighted' })).toEqual([333 / 2000, 667 / 2000])
      expect(onOne('de', { attribution: 'weighted' }, 'a')).toEqual([1 / 2, 1])
    })
  })

  test('counts a shared subject by the part of the operator, exactly', () => {
    const sharesOf = (...operators: string[]) => {
      const elements = operators.map((shared, index) => ({
        element: `${index}`,
        operators: shared,
        ...(index === 0 ? kinds.a : kinds.b),
      }))
      return shareOn(judge(capOf({ numerator, sharedSites: 'operatorWeight' }), { elements }), '2024-06-01')
    }
    expect(sharesOf('North:1|South:2', '')).toEqual([1 / 4, 1 / 4])
    expect(sharesOf('North:1|South:2', 'North:2|South:5')).toEqual([7 / 13, 7 / 13])
    expect(sharesOf('North:1|South:2000')).toEqual([1, 1])
    expect(sharesOf('North:2|South:19998', '')).toEqual([1 / 10_001, 1 / 10_001])
  })

  test('takes the parts of the operator as lying between thousandths, where one number of parts would be too large', () => {
    const sharesOf = (...operators: string[]) => {
      const elements = operators.map((shared, index) => ({
        element: `${index}`,
        operators: shared,
        ...(index === 0 ? kinds.a : kinds.b),
      }))
      return shareOn(judge(capOf({ numerator, sharedSites: 'operatorWeight' }), { elements }), '2024-06-01')
    }
    expect(sharesOf('North:1|South:10000', '')).toEqual([0, 1 / 1001])
    expect(sharesOf('North:1|South:10000')).toEqual([0, 1])
    expect(sharesOf('North:1|South:2', 'North:1|South:4000')).toEqual([333 / 334, 1])
  })

  test('is widened by what a control total counts and the inventory does not show', () => {
    const elements = elementsOf('ab', { function: 'ran.5g.gnb' })
    const totals = [{ measure: 'elements', function: 'ran.5g', on: '2024-05-01', count: '4' }]
    const rule = capOf({ numerator })
    expect(shareOn(judge(rule, { elements, totals }), '2024-06-01')).toEqual([1 / 4, 3 / 4])
    const ofDelta = [{ ...totals[0]!, vendor: 'Delta', count: '4' }]
    expect(shareOn(judge(rule, { elements, totals: ofDelta }), '2024-06-01')).toEqual([1 / 5, 1 / 2])
    const shown = [{ ...totals[0]!, count: '2' }]
    expect(shareOn(judge(rule, { elements, totals: shown }), '2024-06-01')).toEqual([1 / 2, 1 / 2])
    const perhaps = [{ ...totals[0]!, count: '2..9' }]
    expect(shareOn(judge(rule, { elements, totals: perhaps }), '2024-06-01')).toEqual([1 / 2, 1 / 2])
  })

  test('is widened by what only a list of the network shows, and by what only the inventory has', () => {
    const elements = elementsOf('ab', { function: 'ran.5g.gnb' })
    const rule = capOf({ numerator })
    const seen = (element: string, vendor: string) => ({ element, vendor, function: 'ran.5g.gnb', seen: '2024-05-01' })
    const shareWith = (...network: TextRow[]) =>
      shareOn(judge(rule, { elements, network }, { from: '2024-05-01', asOf: '2024-06-01' }), '2024-06-01')
    const names = elements.map(({ element }) => element!)
    expect(shareWith(...names.map((name) => seen(name, '')))).toEqual([1 / 2, 1 / 2])
    expect(shareWith(...names.map((name) => seen(name, '')), seen('X', 'Alpha'))).toEqual([1 / 2, 2 / 3])
    expect(shareWith(seen(names[0]!, ''))).toEqual([1 / 2, 1])
    expect(shareWith({ ...seen(names[0]!, ''), function: 'core.5g.amf' })).toEqual([1 / 2, 1 / 2])
  })

  test('counts a fraction of a subscriber as none or one', () => {
    const weights = ['a', 'b'].map((letter) => ({
      subject: 'element',
      identifier: `${letter}0`,
      measure: 'subscribers',
      from: '2024-01-01',
      value: letter === 'a' ? '2.5' : '4',
    }))
    const elements = [
      { element: 'a0', ...kinds.a },
      { element: 'b0', ...kinds.b },
    ]
    const share = shareOn(judge(capOf({ numerator, weight: 'subscribers' }), { elements, weights }), '2024-06-01')
    expect(share).toEqual([2 / 6, 3 / 7])
  })
})

describe('a cap', () => {
  const numerator = { where: { vendor: { is: ['alpha'] } } }
  const elementsOf = (...vendors: string[]) =>
    vendors.map((vendor, index) => ({ element: `E${index}`, vendor, ...IN_SERVICE }))
  const stateOf = (...vendors: string[]) =>
    judge(capOf({ numerator }, '50 %'), { elements: elementsOf(...vendors) })[0]!.state

  test('is met at the limit, not met above it, and cannot be shown where only the high end is above', () => {
    expect(stateOf('Alpha', 'Delta')).toBe('met')
    expect(stateOf('Alpha', 'Alpha', 'Delta')).toBe('not met')
    expect(stateOf('Alpha', 'Nonesuch', 'Delta')).toBe('cannot be shown')
  })

  test('with an unknown metric cannot be shown, but another metric may still break it', () => {
    const metrics = (limit: string): SmallRule => ({
      kind: 'cap',
      limit,
      scope: {},
      metrics: [
        { name: 'count', count: 'elements', numerator, attribution: 'any', sharedSites: 'once' },
        { name: 'load', count: 'elements', weight: 'traffic', numerator, attribution: 'any', sharedSites: 'once' },
      ],
    })
    const elements = elementsOf('Alpha', 'Delta')
    expect(judge(metrics('60 %'), { elements })[0]!.state).toBe('cannot be shown')
    expect(judge(metrics('40 %'), { elements })[0]!.state).toBe('not met')
  })

  test('is not evaluated before the history is known', () => {
    const days = judge(
      capOf({ numerator }),
      { elements: elementsOf('Alpha') },
      { ...January, historyKnownFrom: '2024-01-10' },
    )
    expect(spellStates(days)).toBe('2024-01-01 not evaluated, 2024-01-10 not met')
  })
})

describe('the kinds that ask who is there', () => {
  const alpha = (dates: TextRow) => ({ elements: [{ element: 'A', vendor: 'Alpha', ...dates }] })

  test('before history is known may be seen broken, and are never seen to be met', () => {
    const tables = alpha({ installed: '2024-01-05', inService: '2024-01-05..2024-01-07' })
    const forgetful = { ...January, historyKnownFrom: '2024-01-10' }
    expect(spellStates(judge(NO_ALPHA, tables, forgetful))).toBe(
      '2024-01-01 not evaluated, 2024-01-05 cannot be shown, 2024-01-07 not met',
    )
    const others = { elements: [{ element: 'A', vendor: 'Delta', ...IN_SERVICE }] }
    for (const kind of ['exclusion', 'removal', 'authorisation'] as const) {
      const rule: SmallRule = { ...NO_ALPHA, kind }
      expect(spellStates(judge(rule, others, forgetful))).toBe('2024-01-01 not evaluated, 2024-01-10 met')
    }
    const frozen: SmallRule = { ...NO_ALPHA, kind: 'freeze', after: '2020-01-01' }
    expect(spellStates(judge(frozen, others, forgetful))).toBe('2024-01-01 not evaluated, 2024-01-10 met')
    const besideGamma: SmallRule = {
      ...NO_ALPHA,
      when: { within: 'network', present: { where: { vendor: { is: ['gamma'] } } } },
    }
    expect(spellStates(judge(besideGamma, tables, forgetful))).toBe(
      '2024-01-01 not evaluated, 2024-01-10 not applicable',
    )
  })

  test('an exclusion reads service and a removal reads presence', () => {
    const tables = alpha({
      installed: '2024-01-05',
      inService: '2024-01-10',
      outOfService: '2024-01-15',
      removed: '2024-01-20',
    })
    expect(spellStates(judge(NO_ALPHA, tables, January))).toBe('2024-01-01 met, 2024-01-10 not met, 2024-01-16 met')
    expect(spellStates(judge(REMOVE_ALPHA, tables, January))).toBe('2024-01-01 met, 2024-01-05 not met, 2024-01-21 met')
    expect(spellStates(judge({ ...NO_ALPHA, reads: 'presence' }, tables, January))).toBe(
      '2024-01-01 met, 2024-01-05 not met, 2024-01-21 met',
    )
  })

  test('a freeze is broken by what was surely installed later, and perhaps by what may have been', () => {
    const rule: SmallRule = { kind: 'freeze', scope: {}, after: '2024-01-10' }
    expect(spellStates(judge(rule, alpha({ installed: '2024-01-10' }), January))).toBe(
      '2024-01-01 not yet due, 2024-01-11 met',
    )
    expect(spellStates(judge(rule, alpha({ installed: '2024-01-11' }), January))).toBe(
      '2024-01-01 not yet due, 2024-01-11 not met',
    )
    expect(spellStates(judge(rule, alpha({ installed: '2024-01-08..2024-01-12' }), January))).toBe(
      '2024-01-01 not yet due, 2024-01-11 cannot be shown',
    )
    expect(spellStates(judge({ ...rule, event: 'procured' }, alpha({ installed: '2024-01-11' }), January))).toBe(
      '2024-01-01 not yet due, 2024-01-11 cannot be shown',
    )
  })
})

describe('diversity', () => {
  const stateOf = (...vendors: string[]) =>
    judge(
      { kind: 'diversity', scope: {}, atLeast: 2 },
      { elements: vendors.map((vendor, index) => ({ element: `E${index}`, vendor, ...IN_SERVICE })) },
    )[0]!

  test('wants different vendors, and groups under one controller count once', () => {
    expect(stateOf('Alpha', 'Delta')).toMatchObject({ state: 'met', metrics: [{ low: 2, high: 2 }] })
    expect(stateOf('Alpha', 'Alpha')).toMatchObject({ state: 'not met', metrics: [{ low: 1, high: 1 }] })
    expect(stateOf('Alpha', 'Beta')).toMatchObject({ state: 'not met', metrics: [{ low: 1, high: 1 }] })
    expect(stateOf('Alpha', 'Gamma')).toMatchObject({ state: 'cannot be shown', metrics: [{ low: 1, high: 2 }] })
  })

  test('cannot be shown while an unknown vendor may be another', () => {
    expect(stateOf('Alpha', 'Nonesuch')).toMatchObject({ state: 'cannot be shown', metrics: [{ low: 1, high: 2 }] })
  })

  test('is not applicable where nothing in scope is possible', () => {
    expect(stateOf()).toMatchObject({ state: 'not applicable' })
  })
})

describe('authorisation', () => {
  const stateOf = (authorisations: readonly TextRow[], dates: TextRow = IN_SERVICE) =>
    judge(
      { kind: 'authorisation', scope: {} },
      {
        sites: [{ site: 'S1', region: 'South' }],
        elements: [{ element: 'A', vendor: 'Alpha', ...dates }],
        authorisations: authorisations.map((row) => ({ regime: 'R1', ...row })),
      },
    )[0]!.state
  const granted = { element: 'A', status: 'granted', from: '2020-01-01' }

  test('is met while every subject in scope is granted', () => {
    expect(stateOf([granted])).toBe('met')
    expect(stateOf([{ ...granted, element: '', selector: 'vendor=Alpha' }])).toBe('met')
    expect(stateOf([{ ...granted, until: '2024-06-01' }])).toBe('met')
  })

  test('is not met by what is refused that day, or not granted though something was decided of it', () => {
    expect(stateOf([{ ...granted, status: 'refused' }])).toBe('not met')
    expect(stateOf([{ ...granted, until: '2024-05-31' }])).toBe('not met')
    expect(stateOf([{ ...granted, from: '2024-06-02' }])).toBe('not met')
    expect(stateOf([{ ...granted, status: 'refused', until: '2024-05-31' }])).toBe('not met')
    expect(stateOf([granted, { ...granted, status: 'refused', from: '2024-01-01' }])).toBe('not met')
  })

  test('cannot be shown without a record, while pending, or for what is only possible', () => {
    expect(stateOf([])).toBe('cannot be shown')
    expect(stateOf([{ ...granted, status: 'pending' }])).toBe('cannot be shown')
    expect(stateOf([{ ...granted, status: 'refused' }], { inService: 'unknown' })).toBe('cannot be shown')
    expect(stateOf([granted], { inService: 'unknown' })).toBe('met')
  })

  test('cannot be shown of what is granted, and is perhaps what a selector refuses', () => {
    const refused = (selector: string, more: TextRow = {}) => ({
      element: '',
      status: 'refused',
      from: '2020-01-01',
      selector,
      ...more,
    })
    const unknown = { ...IN_SERVICE, vendor: '', function: 'ran', technologies: 'unknown', site: '' }
    for (const selector of [
      'vendor=Alpha',
      'function=ran.4g',
      'technology=5G',
      'site=S1',
      'element=A; site=S1',
      'region=South',
    ])
      expect(stateOf([granted, refused(selector)], unknown)).toBe('cannot be shown')
    expect(stateOf([granted, refused('vendor=Alpha', { until: '2024-05-31' })], unknown)).toBe('met')
    expect(stateOf([granted, refused('kind=virtual')], unknown)).toBe('met')
    expect(stateOf([refused('vendor=Alpha')], unknown)).toBe('cannot be shown')
    expect(stateOf([refused('vendor=Alpha', { status: 'granted' })], unknown)).toBe('cannot be shown')
  })

  test('cannot be shown of what is not granted any more, and is perhaps what a selector grants', () => {
    const ended = { ...granted, until: '2020-12-31' }
    const later = (more: TextRow = {}) => ({
      element: '',
      status: 'granted',
      from: '2021-01-01',
      selector: 'product=Air*',
      ...more,
    })
    const blank = { ...IN_SERVICE, product: '' }
    expect(stateOf([ended, later()], blank)).toBe('cannot be shown')
    expect(stateOf([ended, later({ until: '2024-05-31' })], blank)).toBe('not met')
    expect(stateOf([ended, later()], { ...IN_SERVICE, product: 'AirScale' })).toBe('met')
    expect(stateOf([{ ...granted, status: 'refused' }, later()], blank)).toBe('not met')
  })

  test('goes by what is carried for certain on some day of its life, and by no other configuration', () => {
    const byTechnology = { status: 'granted', from: '2020-01-01', selector: 'technology=5G' }
    const changing = (dates: TextRow) =>
      stateOf([byTechnology], { ...IN_SERVICE, technologies: '5G', technologiesBefore: '4G', ...dates })
    expect(changing({ technologyChanged: '2024-11-30', removed: '2024-10-01' })).toBe('cannot be shown')
    expect(changing({ technologyChanged: '2024-11-30', removed: '2024-11-30' })).toBe('met')
    expect(changing({ technologyChanged: '2024-03..2024-11', removed: '2024-11-29' })).toBe('cannot be shown')
    expect(changing({ technologyChanged: '2024-03..2024-11', removed: '2024-11-30' })).toBe('met')
    expect(changing({ technologyChanged: '2024-11-30', removed: '2024-10..2024-12' })).toBe('cannot be shown')
    expect(changing({ technologyChanged: '2024-11-30', installed: 'unknown' })).toBe('met')
    expect(changing({ technologyChanged: '2024-05-30', installed: '2024-05-29..2024-05-30' })).toBe('met')
  })
})

describe('notification', () => {
  const states = (...plan: TextRow[]) =>
    spellStates(
      judge(
        { kind: 'notification', scope: { where: { vendor: { is: ['alpha'] } } } },
        { plan: plan.map((row, index) => ({ action: 'install', element: `N${index}`, vendor: 'Alpha', ...row })) },
        { ...January, asOf: '2024-01-15' },
      ),
    )

  test('of a change that is made wants a day not later than the change', () => {
    expect(states({ date: '2024-01-10', notified: '2024-01-10' })).toBe('2024-01-01 not yet due, 2024-01-10 met')
    expect(states({ date: '2024-01-10', notified: '2024-01-11' })).toBe('2024-01-01 not yet due, 2024-01-10 not met')
    expect(states({ date: '2024-01-10' })).toBe('2024-01-01 not yet due, 2024-01-10 cannot be shown')
    expect(states({ date: '2024-01-10', notified: '2024-01' })).toBe(
      '2024-01-01 not yet due, 2024-01-10 cannot be shown',
    )
  })

  test('of a change ahead is missed by the plan unless it is recorded in time', () => {
    expect(states({ date: '2024-01-20' })).toBe('2024-01-01 not yet due, 2024-01-20 not met')
    expect(states({ date: '2024-01-20', notified: '2024-01-02' })).toBe('2024-01-01 not yet due, 2024-01-20 met')
  })

  test('without a change in scope is not applicable', () => {
    expect(states()).toBe('2024-01-01 not applicable')
    expect(states({ date: '2024-01-10', vendor: 'Delta' })).toBe('2024-01-01 not applicable')
  })
})

describe('when a rule is judged', () => {
  const tables = { elements: [{ element: 'A', vendor: 'Alpha', ...IN_SERVICE }] }

  test('it is due from the day after its deadline, else from its first day, else with its edition', () => {
    const editions = [{ edition: '1', announced: '2024-01-01', effective: '2024-01-03' }]
    const states = (rule: Partial<SmallRule>) =>
      spellStates(judge({ ...NO_ALPHA, ...rule } as SmallRule, tables, { ...January, editions }))
    expect(states({ deadline: '2024-01-10', from: '2024-01-05' })).toBe('2024-01-01 not yet due, 2024-01-11 not met')
    expect(states({ from: '2024-01-05' })).toBe('2024-01-01 not yet due, 2024-01-05 not met')
    expect(states({})).toBe('2024-01-01 not yet due, 2024-01-03 not met')
  })

  test('an edition counts only once it is announced, and only until its last day', () => {
    const editions = [{ edition: '1', announced: '2024-01-02', effective: '2024-01-03', until: '2024-01-20' }]
    expect(spellStates(judge(NO_ALPHA, tables, { ...January, editions, knownAt: '2024-01-01' }))).toBe(
      '2024-01-01 not applicable',
    )
    expect(spellStates(judge(NO_ALPHA, tables, { ...January, editions }))).toBe(
      '2024-01-01 not applicable, 2024-01-02 not yet due, 2024-01-03 not met, 2024-01-21 not applicable',
    )
  })

  test('the latest effective edition judges, and a rule it does not state is not applicable until one that does is announced', () => {
    const editions = [
      { edition: '1', announced: '2023-01-01', effective: '2023-01-01' },
      { edition: '2', announced: '2024-01-05', effective: '2024-01-10' },
    ]
    const rule = (only: string): SmallRule => ({ ...NO_ALPHA, editions: [only] })
    expect(spellStates(judge(rule('1'), tables, { ...January, editions }))).toBe(
      '2024-01-01 not met, 2024-01-10 not applicable',
    )
    expect(spellStates(judge(rule('2'), tables, { ...January, editions }))).toBe(
      '2024-01-01 not applicable, 2024-01-05 not yet due, 2024-01-10 not met',
    )
    expect(spellStates(judge(rule('1'), tables, { ...January, editions, knownAt: '2024-01-04' }))).toBe(
      '2024-01-01 not met',
    )
  })

  test('a condition in the network lets it hold only while the condition is certain', () => {
    const present = { where: { function: ['core'] } }
    const core = { element: 'B', vendor: 'Delta', function: 'core.5g.amf' }
    const days = judge(
      {
        ...NO_ALPHA,
        scope: { where: { vendor: { is: ['alpha'] } } },
        when: { present, within: 'network', reads: 'service' },
      },
      {
        elements: [
          { ...tables.elements[0]!, function: 'ran' },
          { ...core, inService: '2024-01-05..2024-01-10', outOfService: '2024-01-20' },
        ],
      },
      January,
    )
    expect(spellStates(days)).toBe(
      '2024-01-01 not applicable, 2024-01-05 cannot be shown, 2024-01-10 not met, 2024-01-21 not applicable',
    )
  })

  test('a condition on the site takes in only what stands beside it', () => {
    const present = { where: { tag: ['vault'] } }
    const days = judge(
      { ...NO_ALPHA, when: { present, within: 'site', reads: 'presence' } },
      {
        sites: [{ site: 'S1' }, { site: 'S2' }],
        elements: [
          { element: 'A', vendor: 'Alpha', site: 'S1', ...IN_SERVICE },
          { element: 'B', vendor: 'Alpha', site: 'S2', ...IN_SERVICE },
          { element: 'V', vendor: 'Delta', site: 'S1', tags: 'vault', installed: '2024-01-10', removed: '2024-01-20' },
        ],
      },
      January,
    )
    expect(spellStates(days)).toBe('2024-01-01 met, 2024-01-10 not met, 2024-01-21 met')
    expect(days[10]!.metrics).toEqual([{ name: 'count', low: 1, high: 1 }])
  })

  test('a condition reads what the rule reads, unless it says otherwise', () => {
    const tables = {
      elements: [
        { element: 'A', vendor: 'Alpha', ...IN_SERVICE },
        {
          element: 'V',
          vendor: 'Delta',
          tags: 'vault',
          ...IN_SERVICE,
          outOfService: '2024-01-09',
          removed: '2024-01-19',
        },
      ],
    }
    const states = (rule: SmallRule, reads: { reads?: 'service' }) =>
      spellStates(
        judge(
          { ...rule, when: { present: { where: { tag: ['vault'] } }, within: 'network', ...reads } },
          tables,
          January,
        ),
      )
    expect(states(NO_ALPHA, {})).toBe('2024-01-01 not met, 2024-01-10 not applicable')
    expect(states(REMOVE_ALPHA, {})).toBe('2024-01-01 not met, 2024-01-20 not applicable')
    expect(states(REMOVE_ALPHA, { reads: 'service' })).toBe('2024-01-01 not met, 2024-01-10 not applicable')
  })

  test('a condition speaks of elements, whatever the rule speaks of', () => {
    const tables = {
      elements: [{ element: 'A', vendor: 'Delta', tags: 'vault', ...IN_SERVICE }],
      contracts: [{ contract: 'C', supplier: 'Alpha', role: 'support', from: '2020-01-01' }],
    }
    const rule: SmallRule = { kind: 'exclusion', scope: { where: { subject: ['contract'] } } }
    const stateWith = (present: SmallRule['scope']) =>
      judge({ ...rule, when: { present, within: 'network' } }, tables)[0]!.state
    expect(stateWith({ where: { tag: ['vault'] } })).toBe('not met')
    expect(stateWith({ where: { subject: ['contract'], tag: ['vault'] } })).toBe('not applicable')
  })
})

describe('a waiver', () => {
  const elements = [
    { element: 'A', vendor: 'Alpha', ...IN_SERVICE },
    { element: 'B', vendor: 'Alpha', inService: '2024-01-15' },
  ]
  const waivers = (scope: string) => [
    { rule: 'R1', scope, approver: 'the minister', from: '2024-01-05', until: '2024-01-20' },
  ]

  test('covers a breach of presence subject by subject', () => {
    expect(spellStates(judge(NO_ALPHA, { elements, waivers: waivers('element=A') }, January))).toBe(
      '2024-01-01 not met, 2024-01-05 not met, waived, 2024-01-15 not met',
    )
    expect(spellStates(judge(NO_ALPHA, { elements, waivers: waivers('*') }, January))).toBe(
      '2024-01-01 not met, 2024-01-05 not met, waived, 2024-01-21 not met',
    )
  })

  test('leaves open what it does not cover and what may be in breach', () => {
    const [sure, doubtful] = elements
    const rows = { elements: [sure!, { ...doubtful!, vendor: '' }], waivers: waivers('element=A') }
    expect(spellStates(judge(NO_ALPHA, rows, January))).toBe(
      '2024-01-01 not met, 2024-01-05 not met, waived, 2024-01-15 not met, waived in part, 2024-01-21 not met',
    )
  })

  test('covers a share only as a whole', () => {
    const cap = capOf({ numerator: { where: { vendor: { is: ['alpha'] } } } })
    expect(spellStates(judge(cap, { elements, waivers: waivers('vendor=Alpha') }, January))).toBe('2024-01-01 not met')
    expect(spellStates(judge(cap, { elements, waivers: waivers('*') }, January))).toBe(
      '2024-01-01 not met, 2024-01-05 not met, waived, 2024-01-21 not met',
    )
  })
})
