import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compareIdentifiers } from '#base/identifier-order.ts'
import { FactTableBuilder } from '#model/fact-table.ts'
import { readSelector } from '#model/selector.ts'
import { PLAN } from '#model/tables.ts'
import { BOOK } from '../fixtures/small-world.ts'
import { Absences } from './absences.ts'
import { CLASS_FIELDS, ClassInterner } from './class-interner.ts'
import { KnownStretches } from './configurations.ts'
import { EntityList } from './entity-list.ts'
import { SiteList } from './load-sites.ts'
import { PlanSelections } from './plan-selections.ts'
import { NO_END } from './stated-end.ts'
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
    operator: { name: 'Us' },
  }
  const selections = new PlanSelections(selecting)
  const table = entities.addTable(new FactTableBuilder(PLAN, 'plan.csv', ['element']).finish())
  const none = interner.classOf(new Uint32Array(CLASS_FIELDS.length))
  const add = (identifier: string, vendor: string): void => {
    const subject = draft.add(-1, interner.variant(none, { vendor }), entities.count)
    entities.addNamed(identifier, table, subject, subject)
  }
  const first = (text: string, quantity: number): number[] => {
    const reading = readSelector(text)
    if ('problem' in reading) throw new Error(reading.problem.problem)
    return selections.of(text, reading.value, 'remove').first(quantity, 0, () => ({ earliest: 0, latest: 0 })).selected
  }
  return { draft, entities, add, first }
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
