import { expect, it } from 'vitest'
import { joinExamples } from './examples-found.ts'

it('names each kind of difference once, before all its examples', () => {
  expect(joinExamples(['network only: X', 'inventory only: A', 'inventory only: B'])).toBe(
    'network only: X; inventory only: A, B',
  )
  expect(joinExamples(['A', 'B'])).toBe('A, B')
  expect(joinExamples([])).toBe('')
})
