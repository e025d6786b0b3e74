import { expect, it } from 'vitest'
import { vendorsFirst } from './vendors-first.ts'

it('vendors that make parts of the network are offered first', () => {
  const vendors = [
    { vendor: 'abb', name: 'ABB Ltd' },
    { vendor: 'huawei', name: 'Huawei Technologies Co., Ltd.' },
    { vendor: 'nokia', name: 'Nokia Corporation' },
  ]
  expect(vendorsFirst(vendors, ['Nokia', 'HUAWEI']).map(({ vendor }) => vendor)).toEqual(['huawei', 'nokia', 'abb'])
})
