import { describe, expect, it } from 'vitest'
import { listGapsOfRows } from './gaps-of-rows.ts'

const elements = (...filled: string[]) => ({
  table: 'elements',
  rows: 3,
  columns: ['vendor', 'hardwareVendor', 'brandVendor', 'softwareVendor', 'kind', 'inService'].map((name) => ({
    name,
    isFilled: filled.includes(name),
  })),
})
const whereOf = (table: ReturnType<typeof elements>) =>
  Object.fromEntries(listGapsOfRows([table]).map(({ what, where }) => [what, where]))

describe('rows without a vendor', () => {
  it('are those in which the one column there is is blank', () => {
    expect(whereOf(elements('vendor', 'inService'))).toMatchObject({ vendor: ['vendor~isBlank'] })
  })

  it('have, where vendors of their own are stated, none for their hardware, brand or software', () => {
    const told = whereOf(elements('vendor', 'hardwareVendor', 'brandVendor', 'softwareVendor'))
    expect(told).not.toHaveProperty('vendor')
    expect(told).toMatchObject({
      hardwareVendor: ['vendor~isBlank', 'hardwareVendor~isBlank'],
      brandVendor: ['vendor~isBlank', 'brandVendor~isBlank'],
      softwareVendor: ['vendor~isBlank', 'softwareVendor~isBlank'],
      vendorUnknown: ['vendor~is~unknown', 'hardwareVendor~isBlank', 'brandVendor~isBlank', 'softwareVendor~isBlank'],
    })
  })

  it('need none for hardware where they are virtual, or a service', () => {
    const { hardwareVendor, softwareVendor } = whereOf(elements('vendor', 'hardwareVendor', 'kind'))
    expect(hardwareVendor).toEqual(['vendor~isBlank', 'hardwareVendor~isBlank', 'kind~isNot~virtual|service'])
    expect(softwareVendor).toEqual(['vendor~isBlank'])
  })

  it('are all, where no row states any; and of no rows nothing is missing', () => {
    expect(whereOf(elements())).toEqual({ vendor: [], dayBlank: [] })
    expect(listGapsOfRows([{ ...elements(), rows: 0 }])).toEqual([])
  })
})
