import { describe, expect, it } from 'vitest'
import { sayRequestFault } from './request-fault.ts'

describe('a fault of a request', () => {
  it.each([
    ['body.name', 'expected a name', 'Name: expected a name'],
    ['body.from.jurisdictions.0', 'expected string', 'Jurisdictions: expected string'],
    ['query.groupBy', 'is not known here', 'Group by: is not known here'],
    ['body', 'is missing', 'is missing'],
    ['path.arrival', 'expected an identifier (UUID)', 'What the address names is mistyped, or not there.'],
  ])('at `%s` is told in the words of the page', (where, problem, said) => {
    expect(sayRequestFault({ where, problem })).toBe(said)
  })
})
