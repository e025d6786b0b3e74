// One of the worlds that an estate half known may be: every blank, range, `unknown` and doubtful name given a value that
// it allows.

import { AFTER_ALL, BEFORE_ALL, type CivilDay, formatDay } from '#base/calendar.ts'
import { type DateSpan, parseDateSpan } from '#base/date-span.ts'
import { findFunction } from '#model/network-function.ts'
import { findTable } from '#model/tables.ts'
import type { VendorFile } from '#model/vendor.ts'
import { type Choose, chooseBetween, FIRST, LAST, OPERATORS } from './choosing.ts'
import type { TextRow, TextTables } from './fact-row.ts'
import { chooseGone, findMissing } from './possible-missing.ts'
import { day } from './small-question.ts'

const VENDORS = ['Alpha', 'Beta', 'Gamma', 'Delta', 'Epsilon']
const FUNCTIONS = ['ran.5g.gnb', 'ran.4g.enb', 'core.5g.amf', 'ran.basestation', 'transport']
const TECHNOLOGIES = ['4G', '5G', '4G|5G']
const CELLS: { readonly [column: string]: readonly string[] } = {
  kind: ['physical', 'virtual', 'service'],
  product: ['AirScale', 'Other'],
  bands: ['700MHz', '26GHz', '3.5GHz|700MHz'],
  tags: ['', 'vault', 'old|vault'],
  operators: OPERATORS,
}

/** The same estate with nothing left open; undefined where no choice of days would do in some tries. */
export function choosePossibleWorld(
  tables: TextTables,
  { inventoryDate, knownAt }: { readonly inventoryDate: CivilDay; readonly knownAt: CivilDay },
  choose: Choose,
  /** How many elements each total counts beyond those that may be shown. */
  shortfalls: readonly number[] = [],
): TextTables | undefined {
  const from = (options: readonly string[]): string => options[choose(options.length)]!
  const rowsOf = (name: string): readonly TextRow[] => tables[name] ?? []
  const missing = findMissing(tables, shortfalls, choose)
  const known = rowsOf('sites').map((row) => (isKnownAt(knownAt, row) ? row : asPlace(row)))
  const sites = [...known, ...missing.sites].map((row) => settleSite(row, from, choose))
  const placed = (row: TextRow): string => {
    const choice = choose(sites.length + 1)
    return choice < sites.length ? sites[choice]!.site! : `T${row.element}`
  }
  const elements: TextRow[] = []
  const events = new Map<string, Events>()
  for (const row of [...rowsOf('elements'), ...missing.elements]) {
    const chosen = chooseEvents(row, inventoryDate, choose)
    if (!chosen) return undefined
    events.set(row.element!, chosen)
    const { technologiesBefore, technologyChanged } = row
    const isChanged = (technologyChanged ?? '') !== ''
    const settled = settleElement(row, from, choose, placed)
    const stay = spellEvents(row, chosen)
    elements.push({
      ...settled,
      ...stay,
      ...chooseGone({ ...row, function: settled.function }, stay, rowsOf('network'), choose),
      ...choosePurchases(row, chosen.installed, choose),
      ...(isChanged
        ? {
            technologyChanged: chooseDay(row.technologyChanged!, choose),
            technologiesBefore: settleTechnologies(technologiesBefore ?? '', settled.function!, from),
          }
        : {}),
    })
  }
  const plan = choosePlan(rowsOf('plan'), from, choose, placed)
  const stated = new Set(sites.map(({ site }) => site))
  const added = [...elements, ...plan].flatMap(({ site = '' }) => (site === '' || stated.has(site) ? [] : [site]))
  return {
    ...tables,
    network: [],
    totals: [],
    sites: [...sites, ...[...new Set(added)].map((site) => ({ site, region: 'Kent', ...weigh({}, 'sites', choose) }))],
    elements,
    parts: rowsOf('parts').map((row) => ({ ...row, manufacturer: settleVendor(row.manufacturer ?? '', '', from) })),
    units: rowsOf('units').map((row) => settleUnit(row, events, choose)),
    contracts: rowsOf('contracts').map((row) => settleContract(row, from, choose)),
    plan,
    weights: rowsOf('weights').map((row) => ({ ...row, value: chooseAmount(row.value!, choose) })),
  }
}

