// What the figures rest on, on a terminal.

import { formatCount } from '#base/format-number.ts'
import { describeFault } from '#model/fault.ts'
import { type Page, plain, say, startSection, tellRest } from './text-page.ts'
import { sayCrossCheck, sayUnits } from './words.ts'

export function writeBasis(page: Page): void {
  const { report, summary, palette } = page
  const { coverage, assumptions, faults } = report
  startSection(page, 'What it rests on')
  say(page, sayUnits(coverage), plain, '  ', '    ')
  const crossCheck = sayCrossCheck(report)
  if (crossCheck !== undefined) say(page, crossCheck, plain, '  ', '    ')
  for (const one of summary.reservations) say(page, one, palette.doubtful, '  ', '    ')
  if (page.most === Number.POSITIVE_INFINITY) writeNotCounted(page)
  for (const { what, parts } of assumptions.slice(0, page.most))
    say(page, `assumed of ${formatCount(parts.length, 'part')}: ${what}`, plain, '  ', '    ')
  tellRest(page, assumptions.length)
  for (const fault of faults.shown.slice(0, page.most))
    say(page, `${fault.severity}: ${describeFault(fault)}`, plain, '  ', '    ')
  tellRest(page, faults.errors + faults.warnings)
}

/** Stock that is not reckoned with, row by row. */
function writeNotCounted(page: Page): void {
  for (const { part, notCounted } of page.report.parts)
    for (const { units, why, place } of notCounted)
      say(
        page,
        `not reckoned with: ${formatCount(units, 'unit')} of ${part}, ${why} (${place})`,
        plain,
        '    ',
        '      ',
      )
}
