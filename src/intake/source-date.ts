// The civil date in a date or an instant as other systems write them; anything doubtful is not guessed.

import { parseDay } from '#base/calendar.ts'

/**
 * `2018-09-23`, `2018-09-23T00:00:00Z`, `2018-09-23 10:15`, `20180923`: the date as it is written. Undefined for
 * anything else, such as `03/04/2018`, which is two dates.
 */
export function readSourceDate(text: string): string | undefined {
  const match = /^(\d{4})-(\d{2})-(\d{2})(?:[T ][\d:.,]+\s?(?:Z|[+-]\d{2}:?\d{2})?)?$/i.exec(text)
  const compact = match ?? /^(\d{4})(\d{2})(\d{2})$/.exec(text)
  if (!compact) return undefined
  const date = `${compact[1]}-${compact[2]}-${compact[3]}`
  return parseDay(date) === undefined ? undefined : date
}
