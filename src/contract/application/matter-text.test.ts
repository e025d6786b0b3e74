import fc from 'fast-check'
import { expect, it } from 'vitest'
import { formatMatter, MATTER_ANSWERS, parseMatter } from './matter-text.ts'

it('the condition that rows matter to a rule is read as it was written, whatever the rule is called', () => {
  const name = fc.string({ minLength: 1 })
  const answer = fc.constantFrom(undefined, ...MATTER_ANSWERS)
  fc.assert(
    fc.property(fc.uuid(), name, name, answer, (analysis, pack, rule, said) => {
      const condition = { analysis, pack, rule, ...(said === undefined ? {} : { answer: said }) }
      expect(parseMatter(formatMatter(condition))).toEqual(condition)
    }),
  )
})

it.each([
  '',
  'x',
  'x~pack~rule',
  '1ef3317b-173b-40f8-8d87-ba8017eb87cf~pack',
  '1ef3317b-173b-40f8-8d87-ba8017eb87cf~p~r~x',
])('`%s` is no such condition', (text) => {
  expect(parseMatter(text)).toBeUndefined()
})