function isKnownAt(knownAt: CivilDay, { knownFrom = '', knownUntil = '' }: TextRow): boolean {
  const isBegun = knownFrom === '' || parseDateSpan(knownFrom)!.latest <= knownAt
  return isBegun && (knownUntil === '' || knownAt < parseDateSpan(knownUntil)!.earliest)
}

/** Of a site whose row is not known nothing is known but that it is a place. */
function asPlace({ site }: TextRow): TextRow {
  return { site, region: 'unknown', tags: 'unknown' }
}

function settleSite(row: TextRow, from: (options: readonly string[]) => string, choose: Choose): TextRow {
  return {
    ...row,
    region: isOpen(row.region) ? from(['Wales', 'Kent']) : row.region,
    tags: row.tags === 'unknown' ? from(['', 'natsec', 'natsec|port']) : row.tags,
    ...weigh(row, 'sites', choose),
  }
}

function isOpen(text = ''): boolean {
  return text === '' || text === 'unknown'
}

function settleElement(
  row: TextRow,
  from: (options: readonly string[]) => string,
  choose: Choose,
  placed: (row: TextRow) => string,
): TextRow {
  const settled: Record<string, string | undefined> = { ...row, ...weigh(row, 'elements', choose) }
  for (const column of ['kind', 'tags', 'operators'])
    if (row[column] === 'unknown') settled[column] = from(CELLS[column]!)
  for (const column of ['product', 'bands']) if (isOpen(row[column])) settled[column] = from(CELLS[column]!)
  // What is stated to be carried is all that is: the function carries nothing besides.
  const stated = [row.technologies, row.technologiesBefore].filter((one = '') => !isOpen(one))
  const fits = (id: string) =>
    stated.every((one) => [undefined, ...one!.split('|')].includes(findFunction(id)?.technology))
  if (isOpen(row.function)) settled.function = from(FUNCTIONS.filter(fits))
  else if (row.function === 'ran') settled.function = from(FUNCTIONS.filter((id) => id.startsWith('ran') && fits(id)))
  settled.technologies = settleTechnologies(row.technologies ?? '', settled.function!, from)
  for (const column of Object.keys(row).filter((name) => name === 'vendor' || name.endsWith('Vendor')))
    if ((row[column] ?? '') !== '') settled[column] = settleVendor(row[column]!, settled.product!, from)
  const isPhysical = isOpen(settled.kind) || settled.kind === 'physical'
  if ((row.vendor ?? '') === '')
    for (const column of isPhysical
      ? ['hardwareVendor', 'brandVendor', 'softwareVendor']
      : ['brandVendor', 'softwareVendor'])
      if ((row[column] ?? '') === '') settled[column] = from(VENDORS)
  if (isPhysical && (row.site ?? '') === '' && (row.hostedOn ?? '') === '') settled.site = placed(row)
  return settled
}

function settleTechnologies(stated: string, functionId: string, from: (options: readonly string[]) => string): string {
  if (!isOpen(stated)) return stated
  // What the function implies is all that is known of it, and blank would mean something else in a plan.
  return findFunction(functionId)?.technology === undefined ? from(TECHNOLOGIES) : stated
}

/** Whom a name means that may mean several, or nobody knows whom. */
function settleVendor(name: string, product: string, from: (options: readonly string[]) => string): string {
  // The product beside it may tell whom an ambiguous name means.
  if (name === 'Twin' && product.startsWith('TwinOne')) return 'Alpha'
  if (name === 'Twin') return product.startsWith('D-') ? 'Delta' : from(['Alpha', 'Delta'])
  return name === '' || name === 'Nonesuch' || name === 'Generic' ? from(VENDORS) : name
}

// Owners

/** The registry with nothing left open; dates written alike are one event. */
export function choosePossibleOwners(file: VendorFile, choose: Choose): VendorFile {
  const chosen = new Map<string, string>()
  const dated = (text: string | undefined): { from?: string } => {
    if (text === undefined) return {}
    if (!chosen.has(text)) chosen.set(text, chooseDay(text, choose))
    return { from: chosen.get(text)! }
  }
  return {
    ...file,
    vendors: file.vendors.map((vendor) => ({
      ...vendor,
      ...(vendor.ownership && {
        ownership: vendor.ownership.map(({ from, ...link }) => ({ ...settleLink(link, choose), ...dated(from) })),
      }),
      ...(vendor.products && { products: vendor.products.map(({ from, ...line }) => ({ ...line, ...dated(from) })) }),
    })),
  }
}

