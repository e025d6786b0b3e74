// What every command is given, and how options are read.

import { InvalidArgumentError } from 'commander'
import { type CivilDay, FIRST_DAY, formatDay, LAST_DAY, parseDay } from '#base/calendar.ts'
import type { ExitCode } from './exit-code.ts'
import type { Terminal } from './terminal.ts'

export interface CommandContext {
  readonly terminal: Terminal
  /** Says how the command ended; the process ends with it. */
  end(code: ExitCode): void
}

export function readDayOption(text: string): CivilDay {
  const day = parseDay(text)
  if (day === undefined)
    throw new InvalidArgumentError(
      `expected a day from ${formatDay(FIRST_DAY)} to ${formatDay(LAST_DAY)}, such as 2020-06-19`,
    )
  return day
}

export function readListOption(text: string): string[] {
  const items = text
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '')
  if (items.length === 0) throw new InvalidArgumentError('expected names separated by commas')
  return items
}
