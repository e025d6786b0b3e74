import { describe, expect, it } from 'vitest'
import { plainBand, plainName } from './plain-name.ts'

describe('a plain name', () => {
  it('is one for all spellings that differ in case, spaces, hyphens and underscores', () => {
    expect(new Set(['natsec', 'NatSec', 'NAT-SEC', ' nat_sec', 'nat – sec'].map(plainName))).toEqual(
      new Set(['natsec']),
    )
    expect(plainName('North West')).toBe(plainName('north-west'))
  })

  it('tells apart what other letters and digits tell apart', () => {
    expect(plainName('natsec2')).not.toBe(plainName('natsec'))
    expect(plainName('zone 1-2')).not.toBe(plainName('zone 12'))
    expect(plainName('zone 1 2')).toBe(plainName('Zone 1-2'))
    expect(plainName('tier-1')).toBe(plainName('Tier 1'))
    expect(plainName('Côte')).not.toBe(plainName('Cote'))
    expect(plainName('-')).not.toBe(plainName('_'))
  })
})

describe('a plain band', () => {
  it('is one for a frequency in whatever unit', () => {
    const spellings = [
      '3.5GHz',
      '3.5 GHz',
      '3,5 ghz',
      '3.50GHz',
      '3500MHz',
      '3500.0 MHz',
      '3500000 kHz',
      '03.5-GHz',
      '3.500 GHz',
    ]
    expect(new Set(spellings.map(plainBand))).toEqual(new Set(['3500000000hz']))
  })

  it('tells apart other frequencies, and is a plain name where it is no frequency', () => {
    expect(new Set(['3.4GHz', '3.5GHz', '35GHz', '3.5MHz', '350MHz', '3,500MHz'].map(plainBand)).size).toBe(6)
    const doubtful = ['3,500 MHz', '3.500 MHz', '3.500 kHz', '3.5MHz', '3500MHz']
    expect(new Set(doubtful.map(plainBand)).size).toBe(doubtful.length)
    expect(plainBand('3.500 MHz')).toBe(plainBand('3.500MHz'))
    expect(plainBand('3500.1250 MHz')).toBe('3500125000hz')
    expect(plainBand('Band n78')).toBe('bandn78')
    expect(plainBand('Operator of Vital-Importance')).toBe(plainBand('operator of vital importance'))
  })
})
