import { describe, expect, it } from 'vitest'
import { stockingPoints } from './fixtures/stocking-points.ts'
import { GoodUnits } from './good-units.ts'
import { UnitsWindow } from './units-window.ts'

const LOTS = [
  { step: 0, units: 3, yield: 0.5 },
  { step: 2, units: 20, yield: 0.7 },
  { step: 2, units: 1, yield: 1 },
]
const pointWith = (lots: typeof LOTS) => stockingPoints([{ stock: 1, failures: [1, 1, 1], lots }])

function oneByOne(lots: typeof LOTS): number[] {
  const units = new UnitsWindow()
  units.setTo(0)
  for (const lot of lots) units.addGood(lot.units, lot.yield)
  return probabilitiesOf(units)
}

/** From none on. */
function probabilitiesOf({ first, length, probabilities }: UnitsWindow): number[] {
  return [...Array.from({ length: first }, () => 0), ...probabilities.subarray(0, length)]
}

describe('the good units of lots', () => {
  it('are those of the lots one by one, in whatever order it is asked after how many', () => {
    const good = new GoodUnits().turnTo(pointWith(LOTS), 0)
    for (const lots of [3, 0, 1, 2, 3]) expect(probabilitiesOf(good.after(lots))).toEqual(oneByOne(LOTS.slice(0, lots)))
  })

  it('are those of the lots turned to, and of the same again at another rate', () => {
    const points = pointWith(LOTS)
    const good = new GoodUnits().turnTo(points, 0)
    const first = probabilitiesOf(good.after(3))
    const others = [{ step: 1, units: 4, yield: 0.25 }]
    expect(probabilitiesOf(good.turnTo(pointWith(others), 0).after(1))).toEqual(oneByOne(others))
    expect(probabilitiesOf(good.turnTo({ ...points, failuresPerUnitStep: Float64Array.of(9) }, 0).after(3))).toEqual(
      first,
    )
  })
})
