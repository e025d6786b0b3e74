import { describe, expect, it } from 'vitest'
import { FaultLog } from '#model/fault-log.ts'
import { parseDay } from '#base/calendar.ts'
import { planSpares } from './plan-spares.ts'

describe('a rule that asks for twelve months of stock', () => {
  it('is not met by what is known to last less long, whatever is not known of others', async () => {
    const report = await planSpares({ workspace: 'examples/by-hand', today: parseDay('2024-07-01')! }, new FaultLog())
    const [duty] = report!.cover
    expect(duty).toMatchObject({ rule: 'HAND-SPARES', months: 12, verdict: 'not met' })
    expect(duty!.partsShort[0]).toBe('AEQ-NK')
    expect(duty!.measuredBy).toBe('12 months of each part with 95 %')
  })
})
