import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
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

  it.each([
    ['2025-06-29', 'cannot be shown'],
    ['2025-06-30', 'met'],
  ])('is asked of the year that ends on 2025-06-30: of all that lasts to %s it is %s', async (until, verdict) => {
    const workspace = mkdtempSync(join(tmpdir(), 'mainstay-cover-'))
    try {
      cpSync('examples/by-hand', workspace, { recursive: true })
      const change = (file: string, from: string | RegExp, to: string): void => {
        const path = join(workspace, file)
        writeFileSync(path, readFileSync(path, 'utf8').replaceAll(from, to))
      }
      change('scenarios/no-more-antennas.yaml', 'until: 2025-06-29', `until: ${until}`)
      const shelves = ['AAU-HW', 'AEQ-NK', 'SAR-NK', 'ASR-CI'].flatMap((part) =>
        ['NEWCASTLE', 'BRISTOL'].map((depot) => `${depot},${part},good,onHand,30,,2024-06-28\n`),
      )
      change('stock.csv', /\n.*$/gsu, `\n${shelves.join('')}`)
      const report = await planSpares({ workspace, today: parseDay('2024-07-01')! }, new FaultLog())
      expect(report!.cover[0]).toMatchObject({ rule: 'HAND-SPARES', verdict, partsShort: [] })
    } finally {
      rmSync(workspace, { recursive: true })
    }
  })
})
