// The package as others import it: built files, by the names package.json gives them.

import { expect, it } from 'vitest'
import type * as Engine from '#engine/index.ts'
import type * as Spares from '../src/engine/spares/library.ts'
import type * as Model from '#model/index.ts'

it('offers the engine and the model under their own names, with types', async () => {
  const engine = (await import('mainstay/engine' as string)) as typeof Engine
  const model = (await import('mainstay/model' as string)) as typeof Model
  const book = engine.buildVendorBook([{ vendors: [{ id: 'huawei', name: 'Huawei' }] }])
  expect(engine.resolveVendor(book, 'HUAWEI')).toMatchObject({ kind: 'resolved', vendor: 'huawei' })
  expect(model.findTable('elements')!.key).toEqual(['element'])
  const answer = engine.judgeRules(
    {
      facts: [],
      packs: [],
      operator: { name: 'X' },
      inventoryDate: 0,
      asOf: 0,
      knownAt: 0,
      horizon: { from: 0, to: 1 },
    },
    book,
  )
  expect(answer.rules).toEqual([])
})

it('offers the mathematics of spares under a name of its own', async () => {
  const spares = (await import('mainstay/spares' as string)) as typeof Spares
  expect(spares.sparesFor('fill', 0.999, spares.unitsInResupply(100, 3619, 240))).toBe(3)
  expect(spares.finalOrder(65.745, 0.95)).toBe(79)
})
