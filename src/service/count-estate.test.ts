import { expect, it } from 'vitest'
import { parseDay } from '#base/calendar.ts'
import { buildEstate } from '#engine/estate/index.ts'
import { BOOK, question, type Rows } from '#engine/fixtures/small-world.ts'
import { countEstate, listUnresolved } from './count-estate.ts'

const AS_OF = '2023-01-01'

function countsOf(rows: Rows) {
  const { estate, faults } = buildEstate(question(rows, [], { asOf: AS_OF }), BOOK)
  expect(faults).toEqual([])
  const { serving, vendorNotStated, vendorNotResolved, vendors } = countEstate(estate, BOOK, parseDay(AS_OF)!)
  const unresolved = listUnresolved(estate, parseDay(AS_OF)!).map(({ name, subjects }) => `${name} ${subjects}`)
  return { subjects: estate.subjectCount, serving, vendorNotStated, vendorNotResolved, vendors, unresolved }
}

const gnb = { function: 'ran.5g.gnb', inService: '2021-01-01' }

it('an element in several configurations counts once, whatever changes it', () => {
  const changed = { technologyChanged: '2022-01-01', technologiesBefore: '4G', technologies: '5G' }
  const counts = countsOf({
    elements: [
      { ...gnb, ...changed, element: 'A', vendor: 'Hauwei' },
      { ...gnb, element: 'B', vendor: 'Hauwei', technologies: '4G' },
      { ...gnb, ...changed, element: 'C' },
    ],
    plan: [
      { date: '2023-06-01', action: 'change', element: 'B', technologies: '5G' },
      { date: '2023-07-01..2023-08-31', action: 'change', element: 'B', technologies: '4G|5G' },
    ],
  })
  expect(counts).toEqual({
    subjects: expect.toSatisfy((subjects: number) => subjects > 3, 'more than elements') as number,
    serving: 3,
    vendorNotStated: 1,
    vendorNotResolved: 2,
    vendors: [{ vendor: 'unknown', name: 'unknown', elements: 3 }],
    unresolved: ['Hauwei 2'],
  })
})

it('a unit counts besides its element, and what serves another operator does not serve', () => {
  const counts = countsOf({
    elements: [
      { ...gnb, element: 'A', vendor: 'Hauwei' },
      { ...gnb, element: 'B', vendor: 'Nokia', operators: 'South' },
    ],
    parts: [{ part: 'P', manufacturer: 'Hauwei' }],
    units: [{ element: 'A', part: 'P' }],
  })
  expect(counts).toMatchObject({ serving: 2, unresolved: ['Hauwei 2'] })
})

it('an element with several names that stand for nobody counts once, and under each of them', () => {
  const counts = countsOf({
    elements: [{ ...gnb, element: 'A', hardwareVendor: 'Hauwei', softwareVendor: 'Nokai', brandVendor: 'Nokia' }],
  })
  expect(counts).toMatchObject({ vendorNotResolved: 1, unresolved: ['Hauwei 1', 'Nokai 1'] })
})

it('what is there on no day is not counted', () => {
  const never = { installed: 'never', inService: 'never' }
  const counts = countsOf({ elements: [{ ...gnb, ...never, element: 'A', vendor: 'Hauwei' }] })
  expect(counts).toMatchObject({ subjects: 1, serving: 0, unresolved: [] })
})
