import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { writeScenarioTemplate } from '#model/scenario-template.ts'
import type { Scenario } from '#model/scenario.ts'
import { addDisruption, readScenario, removeDisruption, setInText, setStop } from './scenario-text.ts'

const SCENARIO_TEMPLATE = writeScenarioTemplate('2026-11-01')
const EXAMPLES = path.join(import.meta.dirname, '../../../../../examples')
const SHIPPED = ['by-hand', 'stockpile-2020'].flatMap((example) =>
  readdirSync(path.join(EXAMPLES, example, 'scenarios')).map((name) =>
    readFileSync(path.join(EXAMPLES, example, 'scenarios', name), 'utf8'),
  ),
)
const shipped = fc.constantFrom(...SHIPPED, SCENARIO_TEMPLATE)
const days = fc
  .date({ min: new Date('2020-01-01'), max: new Date('2035-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10))
const commentsOf = (text: string): readonly string[] => text.split('\n').filter((line) => line.startsWith('#'))

describe('a scenario in text and drawing', () => {
  test('names vendors of the registry alone, told at the line of one that is not', () => {
    const text = addDisruption(SCENARIO_TEMPLATE, 'huawei', '2027-01-01')
    expect(readScenario(text, [{ vendor: 'huawei' }]).faults).toEqual([])
    const [fault, ...more] = readScenario(text, [{ vendor: 'nokia' }]).faults
    expect(more).toEqual([])
    expect(fault).toMatchObject({ isError: true, problem: 'unknown vendor `huawei`; choose one of the registry' })
    expect(text.split('\n')[(fault?.line ?? 0) - 1]).toContain('huawei')
  })

  test('what is shipped is read without a fault', () => {
    for (const text of [...SHIPPED, SCENARIO_TEMPLATE]) expect(readScenario(text).faults).toEqual([])
  })

  test('a dragged day changes nothing but that day', () => {
    fc.assert(
      fc.property(shipped, days, fc.nat(), (text, day, which) => {
        const before = parse(text) as Scenario
        fc.pre(before.disruptions.length > 0)
        const index = which % before.disruptions.length
        const supply = Object.keys(before.disruptions[index]!.stops)[0] as 'newUnits'
        const after = setStop(text, index, supply, day)
        const expected = structuredClone(before)
        expected.disruptions[index]!.stops[supply] = day
        expect(parse(after)).toEqual(expected)
        expect(after.split('\n').length).toBe(text.split('\n').length)
        expect(commentsOf(after)).toEqual(commentsOf(text))
      }),
    )
  })

  test('what is put in and taken away again leaves the scenario as it was, with its comments', () => {
    fc.assert(
      fc.property(shipped, days, (text, day) => {
        const more = addDisruption(text, 'huawei', day)
        const before = parse(text) as Scenario
        expect((parse(more) as Scenario).disruptions).toHaveLength(before.disruptions.length + 1)
        expect(readScenario(more).faults).toEqual([])
        const back = removeDisruption(more, before.disruptions.length)
        expect(parse(back)).toEqual(before)
        expect(commentsOf(back)).toEqual(commentsOf(text))
      }),
    )
  })

  test('any text is written so that it is read as itself', () => {
    fc.assert(
      fc.property(shipped, fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 }), (text, title) => {
        // Marks that end a line are no part of a title.
        // oxlint-disable-next-line no-control-regex -- these are what is meant
        fc.pre(!/[\u0000-\u001f\u007f-\u009f\u2028\u2029\ufeff]/.test(title))
        expect(parse(setInText(text, ['title'], title))).toMatchObject({ title })
      }),
    )
  })

  test('a field that is not there yet is put in, and taken away', () => {
    const text = setInText(SCENARIO_TEMPLATE, ['budget'], 250_000)
    expect(parse(text)).toMatchObject({ budget: 250_000 })
    expect(parse(setInText(text, ['budget'], undefined))).toEqual(parse(SCENARIO_TEMPLATE))
  })

  test('a fault is told at its line, and what is no YAML stays as it is', () => {
    const { faults } = readScenario(`${SCENARIO_TEMPLATE}untill: 2027-12-31\n`)
    expect(faults).toMatchObject([{ line: 8, problem: '`untill` is no field of this' }])
    const broken = 'scenario: 1\ndisruptions: [\n'
    expect(readScenario(broken).scenario).toBeUndefined()
    expect(setInText(broken, ['seed'], 1)).toBe(broken)
  })
})
