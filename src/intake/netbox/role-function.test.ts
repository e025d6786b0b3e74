import fc from 'fast-check'
import { expect, it } from 'vitest'
import { matchesWildcard } from './role-function.ts'

it.each([
  ['core router', 'Core Router', true],
  ['core*', 'Core Router', true],
  ['*router', 'Core Router', true],
  ['c*r*r', 'Core Router', true],
  ['*', '', true],
  ['a*a', 'a', false],
  ['a*b*a', 'aba', true],
  ['router', 'Core Router', false],
  ['core?router', 'Core Router', false],
  ['.*', 'Core Router', false],
])('the pattern %j and the role %j: %s', (pattern, role, isMatch) => {
  expect(matchesWildcard(pattern, role)).toBe(isMatch)
})

it('a wildcard pattern matches what a regular expression with the same meaning matches', () => {
  const word = fc.string({ unit: fc.constantFrom('a', 'b', '*'), maxLength: 6 })
  fc.assert(
    fc.property(word, fc.string({ unit: fc.constantFrom('a', 'b'), maxLength: 8 }), (pattern, text) => {
      expect(matchesWildcard(pattern, text)).toBe(new RegExp(`^${pattern.replaceAll('*', '.*')}$`).test(text))
    }),
    { numRuns: 2000 },
  )
})

it('a pattern made to hurt is matched at once', () => {
  const started = performance.now()
  expect(matchesWildcard(`${'a*'.repeat(5000)}b`, 'a'.repeat(20_000))).toBe(false)
  expect(performance.now() - started).toBeLessThan(1000)
})