type Link = NonNullable<VendorFile['vendors'][number]['ownership']>[number]

/** A share that is not stated may be any; exactly one half may control. */
function settleLink(link: Link, choose: Choose): Link {
  const { control, ...held } = link
  if (control === 'yes' || control === 'no') return link
  const isOpen = control === 'unknown' || link.share === '50 %'
  if (isOpen) return { ...held, control: choose(2) === 0 ? 'yes' : 'no' }
  return link.share === undefined ? { ...held, share: choose(2) === 0 ? '60 %' : '20 %' } : link
}

// Amounts

function weigh(row: TextRow, table: string, choose: Choose): TextRow {
  const measures = ['traffic', 'premises', 'subscribers'].filter((name) =>
    findTable(table)!.columns.some((column) => column.name === name),
  )
  return Object.fromEntries(measures.map((name) => [name, chooseAmount(row[name] ?? '', choose)]))
}

function chooseAmount(text: string, choose: Choose): string {
  if (isOpen(text)) return String(choose(9))
  const [low, high] = text.split('..')
  return high === undefined ? text : choose(2) === 0 ? low! : high
}

// Days

function spanOf(text: string): DateSpan {
  const { earliest, latest } = text === '' ? { earliest: BEFORE_ALL, latest: AFTER_ALL } : parseDateSpan(text)!
  return { earliest: Math.max(earliest, FIRST), latest: Math.max(Math.min(latest, LAST), Math.max(earliest, FIRST)) }
}

function chooseDay(text: string, choose: Choose): string {
  if (text === 'never') return text
  const { earliest, latest } = spanOf(text)
  return formatDay(chooseBetween(earliest, latest, choose))
}

/** Not after it ends. */
function chooseBeginning(text: string, end: string, choose: Choose): string {
  if (text === 'never') return text
  const { earliest, latest } = spanOf(text)
  const by = Math.min(latest, ['', 'never'].includes(end) ? LAST : spanOf(end).latest)
  return formatDay(chooseBetween(Math.min(earliest, by), by, choose))
}

/** Not before it began. */
function chooseEnd(text: string, begun: string, choose: Choose): string {
  const { earliest, latest } = spanOf(text)
  const from = begun === 'never' ? earliest : Math.max(earliest, day(begun))
  return formatDay(chooseBetween(from, Math.max(latest, from), choose))
}

interface Events {
  readonly installed: CivilDay
  readonly inService: CivilDay
  readonly outOfService: CivilDay
  readonly removed: CivilDay
}

/** Days in the order of events that agree with the cells and the status. */
function chooseEvents(row: TextRow, inventoryDate: CivilDay, choose: Choose): Events | undefined {
  const { status = '' } = row
  const chosenIn = (text: string) =>
    text === 'never' ? AFTER_ALL : chooseBetween(spanOf(text).earliest, spanOf(text).latest, choose)
  const ended = (text: string, isSeen: boolean) => {
    if (text === 'never' || (text === '' && !isSeen)) return AFTER_ALL
    return text === 'unknown' && choose(3) === 0 ? AFTER_ALL : chosenIn(text)
  }
  for (let tries = 0; tries < 200; tries++) {
    const installed = chosenIn(row.installed ?? '')
    const inService = chosenIn(row.inService ?? '')
    const removed = ended(row.removed ?? '', status === 'removed')
    const isEndOpen = ['', 'never'].includes(row.outOfService ?? '') && status !== 'outOfService'
    const outOfService = isEndOpen ? removed : ended(row.outOfService ?? '', status === 'outOfService')
    const events = { installed, inService, outOfService, removed }
    const isOrdered =
      inService >= AFTER_ALL
        ? installed <= removed
        : installed <= inService && inService <= outOfService && outOfService <= removed
    if (isOrdered && agreesWith(status, events, inventoryDate)) return events
  }
  return undefined
}

