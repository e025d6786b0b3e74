import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { guardFormula, unguardFormula } from './formula-guard.ts'

describe('guardFormula', () => {
  it.each([
    ['=SUM(A1)', "'=SUM(A1)"],
    ['+44 20 7946', "'+44 20 7946"],
    ['-', "'-"],
    ['-0.5-1', "'-0.5-1"],
    ['@user', "'@user"],
    ['\t=1', "'\t=1"],
    ['\r', "'\r"],
    ['＝1+1', "'＝1+1"],
    ["'=1", "''=1"],
  ])('%j is made plain text', (text, guarded) => expect(guardFormula(text)).toBe(guarded))

  it.each(['', '-0.5', '+3', '-12.', '.5', 'a=b', 'GNB-0001', "'s-Hertogenbosch", "'"])('%j is left alone', (text) =>
    expect(guardFormula(text)).toBe(text),
  )

  it('no written text can be run by a spreadsheet', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom("'", '=', '-', '+', '1', '.', '@', 'a', '\t', '\r') }), (text) => {
        const written = guardFormula(text)
        expect(!/^[=+\-@\t\r]/.test(written) || /^[-+][\d.]+$/.test(written)).toBe(true)
      }),
    )
  })
})

describe('unguardFormula', () => {
  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.string({ unit: fc.constantFrom("'", '=', '-', '+', '1', '.', '@', 'a', '\t', '\r') }),
  )
  it('every text is read back as it was', () => {
    fc.assert(
      fc.property(text, (original) => {
        expect(unguardFormula(guardFormula(original))).toBe(original)
      }),
      { numRuns: 2000 },
    )
  })

  it('an apostrophe that guards nothing is text', () => {
    expect(unguardFormula("'s-Hertogenbosch")).toBe("'s-Hertogenbosch")
    expect(unguardFormula("'-0.5")).toBe("'-0.5")
  })
})
