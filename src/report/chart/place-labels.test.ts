import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { placeLabels } from './place-labels.ts'

describe('labels of a drawing', () => {
  const SCREEN_PX = 318
  const OFFSET_PX = 3

  /** How many labels meet, are crossed by the line of another, or leave the narrowest drawing. */
  function countClashes(markers: Parameters<typeof placeLabels>[0]): number {
    const placed = placeLabels(markers).map((label) => {
      const x = label.at * SCREEN_PX
      const width = label.label.length * 6.3
      return {
        row: label.row,
        x,
        from: label.anchor === 'start' ? x : x - width,
        to: label.anchor === 'start' ? x + width : x,
      }
    })
    return placed.filter(
      (label) =>
        label.from < -1 ||
        label.to > SCREEN_PX + 1 ||
        placed.some(
          (other) =>
            other !== label &&
            ((other.row === label.row && other.from < label.to && other.to > label.from) ||
              (other.row <= label.row && other.x > label.from + OFFSET_PX && other.x < label.to - OFFSET_PX)),
        ),
    ).length
  }

  const at = fc.double({ min: 0, max: 1, noNaN: true })

  it('never clash where three dates are told', () => {
    fc.assert(
      fc.property(at, at, at, (asOf, deadline, breach) => {
        const clashes = countClashes([
          { at: asOf, kind: 'as-of', label: 'as of 1 Sep 2026' },
          { at: deadline, kind: 'deadline', label: 'deadline 31 Dec 2027' },
          { at: breach, kind: 'breach', label: 'breach 1 Jan 2028' },
        ])
        expect(clashes).toBe(0)
      }),
      { numRuns: 1000 },
    )
  })

  it('stand on one row where there is room', () => {
    const placed = placeLabels([
      { at: 0, kind: 'as-of', label: 'as of 1 Sep 2026' },
      { at: 0.5, kind: 'breach', label: 'breach 1 Jan 2028' },
    ])
    expect(placed.map((label) => [label.row, label.anchor])).toEqual([
      [0, 'start'],
      [0, 'start'],
    ])
  })

  it('are all told, also where they cannot but clash', () => {
    const long = 'x'.repeat(80)
    fc.assert(
      fc.property(at, at, (left, right) => {
        const placed = placeLabels([
          { at: left, kind: 'as-of', label: long },
          { at: right, kind: 'breach', label: long },
        ])
        expect(new Set(placed.map((label) => label.row))).toEqual(new Set([0, 1]))
      }),
    )
  })
})
