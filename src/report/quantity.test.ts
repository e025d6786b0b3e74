import { describe, expect, it } from 'vitest'
import { columnScale, formatAmount, readingScale } from './quantity.ts'

function say(amount: number, unit: string): string {
  const scale = readingScale(unit, amount)
  return `${formatAmount(amount, scale)} ${scale.unit}`
}

describe('an amount', () => {
  it('of traffic is told in the scale that suits its size', () => {
    expect([999, 1000, 120_000, 999_999, 139_138_653, 2_500_000_000].map((amount) => say(amount, 'kbit/s'))).toEqual([
      '999 kbit/s',
      '1 Mbit/s',
      '120 Mbit/s',
      '1,000 Mbit/s',
      '139.1 Gbit/s',
      '2.5 Tbit/s',
    ])
  })

  it('summed in parts of one is told in whole ones', () => {
    expect(say(12_345_678, 'thousandths of premises')).toBe('12,346 premises')
    expect(say(31_500, 'thousandths of sites')).toBe('31.5 sites')
    expect(say(333, 'thousandths of premises')).toBe('0.333 premises')
    expect(say(139_138_653_000, 'thousandths of kbit/s')).toBe('139.1 Gbit/s')
    expect(say(31_500_000, 'millionths of sites')).toBe('31.5 sites')
  })

  it('of whole ones is never rounded', () => {
    expect(say(1_234_567, 'premises')).toBe('1,234,567 premises')
  })

  it('is rounded the way that is asked for', () => {
    const scale = readingScale('kbit/s', 139_138_653)
    expect(formatAmount(139_138_653, scale, Math.ceil)).toBe('139.2')
    expect(formatAmount(139_138_653, scale, Math.floor)).toBe('139.1')
  })

  it('in a column has the unit of the workspace', () => {
    expect(columnScale('kbit/s')).toEqual({ unit: 'Mbit/s', divisor: 1000 })
    expect(columnScale('thousandths of kbit/s')).toEqual({ unit: 'Mbit/s', divisor: 1_000_000 })
    expect(columnScale('thousandths of premises')).toEqual({ unit: 'premises', divisor: 1000 })
    expect(columnScale('vendors')).toEqual({ unit: 'vendors', divisor: 1 })
  })
})
