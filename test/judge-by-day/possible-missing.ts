// What an inventory does not show, in one of the worlds it may be: the elements that only a list of the network has, those
// that a total counts beyond the inventory, and those that are gone because the list did not see them.

import { type CivilDay, formatDay } from '#base/calendar.ts'
import { parseDateSpan } from '#base/date-span.ts'
import { type Choose, chooseBetween, FIRST, LAST, OPERATORS } from './choosing.ts'
import type { TextRow, TextTables } from './fact-row.ts'
import { day } from './small-question.ts'

export interface Missing {
  readonly elements: readonly TextRow[]
  readonly sites: readonly TextRow[]
}

/** As rows of an inventory that shows all; their blanks are settled with those of the others. */
export function findMissing(
  { elements = [], plan = [], network = [], totals = [] }: TextTables,
  /** How many elements each total counts beyond those that may be shown. */
  shortfalls: readonly number[],
  choose: Choose,
): Missing {
  const named = new Set([...elements, ...plan].flatMap((row) => [row.element, row.successor]))
  const seen = network.filter(({ element }) => !named.has(element)).map((row) => asElement(row, choose))
  const counted = totals.flatMap((row, index) =>
    Array.from({ length: shortfalls[index] ?? 0 }, (_, copy) => asCounted(row, `M${index}-${copy}`, choose)),
  )
  return {
    elements: [...seen, ...counted.map(({ element }) => element)],
    sites: counted.map(({ site }) => site),
  }
}

/** In service on the day it was seen, of whatever kind; a physical one that states no site stands on some. */
function asElement({ seen, ...row }: TextRow, choose: Choose): TextRow {
  const { earliest, latest } = parseDateSpan(seen!)!
  const on = chooseBetween(Math.max(earliest, FIRST), Math.min(latest, LAST), choose)
  return { ...row, kind: 'unknown', tags: 'unknown', ...serveOn(on, choose) }
}

/** As it was counted: of the function or below, with one of the technologies, in the region, from the vendor; on a site of its own. */
function asCounted(row: TextRow, identifier: string, choose: Choose): { element: TextRow; site: TextRow } {
  const technologies = (row.technologies ?? '').split('|')
  const isOpen = technologies[0] === '' || technologies[0] === 'unknown'
  const element = {
    element: identifier,
    site: `T${identifier}`,
    function: row.function ?? '',
    technologies: isOpen ? 'unknown' : technologies[choose(technologies.length)]!,
    vendor: row.vendor === 'unknown' ? 'Nonesuch' : (row.vendor ?? ''),
    operators: OPERATORS[choose(OPERATORS.length)]!,
    tags: 'unknown',
    ...serveOn(day(row.on!), choose),
  }
  return { element, site: { site: element.site, region: row.region ?? '', tags: 'unknown' } }
}

function serveOn(on: CivilDay, choose: Choose): TextRow {
  const inService = chooseBetween(FIRST, on, choose)
  const outOfService = choose(3) === 0 ? undefined : chooseBetween(on, LAST, choose)
  return {
    installed: formatDay(chooseBetween(FIRST, inService, choose)),
    inService: formatDay(inService),
    outOfService: outOfService === undefined ? '' : formatDay(outOfService),
    removed: outOfService === undefined ? '' : formatDay(chooseBetween(outOfService, LAST, choose)),
  }
}

/**
 * The end of an element that was surely in service on the last day of the list, and that the list did not see: it was gone
 * by then, or it goes later, or it was overlooked.
 */
export function chooseGone(row: TextRow, stay: TextRow, network: readonly TextRow[], choose: Choose): TextRow {
  if (network.length === 0 || network.some(({ element }) => element === row.element) || choose(2) === 0) return {}
  const lastSeen = Math.max(...network.map(({ seen }) => parseDateSpan(seen!)!.latest))
  const ends = [row.outOfService, row.removed].filter((text = '') => text !== '' && text !== 'never')
  const isServing =
    parseDateSpan(row.inService || 'unknown')!.latest <= lastSeen &&
    ends.every((text) => parseDateSpan(text!)!.earliest > lastSeen)
  const isOfList = network.some(({ function: listed = '' }) => isOfOneFamily(listed, row.function!))
  if (!isServing || !isOfList || lastSeen > LAST) return {}
  const end = stay.outOfService === 'never' ? LAST : Math.min(day(stay.outOfService!), LAST)
  const gone = formatDay(chooseBetween(Math.max(lastSeen - 1, day(stay.inService!)), end, choose))
  return { status: '', outOfService: gone, removed: gone }
}

/** By the first two steps of the function. */
function isOfOneFamily(listed: string, id: string): boolean {
  if (listed === '' || listed === 'unknown') return true
  const family = listed.split('.').slice(0, 2).join('.')
  return id === family || id.startsWith(`${family}.`) || family.startsWith(`${id}.`)
}