function agreesWith(status: string, { installed, inService, outOfService, removed }: Events, seen: CivilDay): boolean {
  switch (status) {
    case 'inService':
      return inService <= seen && seen <= outOfService
    case 'installed':
      return installed <= seen && seen < inService && seen <= removed
    case 'planned':
    case 'delivered':
      return installed > seen
    case 'outOfService':
      return outOfService < seen && seen <= removed
    case 'removed':
      return removed < seen
    default:
      return true
  }
}

function spellEvents(row: TextRow, { installed, inService, outOfService, removed }: Events): TextRow {
  const spell = (on: CivilDay) => (on >= AFTER_ALL ? 'never' : formatDay(on))
  return {
    installed: spell(installed),
    inService: spell(inService),
    outOfService: inService >= AFTER_ALL ? (row.outOfService ?? '') : spell(outOfService),
    removed: spell(removed),
  }
}

/** What is bought is bought by the installation, unless it surely was not. */
function choosePurchases(row: TextRow, installed: CivilDay, choose: Choose): TextRow {
  const chosen: Record<string, string> = {}
  for (const event of ['procured', 'produced', 'delivered']) {
    const { earliest, latest } = spanOf(row[event] ?? '')
    const by = earliest > installed ? latest : Math.min(latest, installed)
    chosen[event] = formatDay(chooseBetween(earliest, by, choose))
  }
  return chosen
}

function settleUnit(row: TextRow, events: ReadonlyMap<string, Events>, choose: Choose): TextRow {
  const { quantity = '' } = row
  const counts = quantity === 'unknown' ? ['0', '1', '4'] : quantity.split('..')
  const date = (text = '') => (text === '' || text === 'never' ? text : chooseDay(text, choose))
  const installed = date(row.installed)
  const made = events.get(row.element!)?.installed ?? FIRST
  const by = installed === '' || installed === 'never' ? made : day(installed)
  return {
    ...row,
    quantity: counts[choose(counts.length)],
    installed,
    removed: date(row.removed),
    ...(row.produced === undefined
      ? {}
      : { produced: choosePurchases({ produced: row.produced }, by, choose).produced }),
  }
}

function settleContract(row: TextRow, from: (options: readonly string[]) => string, choose: Choose): TextRow {
  const begun = chooseBeginning(row.from ?? '', row.to ?? '', choose)
  const stated = isOpen(row.technologies)
    ? FUNCTIONS
    : FUNCTIONS.filter((id) => findFunction(id)?.technology === undefined)
  const functions = (row.functions ?? '') === '' ? from(stated) : row.functions!
  return {
    ...row,
    supplier: settleVendor(row.supplier!, '', from),
    functions,
    technologies: settleTechnologies(row.technologies ?? '', functions.split('|')[0]!, from),
    operators: row.operators === 'unknown' ? from(CELLS.operators!) : row.operators,
    from: begun,
    to: ['', 'never'].includes(row.to ?? '') ? row.to : chooseEnd(row.to!, begun, choose),
    signed: choosePurchases({ procured: row.signed }, begun === 'never' ? LAST : day(begun), choose).procured,
  }
}

function choosePlan(
  rows: readonly TextRow[],
  from: (options: readonly string[]) => string,
  choose: Choose,
  placed: (row: TextRow) => string,
): TextRow[] {
  return rows.map((row) => {
    const notified = (row.notified ?? '') === '' ? '' : chooseDay(row.notified!, choose)
    const chosen = { ...row, date: chooseDay(row.date!, choose), notified }
    if (row.action === 'install') return settleElement(chosen, from, choose, placed)
    return row.action === 'replace' ? settleSuccessor(chosen, from, choose) : chosen
  })
}

/** What a row leaves blank a successor takes over, but for suppliers and product. */
function settleSuccessor(row: TextRow, from: (options: readonly string[]) => string, choose: Choose): TextRow {
  const settled = settleElement(row, from, choose, () => '')
  const kept = ['kind', 'site', 'function', 'technologies', 'bands', 'operators', 'traffic', 'premises', 'subscribers']
  const blank = Object.fromEntries(kept.filter((name) => !row[name]).map((name) => [name, '']))
  // Of what function it takes over it is not said here; the function may tell what it carries.
  const carried = row.function ? {} : { technologies: row.technologies ?? '' }
  return { ...settled, ...blank, ...carried }
}
