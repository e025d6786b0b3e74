import { describe, expect, it } from 'vitest'
import { UnclaimedUnits } from './unclaimed-units.ts'

describe('units that come for places that were swapped out', () => {
  it('are on hand for others as soon as those places are no longer among those owed', () => {
    const unclaimed = new UnclaimedUnits()
    expect(unclaimed.at(0, 0)).toBe(0)
    unclaimed.note(0, 4, 0)
    // Half of the places go, and two of the four that wait; they still are among those owed.
    expect(unclaimed.at(0, 0.5)).toBe(2)
    unclaimed.note(0, 2, 2)
    expect(unclaimed.at(0, 0)).toBe(0)
    // One of them was served, and then the other: both units are there for others, and stay so.
    unclaimed.note(0, 2, 1)
    expect(unclaimed.at(0, 0)).toBe(1)
    unclaimed.note(0, 1, 0)
    expect(unclaimed.at(0, 0)).toBe(2)
    expect(unclaimed.at(1, 0.5)).toBe(0)
  })
})
