// How long the spares last, on a terminal: of each manufacturer, and of each part that runs out.

import { formatNumber } from '#base/format-number.ts'
import type { Lasting, PartResult } from '#model/spares-report.ts'
import type { TextColumn } from '../text-table.ts'
import { bought, expectedFailures, onHand, recoveryOf } from './part-sums.ts'
import { sayAskedSurvival } from './summary.ts'
import { sayNothingOrdered } from './supply-words.ts'
import { type Page, say, startSection, writeRows } from './text-page.ts'
import { sayBand, sayExpected, sayMonths, sayShared, saySurvival, saySwappedOut } from './words.ts'

/** Of what rates and plan may be. */
const BAND = 'in 9 of 10 cases'

/** In 19 of 20 cases; nothing where that is no news. */
const sayAtLeast = ({ lastsUntil, atLeast }: Lasting): string =>
  atLeast.lastsUntil === lastsUntil ? '' : (atLeast.lastsUntil ?? 'not at all')

const VENDOR_COLUMNS: readonly TextColumn[] = [
  { name: 'manufacturer', wraps: true },
  { name: 'parts', isNumber: true },
  { name: 'lasts until' },
  { name: 'cover', from: 90 },
  { name: 'at least until', from: 110 },
  { name: 'swapped out', from: 65 },
  { name: 'at the end', isNumber: true },
  { name: BAND, isNumber: true, from: 100 },
]

export function writeVendors(page: Page): void {
  const { report, palette } = page
  if (report.vendors.length === 0 || page.summary.answer === 'nothing to reckon') return
  startSection(
    page,
    `How long the spares of each manufacturer last with ${sayAskedSurvival(report)}, without buying or moving`,
  )
  const vendors = report.vendors.toSorted((left, right) => left.lasting.coverMonths - right.lasting.coverMonths)
  writeRows(page, VENDOR_COLUMNS, vendors, (vendor) => {
    const { name, parts, partsNotReckoned, lasting } = vendor
    const isReckoned = parts > partsNotReckoned
    const count =
      partsNotReckoned === 0
        ? formatNumber(parts)
        : `${formatNumber(parts - partsNotReckoned)} of ${formatNumber(parts)}`
    if (!isReckoned) return [name, count, { text: 'not reckoned', tone: palette.doubtful }]
    return [
      name,
      count,
      lasting.lastsToEnd ? { text: 'to the end', tone: palette.good } : (lasting.lastsUntil ?? 'not at all'),
      lasting.lastsToEnd ? '' : sayMonths(lasting.coverMonths),
      sayAtLeast(lasting),
      saySwappedOut(recoveryOf(report.parts, vendor)),
      saySurvival(lasting),
      sayBand(lasting),
    ]
  })
  const ordered = sayNothingOrdered(report)
  if (ordered !== '') say(page, ordered, palette.dim, '  ')
}

const PART_COLUMNS: readonly TextColumn[] = [
  { name: 'part', wraps: true },
  { name: 'manufacturer', wraps: true, from: 120 },
  { name: 'lasts until' },
  { name: 'cover', from: 95 },
  { name: 'at least until', from: 130 },
  { name: 'swapped out', from: 65 },
  { name: 'at the end', isNumber: true },
  { name: BAND, isNumber: true, from: 110 },
  { name: 'failures', isNumber: true, from: 76 },
  { name: 'on hand', isNumber: true, from: 76 },
  { name: 'buy', isNumber: true },
]

export function writeShort(page: Page): void {
  const { short } = page.summary
  if (short.length === 0) return
  startSection(page, 'What runs out')
  writeRows(page, PART_COLUMNS, short, (part) => {
    const lasting = part.lasting!
    const buy = bought(part)
    return [
      nameShared(part),
      part.manufacturer,
      lasting.lastsUntil ?? 'not at all',
      sayMonths(lasting.coverMonths),
      sayAtLeast(lasting),
      saySwappedOut(part.recoveredOn),
      saySurvival(lasting),
      sayBand(lasting),
      sayExpected(expectedFailures(part)),
      formatNumber(onHand(part)),
      buy === 0 ? 'none' : formatNumber(buy),
    ]
  })
}

/** `G1 with G2`. */
export const nameShared = (part: PartResult): string =>
  [part.part, sayShared(part)].filter((text) => text !== '').join(' ')
