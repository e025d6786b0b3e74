import { expect, it } from 'vitest'
import { RandomStream } from './random.ts'

it('a stream of random numbers draws integers from both ends of a range, and nothing outside it', () => {
  const stream = new RandomStream(7, 1)
  const drawn = new Set(Array.from({ length: 200 }, () => stream.integer(3, 6)))
  expect([...drawn].sort((left, right) => left - right)).toEqual([3, 4, 5, 6])
})
