import { describe, expect, it } from 'vitest'
import { isGivenName } from './given-name.ts'

describe('a name people give', () => {
  it.each(['Core', 'Kärnten 2 (Süd)', '  two words ', '中部', 'می‌خواهم', '👩‍🔧', '🏴󠁧󠁢󠁳󠁣󠁴󠁿', '-', '❤️'])(
    'may be `%s`',
    (name) => {
      expect(isGivenName(name)).toBe(true)
    },
  )

  it.each([
    '',
    ' ',
    '\u00a0\u3000',
    '\u2800',
    '\u3164\u200d',
    'two\nlines',
    'tab\tbed',
    'bell\u0007',
    '\u001b[2J',
    'next\u0085line',
    'Core\u202eeroC',
    '\u2066Core\u2069',
    'zero\u200bwidth',
    'line\u2028separator',
  ])('is refused as %j', (name) => {
    expect(isGivenName(name)).toBe(false)
  })

  it('is looked through in a time that grows with its length alone', () => {
    const long = 'x'.repeat(1_000_000)
    expect(isGivenName(`${long}\u0007`)).toBe(false)
    expect(isGivenName(' '.repeat(1_000_000))).toBe(false)
  })
})
