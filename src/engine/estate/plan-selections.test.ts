import { StatedNames } from './stated-names.ts'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { DateSpan } from '#base/date-span.ts'
import { compareIdentifiers } from '#base/identifier-order.ts'
import { FactTableBuilder } from '#model/fact-table.ts'
import { readSelector } from '#model/selector.ts'
import { ELEMENTS, PLAN } from '#model/tables.ts'
import { BOOK } from '../fixtures/small-world.ts'
import { Absences } from './absences.ts'
import { CLASS_FIELDS, ClassInterner } from './class-interner.ts'
import { KnownStretches } from './configurations.ts'
import { EntityList } from './entity-list.ts'
import { SiteList } from './load-sites.ts'
import { PlanSelections } from './plan-selections.ts'
import { END_OF_SERVICE, NO_END } from './stated-end.ts'
import { SubjectDraft } from './subject-draft.ts'

const VENDORS = ['Huawei', 'Nokia', 'Ericsson']

/** An estate of elements that stand nowhere, and what its selectors mean. */
function smallEstate() {
  const interner = new ClassInterner()
  const entities = new EntityList(0)
  const draft = new SubjectDraft(0, [], [], false)
  const sites = new SiteList([], 0, 0)
  const selecting = {
    draft,
    interner,
    entities,
    sites,
    stretches: new KnownStretches(),
    knownAt: 0,
    inventoryDate: 0,
    absences: new Absences([], false, entities),
    report: () => undefined,
    book: BOOK,
    stated: new StatedNames([]),
    operator: { name: 'Us' },
  }
  const selections = new PlanSelections(selecting)
  const tables = {
    plan: entities.addTable(new FactTableBuilder(PLAN, 'plan.csv', ['element']).finish()),
    inventory: entities.addTable(new FactTableBuilder(ELEMENTS, 'elements.csv', ['element']).finish()),
  }
  const none = interner.classOf(new Uint32Array(CLASS_FIELDS.length))
  const add = (identifier: string, vendor: string, madeBy: keyof typeof tables = 'plan'): number => {
    const subject = draft.add(-1, interner.variant(none, { vendor }), entities.count)
    entities.addNamed(identifier, tables[madeBy], subject, subject)
    return subject
  }
  const ask = (text: string, action: string, quantity: number, from: number, daysOf: (subject: number) => DateSpan) => {
    const reading = readSelector(text)
    if ('problem' in reading) throw new Error(reading.problem.problem)
    return selections.of(text, reading.value, action).first(quantity, from, daysOf)
  }
  const first = (text: string, quantity: number): number[] =>
    ask(text, 'remove', quantity, 0, () => ({ earliest: 0, latest: 0 })).selected
  return { draft, entities, add, ask, first }
}

const steps = fc.array(
  fc.oneof(
    fc.record({ kind: fc.constant('add'), vendor: fc.constantFrom(...VENDORS), place: fc.nat({ max: 1e6 }) }),
    fc.record({ kind: fc.constant('end'), vendor: fc.constantFrom(...VENDORS), place: fc.nat({ max: 20 }) }),
    fc.record({ kind: fc.constant('ask'), vendor: fc.constantFrom(...VENDORS), place: fc.nat({ max: 20 }) }),
  ),
  { maxLength: 80, size: 'max' },
)

describe('a selector of a plan', () => {
  it('means the open elements that meet it in identifier order, whatever began and ended since it was first asked', () => {
    fc.assert(
      fc.property(steps, (taken) => {
        const { draft, entities, add, first } = smallEstate()
        const made: { vendor: string; identifier: string; subject: number }[] = []
        const found: string[][] = []
        const expected: string[][] = []
        for (const { kind, vendor, place } of taken) {
          if (kind === 'add') {
            const identifier = `${place} ${made.length}`
            made.push({ vendor, identifier, subject: draft.count })
            add(identifier, vendor)
          } else if (kind === 'end' && made.length > 0) draft.end(made[place % made.length]!.subject)
          else if (kind === 'ask') {
            const subjects = first(`vendor=${vendor}`, place)
            found.push(subjects.map((subject) => entities.identifierOf(draft.entityOf[subject]!)))
            const open = made.filter((one) => one.vendor === vendor && draft.statedEnd[one.subject] === NO_END)
            const names = open.map(({ identifier }) => identifier)
            expected.push(names.sort(compareIdentifiers).slice(0, place))
          }
        }
        expect(found).toEqual(expected)
      }),
    )
  })

  it('passes over what the inventory ends after the row, and counts it; a change means it as long as it serves', () => {
    const step = fc.record({
      kind: fc.constantFrom('add', 'add', 'end', 'ask', 'ask'),
      action: fc.constantFrom('replace', 'change', 'remove'),
      madeBy: fc.constantFrom('plan' as const, 'inventory' as const),
      /** The last day of its service; none. */
      lastDay: fc.option(fc.nat(30)),
      place: fc.nat(8),
      /** Of the days of a row: how much later than those of the row before it, how long, how much later of the inventory. */
      days: fc.tuple(fc.nat(2), fc.nat(9), fc.nat(5)),
    })
    fc.assert(
      fc.property(fc.array(step, { maxLength: 80, size: 'max' }), (taken) => {
        const { draft, add, ask } = smallEstate()
        const made: { subject: number; isOfInventory: boolean; lastDay: number; hasEnded: boolean }[] = []
        const told: unknown[] = []
        const expected: unknown[] = []
        let from = 0
        for (const { kind, action, madeBy, lastDay, place, days } of taken) {
          if (kind === 'add') {
            const subject = add(String(made.length).padStart(3, '0'), 'Nokia', madeBy)
            if (lastDay !== null) {
              draft.statedEnd[subject] = END_OF_SERVICE
              draft.service.certainUntil.set(subject, lastDay + 1)
            }
            const isOfInventory = madeBy === 'inventory'
            made.push({ subject, isOfInventory, lastDay: lastDay ?? Number.POSITIVE_INFINITY, hasEnded: false })
          } else if (kind === 'end' && made.length > 0) {
            const one = made[place % made.length]!
            if (!one.hasEnded) draft.end(one.subject)
            one.hasEnded = true
          } else if (kind === 'ask') {
            from += days[0]
            const latestOf = (isOfInventory: boolean) => from + days[1] + (isOfInventory ? days[2] : 0)
            const isOfInventory = (subject: number) => made[subject]!.isOfInventory
            const asked = ask('vendor=Nokia', action, place, from, (subject) => ({
              earliest: from,
              latest: latestOf(isOfInventory(subject)),
            }))
            const open = made.filter(({ hasEnded }) => !hasEnded)
            const lasting = open.filter((one) => latestOf(one.isOfInventory) < one.lastDay)
            const unending = open.filter((one) => one.lastDay === Number.POSITIVE_INFINITY)
            const meant = action === 'remove' ? open : action === 'change' ? lasting : unending
            told.push([asked.selected, asked.passedOver])
            expected.push([
              meant.slice(0, place).map(({ subject }) => subject),
              action === 'replace' ? lasting.length - unending.length : 0,
            ])
          }
        }
        expect(told).toEqual(expected)
      }),
      { numRuns: 500 },
    )
  })

  it('names elements that are made only later', () => {
    const { add, first } = smallEstate()
    add('B', 'Nokia')
    expect(first('element=A|C', 9)).toEqual([])
    add('C', 'Nokia')
    add('A', 'Huawei')
    expect(first('element=A|C', 9)).toEqual([2, 1])
    expect(first('element=A|C; vendor=Nokia', 9)).toEqual([1])
  })
})
