import { describe, expect, it } from 'vitest'
import { MAYBE, NO, YES } from '#base/trilean.ts'
import { askBand } from './ask-class.ts'
import { plainBand } from './plain-name.ts'

describe('whether a class transmits in a band', () => {
  const answer = (wanted: string, ...stated: string[]) => askBand([plainBand(wanted)], stated.map(plainBand))

  it('is told by the names where they can be compared', () => {
    expect(answer('3.5GHz', '700 MHz', '3500 MHz')).toBe(YES)
    expect(answer('3.5GHz', '700 MHz')).toBe(NO)
    expect(answer('n78', 'N78')).toBe(YES)
    expect(answer('n78', 'n28', 'b3')).toBe(NO)
    expect(answer('C-band', 'c band')).toBe(YES)
  })

  it('is open where one of them is written in another way: it may be the same band', () => {
    for (const other of ['n78', '3500', '3.4-3.8GHz', '3500 MHz TDD', 'C-band'])
      expect([other, answer('3.5GHz', other), answer('3.5GHz', other, '700MHz')]).toEqual([other, MAYBE, MAYBE])
    expect(answer('n78', '3.5GHz')).toBe(MAYBE)
    expect(answer('C-band', 'mid band')).toBe(MAYBE)
  })

  it('is not known of what states no band, and no of what has none', () => {
    expect(askBand(['n78'], undefined)).toBe(MAYBE)
    expect(askBand(['n78'], [])).toBe(NO)
  })
})
