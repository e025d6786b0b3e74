import { describe, expect, it } from 'vitest'
import { curvePath, groundPath } from './curve-path.ts'

const points = [
  { x: 0, y: 10 },
  { x: 5.123, y: 20 },
]

describe('a curve', () => {
  it('goes straight from point to point', () => {
    expect(curvePath(points)).toBe('M0 10L5.12 20')
  })

  it('is closed along the ground below it', () => {
    expect(groundPath(points, 140)).toBe('M0 10L5.12 20L5.12 140L0 140Z')
    expect(groundPath([], 140)).toBe('')
  })
})
