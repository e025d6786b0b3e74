// Random small questions that a reader would accept: estates, plans, packs and owners with everything in them that may
// be known, half known or not known at all.
//
// Dates are drawn as what truly happened and then told more or less well, so that few rows contradict themselves. Rows
// that are at fault (a status that is guessed, a plan row about an element that is gone) are left out, not repaired; the
// last that was is kept beside the question, so that both methods may be asked what is at fault.

import fc from 'fast-check'
import { formatDay } from '#base/calendar.ts'
import { compareIdentifiers } from '#base/identifier-order.ts'
import { buildVendorBook } from '#engine/vendors/index.ts'
import type { CapRule, Predicate, Scope, VendorCondition } from '#model/rule.ts'
import { findTable, SUPPLIER_ROLES } from '#model/tables.ts'
import type { VendorFile } from '#model/vendor.ts'
import { askVendors } from './answer-by-day.ts'
import { buildEstateByDay } from './estate-by-day.ts'
import type { TextRow, TextTables } from './fact-row.ts'
import { type Name, spellingsOf } from './spellings.ts'
import {
  day,
  makeQuestion,
  type SmallEdition,
  type SmallPack,
  type SmallQuestion,
  type SmallRule,
} from './small-question.ts'

export interface RandomQuestion {
  readonly small: SmallQuestion
  /** The same with one row more, which is at fault, or makes others so. */
  readonly faulty?: SmallQuestion
  readonly vendors: VendorFile
}

export const JUDGED_KINDS = [
  'cap',
  'exclusion',
  'removal',
  'freeze',
  'diversity',
  'authorisation',
  'notification',
] as const
export type JudgedKind = (typeof JUDGED_KINDS)[number]

/** Day 0 of every random question. */
const DAY_ZERO = day('2024-01-01')

function spell(offset: number): string {
  return formatDay(DAY_ZERO + offset)
}

const offsets = fc.integer({ min: -15, max: 70 })

/** How well something that happened is told. */
const tellings = fc.record({
  style: fc.oneof(
    { weight: 9, arbitrary: fc.constant('exact') },
    { weight: 6, arbitrary: fc.constantFrom('blank', 'range', 'range', 'unknown', 'since', 'by') },
  ),
  before: fc.nat(6),
  after: fc.nat(6),
})
type Telling = { readonly style: string; readonly before: number; readonly after: number }

function tell(truth: number, { style, before, after }: Telling): string {
  switch (style) {
    case 'blank':
      return ''
    case 'range':
      return `${spell(truth - before)}..${spell(truth + after)}`
    case 'unknown':
      return 'unknown'
    case 'since':
      return `${spell(truth - before)}..`
    case 'by':
      return `..${spell(truth + after)}`
    default:
      return spell(truth)
  }
}

/** Drawn in one of so many cases; else null. */
function oneIn<Value>(cases: number, values: fc.Arbitrary<Value>): fc.Arbitrary<Value | null> {
  return fc.oneof({ weight: cases - 1, arbitrary: fc.constant<Value | null>(null) }, { weight: 1, arbitrary: values })
}

/** Mostly blank. */
function seldom(cells: fc.Arbitrary<string>): fc.Arbitrary<string> {
  return fc.oneof({ weight: 4, arbitrary: fc.constant('') }, { weight: 1, arbitrary: cells })
}

/** Any spelling of any of the names. */
function spelt(...names: readonly Name[]): fc.Arbitrary<string> {
  return fc.constantFrom(...names).chain((name) => fc.constantFrom(...spellingsOf(name)))
}

/** One or two of the names, as a cell lists them. */
function listed(...names: readonly Name[]): fc.Arbitrary<string> {
  return fc
    .uniqueArray(fc.constantFrom(...names), { minLength: 1, maxLength: 2 })
    .chain((some) => fc.tuple(...some.map((name) => spelt(name))))
    .map((spellings) => spellings.join('|'))
}

/** Now and then blank, and now and then unknown. */
function orOpen(cells: fc.Arbitrary<string>): fc.Arbitrary<string> {
  return fc.oneof({ weight: 2, arbitrary: cells }, { weight: 1, arbitrary: fc.constantFrom('', 'unknown') })
}

// What stands in cells

const vendorNames = fc.oneof(
  { weight: 9, arbitrary: fc.constantFrom('Alpha', 'Delta', 'Beta', 'Gamma', 'Alpha') },
  { weight: 2, arbitrary: fc.constantFrom('', 'Nonesuch', 'Twin', 'Generic') },
)
const plainVendorNames = fc.constantFrom('Alpha', 'Beta', 'Gamma', 'Delta', 'Nonesuch', 'Generic')
const functionCells = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom('ran.5g.gnb', 'ran.4g.enb', 'core.5g.amf', 'ran.basestation') },
  { weight: 1, arbitrary: fc.constantFrom('', 'unknown', 'ran') },
)
const technologyCells = fc.constantFrom('', '', '4G', '5G', '4G|5G', 'unknown')
const operatorCells = fc.oneof(
  {
    weight: 9,
    arbitrary: fc.constantFrom('', '', '', 'North:60|South:40', 'North:1|South:2', 'nord:1|South:6', 'South:1'),
  },
  // Finer than thousandths: alone they are parts still, together they are too many.
  { weight: 1, arbitrary: fc.constantFrom('North:1|South:2000', 'NORTH:2|South:7', 'North:7|South:6') },
  { weight: 1, arbitrary: fc.constant('unknown') },
)
const productCells = fc.constantFrom(
  '',
  'AirScale',
  'air-scale',
  'TwinOne 5',
  'TwinOne-52',
  'D-old 1',
  'D-new 1',
  'unknown',
)
const bandCells = orOpen(
  fc.oneof(
    { weight: 3, arbitrary: listed('700 MHz', '3.5 GHz') },
    { weight: 1, arbitrary: listed('3.5 MHz', '3.500 MHz', '3,500 MHz', '26 GHz', 'n78', 'C-band') },
  ),
)
const regionCells = orOpen(
  fc.oneof({ weight: 3, arbitrary: spelt('Wales', 'Kent') }, { weight: 1, arbitrary: spelt('Zone 1-2', 'Zone 12') }),
)
const kindCells = fc.constantFrom('', '', 'physical', 'virtual', 'service', 'unknown')
/** Of what nobody plans to end. */
const noEndCells = fc.constantFrom('', '', 'never')
const wholeWeights = fc.oneof(
  { weight: 20, arbitrary: fc.constantFrom('1', '3', '7', '0', '2..5') },
  { weight: 1, arbitrary: fc.constantFrom('', 'unknown') },
)
const trafficWeights = fc.oneof(
  { weight: 20, arbitrary: fc.constantFrom('1', '2.5', '12', '0', '0.001..4') },
  { weight: 1, arbitrary: fc.constantFrom('', 'unknown') },
)

/** Days on which a row was known, mostly blank. */
const knowings = fc.record({
  from: oneIn(6, offsets),
  lasts: oneIn(10, fc.integer({ min: 1, max: 60 })),
  tellings: fc.tuple(tellings, tellings),
})
type Knowing = typeof knowings extends fc.Arbitrary<infer Raw> ? Raw : never

function tellKnowing({ from, lasts, tellings: [fromTelling, untilTelling] }: Knowing): TextRow {
  return {
    ...(from === null ? {} : { knownFrom: tell(from, fromTelling) }),
    ...(lasts === null ? {} : { knownUntil: tell((from ?? 0) + lasts, untilTelling) }),
  }
}

const SELECTOR_CONDITIONS = [
  'vendor=Alpha',
  'vendor=Alpha|Delta',
  'function=ran.5g',
  'function=ran|core',
  'technology=5G',
  'technology=4G',
  'band=3500 MHz',
  'band=700MHz|n78',
  'region=wales',
  'region=KENT|zone 1 2',
  'site=S0|S1',
  'element=E0|E1|N0',
  'product=Air*',
  'product=AIR SCALE',
  'product=twin one 5-*',
  'product=*',
  'tag=Vault',
  'siteTag=nat-sec|PORT',
  'kind=physical',
  'kind=virtual|service',
] as const

const selectors = fc.oneof(
  fc.constant('*'),
  fc
    .uniqueArray(fc.constantFrom(...SELECTOR_CONDITIONS), {
      minLength: 1,
      maxLength: 2,
      selector: (condition) => condition.split('=')[0],
    })
    .map((conditions) => conditions.join('; ')),
)

// Rows before they know of each other

const rawSites = fc.record({
  cells: fc.record({
    region: regionCells,
    tags: orOpen(listed('natsec', 'port')),
    traffic: trafficWeights,
    premises: wholeWeights,
    subscribers: wholeWeights,
  }),
  knowing: knowings,
})

/** What truly happened: the offsets of the first day and the days between one event and the next. */
const rawHistories = fc.record({
  installed: fc.oneof(fc.integer({ min: -15, max: 15 }), offsets),
  idles: fc.nat(8),
  neverServes: fc.nat(19).map((drawn) => drawn === 19),
  serves: oneIn(2, fc.nat(60)),
  stays: fc.option(fc.nat(10), { freq: 2 }),
  noEnds: fc.tuple(noEndCells, noEndCells),
  tellings: fc.tuple(tellings, tellings, tellings, tellings),
  status: fc.oneof(
    { weight: 24, arbitrary: fc.constantFrom('', 'seen', 'seen', 'unknown') },
    {
      weight: 1,
      arbitrary: fc.constantFrom('planned', 'delivered', 'installed', 'inService', 'outOfService', 'removed'),
    },
  ),
})

const rawConfigurations = fc.record({
  product: productCells,
  function: functionCells,
  technologies: technologyCells,
  bands: bandCells,
})

const rawSuppliers = fc.record({
  vendor: vendorNames,
  hardwareVendor: seldom(vendorNames),
  softwareVendor: seldom(vendorNames),
  brandVendor: seldom(vendorNames),
  platformVendor: seldom(plainVendorNames),
  operationVendor: seldom(plainVendorNames),
  supportVendor: seldom(plainVendorNames),
})

const rawElements = fc.record({
  cells: fc.record({
    kind: kindCells,
    operators: operatorCells,
    tags: orOpen(listed('vault', 'old')),
    traffic: trafficWeights,
    premises: wholeWeights,
    subscribers: wholeWeights,
  }),
  suppliers: rawSuppliers,
  configuration: rawConfigurations,
  place: fc.nat(40),
  history: rawHistories,
  change: oneIn(4, fc.record({ on: offsets, before: technologyCells, telling: tellings })),
  procured: oneIn(2, fc.record({ before: fc.nat(30), telling: tellings })),
  produced: oneIn(2, fc.record({ before: fc.nat(30), telling: tellings })),
  delivered: oneIn(4, fc.record({ before: fc.nat(30), telling: tellings })),
  knowing: knowings,
})
type RawElement = typeof rawElements extends fc.Arbitrary<infer Raw> ? Raw : never

const rawUnits = fc.record({
  element: fc.nat(20),
  part: fc.nat(2),
  quantity: fc.constantFrom('', '1', '2', '1..3', 'unknown', '0', '0..2'),
  installed: oneIn(3, fc.record({ after: fc.nat(8), telling: tellings })),
  removed: oneIn(3, fc.record({ before: fc.nat(4), telling: tellings })),
  produced: oneIn(2, fc.record({ before: fc.nat(30), telling: tellings })),
  knowing: knowings,
})
type RawUnit = typeof rawUnits extends fc.Arbitrary<infer Raw> ? Raw : never

const rawContracts = fc.record({
  supplier: plainVendorNames,
  role: fc.constantFrom('support', 'operation', 'integrator', 'platform', 'software'),
  functions: fc.constantFrom('', 'ran.5g', 'ran|transport', 'core.5g.amf'),
  technologies: technologyCells,
  operators: operatorCells,
  signed: oneIn(2, fc.record({ before: fc.nat(30), telling: tellings })),
  from: fc.record({ on: offsets, telling: tellings }),
  lasts: oneIn(2, fc.record({ days: fc.nat(60), telling: tellings })),
  noEnd: noEndCells,
  knowing: knowings,
})

const rawPlanRows = fc.record({
  on: offsets,
  telling: fc.oneof(
    { weight: 5, arbitrary: fc.constant({ style: 'exact', before: 0, after: 0 }) },
    { weight: 1, arbitrary: tellings },
  ),
  action: fc.constantFrom('install', 'replace', 'remove', 'change'),
  target: fc.oneof(fc.nat(20), selectors),
  quantity: fc.constantFrom('', '', '1', '2'),
  hasSuccessor: fc.boolean(),
  isShown: fc.constantFrom(false, false, false, true),
  kind: kindCells,
  site: fc.nat(12),
  suppliers: rawSuppliers,
  configuration: rawConfigurations,
  operators: operatorCells,
  traffic: trafficWeights,
  premises: wholeWeights,
  subscribers: fc.constantFrom('', '', '5', '0..3'),
  notified: fc.option(fc.record({ before: fc.integer({ min: -5, max: 20 }), telling: tellings }), { freq: 3 }),
  knowing: knowings,
})
type RawPlanRow = typeof rawPlanRows extends fc.Arbitrary<infer Raw> ? Raw : never

const rawSeries = fc.oneof(
  fc.record({ measure: fc.constant('traffic'), value: fc.constantFrom('1', '2.5', '0.001..4', 'unknown', '0') }),
  fc.record({
    measure: fc.constantFrom('premises', 'subscribers'),
    value: fc.constantFrom('2', '2..5', 'unknown', '0', '1.5', '1.5', '0.2..2.7'),
  }),
)
const rawWeights = fc.record({ ofSite: fc.boolean(), identifier: fc.nat(8), from: offsets, step: rawSeries })

const rawTotals = fc.record({
  measure: fc.constantFrom('elements', 'sites'),
  function: fc.constantFrom('', 'ran', 'ran.5g', 'unknown'),
  technologies: fc.constantFrom('', '5G', '4G|5G'),
  vendor: fc.constantFrom('', '', 'Alpha', 'Nonesuch', 'unknown'),
  region: seldom(regionCells),
  on: offsets,
  count: fc.oneof(fc.nat(8).map(String), fc.constantFrom('4..9', 'unknown')),
})

const rawSightings = fc.record({
  element: fc.nat(16),
  site: fc.nat(12),
  vendor: vendorNames,
  configuration: rawConfigurations,
  on: offsets,
  telling: tellings,
})

const rawWaivers = fc.record({
  rule: fc.nat(2),
  scope: fc.oneof(fc.constant('*'), selectors),
  from: offsets,
  lasts: fc.nat(60),
})

const rawAuthorisations = fc.record({
  // Most of one rule, so that of one element a row says one thing and another perhaps another.
  regime: fc.constantFrom(0, 0, 0, 1, 2),
  target: fc.oneof(fc.nat(14), selectors),
  status: fc.constantFrom('granted', 'granted', 'refused', 'pending'),
  from: offsets,
  lasts: oneIn(2, fc.nat(60)),
})

const rawEstates = fc.record({
  sites: fc.array(rawSites, { maxLength: 8, size: 'max' }),
  elements: fc.array(rawElements, { maxLength: 14, size: 'max' }),
  makers: fc.tuple(vendorNames, vendorNames, vendorNames),
  units: fc.array(rawUnits, { maxLength: 5, size: 'max' }),
  contracts: fc.array(rawContracts, { maxLength: 3, size: 'max' }),
  plan: fc.array(rawPlanRows, { maxLength: 6, size: 'max' }),
  weights: fc.array(rawWeights, { maxLength: 10, size: 'max' }),
  totals: fc.oneof(
    { weight: 3, arbitrary: fc.array(rawTotals, { maxLength: 0 }) },
    { weight: 1, arbitrary: fc.array(rawTotals, { maxLength: 2 }) },
  ),
  network: fc.oneof(
    { weight: 3, arbitrary: fc.array(rawSightings, { maxLength: 0 }) },
    { weight: 1, arbitrary: fc.array(rawSightings, { maxLength: 6, size: 'max' }) },
  ),
  waivers: fc.array(rawWaivers, { maxLength: 3, size: 'max' }),
  authorisations: fc.array(rawAuthorisations, { maxLength: 8, size: 'max' }),
})
type RawEstate = typeof rawEstates extends fc.Arbitrary<infer Raw> ? Raw : never

// Rows told

interface Truth {
  readonly installed: number
  readonly inService: number
  readonly outOfService: number
  readonly removed: number
}

const NEVER = 1_000_000

function tellHistory(history: RawElement['history'], inventoryDate: number): { cells: TextRow; truth: Truth } {
  const [installedTelling, inServiceTelling, outTelling, removedTelling] = history.tellings
  const { neverServes } = history
  const inService = neverServes ? NEVER : history.installed + history.idles
  const isEndTold = history.serves !== null
  const isRemovalTold = isEndTold && history.stays !== null && removedTelling.style !== 'blank'
  const lastDay = history.installed + history.idles + (history.serves ?? 0)
  const removed = isRemovalTold ? lastDay + (history.stays ?? 0) : NEVER
  // A blank end of service says that the element serves until it is removed.
  const isOutTold = !neverServes && isEndTold && outTelling.style !== 'blank'
  const outOfService = isOutTold ? lastDay : neverServes ? NEVER : removed
  const truth = { installed: history.installed, inService, outOfService, removed }
  return {
    truth,
    cells: {
      installed: tell(truth.installed, installedTelling),
      inService: neverServes ? 'never' : tell(inService, inServiceTelling),
      outOfService: isOutTold ? tell(outOfService, outTelling) : history.noEnds[0],
      removed: isRemovalTold ? tell(removed, removedTelling) : history.noEnds[1],
      status: history.status === 'seen' ? statusSeen(truth, inventoryDate) : history.status,
    },
  }
}

function statusSeen(truth: Truth, seen: number): string {
  if (truth.installed > seen) return truth.inService % 2 === 0 ? 'planned' : 'delivered'
  if (truth.removed < seen) return 'removed'
  if (truth.inService > seen) return 'installed'
  return truth.outOfService >= seen ? 'inService' : 'outOfService'
}

function tellElement(
  raw: RawElement,
  index: number,
  siteCount: number,
  inventoryDate: number,
): { row: TextRow; truth: Truth } {
  const { cells, truth } = tellHistory(raw.history, inventoryDate)
  // Most stand on a site of their own, some where another stands, some nowhere.
  const choice = raw.place % (siteCount + 2)
  const place: TextRow =
    choice < siteCount
      ? { site: `S${choice}` }
      : choice === siteCount && index > 0
        ? { hostedOn: `E${raw.place % index}` }
        : {}
  const purchase = (told: { before: number; telling: Telling } | null): string =>
    told ? tell(truth.installed - told.before, told.telling) : ''
  // A change that is told blank is no change, whatever is said of what was before.
  const { change } = raw
  const row = {
    element: `E${index}`,
    ...place,
    ...raw.cells,
    ...raw.suppliers,
    ...raw.configuration,
    ...cells,
    procured: purchase(raw.procured),
    produced: purchase(raw.produced),
    delivered: purchase(raw.delivered),
    ...(change ? { technologiesBefore: change.before, technologyChanged: tell(change.on, change.telling) } : {}),
    ...tellKnowing(raw.knowing),
  }
  return { row, truth }
}

function tellUnit(raw: RawUnit, index: number, truths: readonly Truth[]): TextRow {
  const place = raw.element % truths.length
  const truth = truths[place]!
  // Now and then it comes when its element is gone.
  const isTooLate = raw.installed !== null && raw.installed.after >= 6 && truth.removed < NEVER
  const installed =
    raw.installed && (isTooLate ? truth.removed + 1 : Math.min(truth.installed + raw.installed.after, truth.removed))
  const removed =
    raw.removed && truth.removed < NEVER
      ? Math.max(truth.removed - raw.removed.before, installed ?? truth.installed)
      : null
  return {
    element: `E${place}`,
    part: `P${raw.part}`,
    slot: `${index}`,
    quantity: raw.quantity,
    installed: installed === null ? '' : tell(installed, raw.installed!.telling),
    removed: removed === null ? (raw.removed ? 'never' : '') : tell(removed, raw.removed!.telling),
    produced: raw.produced ? tell((installed ?? truth.installed) - raw.produced.before, raw.produced.telling) : '',
    ...tellKnowing(raw.knowing),
  }
}

function tellPlanRow(raw: RawPlanRow, index: number, elementIds: readonly string[], siteCount: number): TextRow {
  const isInstall = raw.action === 'install'
  // Now and then what is planned is in the inventory already.
  const shown = raw.isShown ? elementIds[index % elementIds.length] : undefined
  const target: TextRow = isInstall
    ? { element: shown ?? `N${index}` }
    : typeof raw.target === 'string'
      ? { selector: raw.target, quantity: raw.quantity }
      : { element: elementIds[raw.target % elementIds.length] ?? 'N0' }
  const common = {
    date: tell(raw.on, raw.telling) || spell(raw.on),
    action: raw.action,
    ...target,
    notified: raw.notified ? tell(raw.on - raw.notified.before, raw.notified.telling) : '',
    ...tellKnowing(raw.knowing),
  }
  if (raw.action === 'remove') return common
  const { technologies, bands } = raw.configuration
  if (raw.action === 'change') return { ...common, technologies, bands }
  return {
    ...common,
    kind: isInstall ? raw.kind : '',
    ...(raw.hasSuccessor && raw.action === 'replace' && typeof raw.target !== 'string'
      ? { successor: shown ?? `M${index}` }
      : {}),
    site: raw.site < siteCount ? `S${raw.site}` : '',
    ...raw.suppliers,
    ...raw.configuration,
    operators: raw.operators,
    traffic: raw.traffic,
    premises: raw.premises,
    subscribers: raw.subscribers,
  }
}

function tellEstate(raw: RawEstate, inventoryDate: number): TextTables {
  const siteCount = raw.sites.length
  const told = raw.elements.map((element, index) => tellElement(element, index, siteCount, inventoryDate))
  const truths = told.map(({ truth }) => truth)
  const made = raw.plan.flatMap(({ action }, index) => (action === 'install' ? [`N${index}`] : [`M${index}`]))
  const elementIds = [...told.map(({ row }) => row.element!), ...made]
  const until = (from: number, lasts: number | null): string => (lasts === null ? '' : spell(from + lasts))
  return {
    sites: raw.sites.map(({ cells, knowing }, index) => ({ site: `S${index}`, ...cells, ...tellKnowing(knowing) })),
    elements: told.map(({ row }) => row),
    parts: raw.makers.map((manufacturer, index) => ({ part: `P${index}`, manufacturer })),
    units: truths.length === 0 ? [] : raw.units.map((unit, index) => tellUnit(unit, index, truths)),
    contracts: raw.contracts.map(({ signed, from, lasts, noEnd, knowing, ...cells }, index) => ({
      contract: `C${index}`,
      ...cells,
      signed: signed ? tell(from.on - signed.before, signed.telling) : '',
      from: tell(from.on, from.telling),
      to: lasts ? tell(from.on + lasts.days, lasts.telling) : noEnd,
      ...tellKnowing(knowing),
    })),
    plan: raw.plan.map((row, index) => tellPlanRow(row, index, elementIds, siteCount)),
    weights: raw.weights.map(({ ofSite, identifier, from, step }) => ({
      subject: ofSite ? 'site' : 'element',
      identifier: ofSite ? `S${identifier}` : (elementIds[identifier % elementIds.length] ?? 'E0'),
      from: spell(from),
      ...step,
    })),
    totals: raw.totals.map(({ on, ...total }) => ({ ...total, on: spell(on) })),
    network: raw.network.map(({ element, site, vendor, configuration, on, telling }) => ({
      element: elementIds[element] ?? `X${element}`,
      site: site < siteCount ? `S${site}` : '',
      vendor,
      ...configuration,
      seen: tell(on, telling) || spell(on),
    })),
    waivers: raw.waivers.map(({ rule, scope, from, lasts }) => ({
      rule: `R${rule}`,
      scope,
      approver: 'the minister',
      from: spell(from),
      until: until(from, lasts),
    })),
    authorisations: raw.authorisations.map(({ regime, target, status, from, lasts }) => ({
      regime: `R${regime}`,
      ...(typeof target === 'string' ? { selector: target } : { element: `E${target}` }),
      status,
      from: spell(from),
      until: until(from, lasts),
    })),
  }
}

// Owners

const links = fc.record({
  share: fc.constantFrom('80 %', '50 %', '30 %', ''),
  control: fc.constantFrom('', '', '', 'yes', 'no', 'unknown'),
  from: oneIn(2, fc.record({ on: offsets, telling: tellings })),
  lasts: oneIn(2, fc.integer({ min: 1, max: 40 })),
})

/** Alpha is nobody's; each later vendor may belong to earlier ones, so that no vendor owns itself. */
export const vendorFiles: fc.Arbitrary<VendorFile> = fc
  .record({
    beta: fc.array(links, { maxLength: 1 }),
    gamma: fc.array(fc.tuple(fc.constantFrom('alpha', 'beta'), links), { maxLength: 2 }),
    delta: fc.array(fc.tuple(fc.constantFrom('gamma', 'alpha', 'beta'), links), { maxLength: 1 }),
    passed: oneIn(2, fc.record({ on: offsets, telling: tellings })),
  })
  .map(({ beta, gamma, delta, passed }) => ({
    vendors: [
      { id: 'alpha', name: 'Alpha' },
      { id: 'beta', name: 'Beta', ownership: beta.map((link) => tellLink('alpha', link)) },
      { id: 'gamma', name: 'Gamma', ownership: gamma.map(([owner, link]) => tellLink(owner, link)) },
      {
        id: 'delta',
        name: 'Delta',
        ownership: delta.map(([owner, link]) => tellLink(owner, link)),
        products: [
          { pattern: 'D-old*', vendor: 'beta' },
          ...(passed
            ? [{ pattern: 'D-new*', vendor: 'alpha', from: tell(passed.on, passed.telling) || spell(passed.on) }]
            : []),
        ],
      },
    ],
    ambiguous: [{ name: 'Twin', candidates: ['alpha', 'delta'], products: [{ pattern: 'TwinOne*', vendor: 'alpha' }] }],
    nobody: ['Generic'],
  }))

function tellLink(owner: string, link: typeof links extends fc.Arbitrary<infer Raw> ? Raw : never) {
  const start = link.from?.on ?? 0
  return {
    owner,
    ...(link.share === '' ? {} : { share: link.share }),
    ...(link.control === '' ? {} : { control: link.control as 'yes' | 'no' | 'unknown' }),
    ...(link.from && link.from.telling.style !== 'blank' ? { from: tell(start, link.from.telling) } : {}),
    ...(link.lasts === null ? {} : { until: spell(start + link.lasts) }),
  }
}

// Rules

const vendorIds = fc.constantFrom('alpha', 'beta', 'gamma', 'delta')
const reaches = fc.constantFrom('controlled' as const, 'entity' as const)

function vendorConditions(roles: 'any' | 'some'): fc.Arbitrary<VendorCondition> {
  const named: fc.Arbitrary<VendorCondition> = fc.oneof(
    fc.constant({ designated: 'risky' }),
    fc.record(
      { is: fc.uniqueArray(vendorIds, { minLength: 1, maxLength: 2 }), reach: reaches },
      { requiredKeys: ['is'] },
    ),
  )
  if (roles === 'any') return named
  return fc
    .tuple(named, fc.uniqueArray(fc.constantFrom(...SUPPLIER_ROLES), { minLength: 1, maxLength: 3 }))
    .map(([condition, some]) => ({ ...condition, roles: some }))
}

const functionConditions = fc.uniqueArray(fc.constantFrom('ran', 'ran.5g', 'core', '@critical', 'ran.4g.enb'), {
  minLength: 1,
  maxLength: 2,
})
const technologyConditions = fc.uniqueArray(fc.constantFrom('5G', '4G'), { minLength: 1, maxLength: 2 })

/** One name or two, as a predicate asks for them. */
function namesAsked(...names: readonly Name[]): fc.Arbitrary<string[]> {
  return fc.uniqueArray(spelt(...names), { minLength: 1, maxLength: 2 })
}

/** Conditions whose answer is said of every type of subject. */
function commonConditions(roles: 'any' | 'some'): fc.Arbitrary<Predicate>[] {
  return [
    vendorConditions(roles).map((vendor) => ({ vendor })),
    functionConditions.map((nodes) => ({ function: nodes })),
    technologyConditions.map((technology) => ({ technology })),
    namesAsked('natsec', 'port').map((siteTag) => ({ siteTag })),
    namesAsked('Wales', 'Kent', 'Zone 1-2').map((region) => ({ region })),
  ]
}

function elementConditions(roles: 'any' | 'some'): fc.Arbitrary<Predicate> {
  return fc.oneof(
    ...commonConditions(roles),
    vendorConditions(roles).map((vendor) => ({ vendor })),
    fc.constantFrom(['physical' as const], ['virtual' as const, 'service' as const]).map((kind) => ({ kind })),
    namesAsked('700 MHz', '3.5 GHz', '3.5 MHz', 'n28', 'C-band').map((band) => ({ band })),
    fc.constantFrom(['AirScale'], ['air *', 'Twin*'], ['TWINONE 5 *', 'D-old 1']).map((product) => ({ product })),
    namesAsked('vault', 'old').map((tag) => ({ tag })),
  )
}

function elementPredicates(roles: 'any' | 'some', depth = 2): fc.Arbitrary<Predicate> {
  const single = elementConditions(roles)
  if (depth === 0) return single
  const part = elementPredicates(roles, depth - 1)
  const several = fc.array(part, { minLength: 1, maxLength: 2 })
  return fc.oneof(
    { weight: 6, arbitrary: single },
    { weight: 2, arbitrary: fc.tuple(single, single).map(([left, right]) => ({ ...left, ...right })) },
    { weight: 1, arbitrary: several.map((all) => ({ all })) },
    { weight: 1, arbitrary: several.map((any) => ({ any })) },
    { weight: 1, arbitrary: part.map((not) => ({ not })) },
  )
}

type SubjectType = 'element' | 'unit' | 'contract'

/** Types other than elements are named once, around everything else, or not again where the rule's scope names them. */
function predicates(
  types: readonly SubjectType[],
  roles: 'any' | 'some',
  isInherited: boolean,
): fc.Arbitrary<Predicate> {
  const conditions = elementPredicates(roles)
  if (isElementsOnly(types)) return conditions
  const named = conditions.map((condition) => ({ subject: [...types], ...condition }))
  return isInherited ? fc.oneof(named, conditions) : named
}

function isElementsOnly(types: readonly SubjectType[]): boolean {
  return types.length === 1 && types[0] === 'element'
}

const dateConditions = fc.oneof(
  offsets.map((on) => ({ after: spell(on) })),
  offsets.map((on) => ({ notAfter: spell(on) })),
  fc
    .tuple(offsets, fc.integer({ min: 1, max: 20 }))
    .map(([on, days]) => ({ after: spell(on), notAfter: spell(on + days) })),
)

const datesOfEvents: fc.Arbitrary<Scope['dates']> = fc
  .tuple(fc.constantFrom('installed', 'inService', 'procured', 'produced', 'delivered'), dateConditions)
  .map(([event, condition]) => ({ [event]: condition }))

/** `isInherited`: another scope of the rule has named the types. */
function scopes(types: readonly SubjectType[], isInherited: boolean, hasDates = true): fc.Arbitrary<Scope> {
  const where = predicates(types, 'any', isInherited)
  return fc
    .record({
      where: isElementsOnly(types) || isInherited ? fc.option(where, { nil: undefined, freq: 4 }) : where,
      dates: hasDates ? maybe(datesOfEvents, 5) : fc.constant(undefined),
    })
    .map(withoutUndefined)
}

/** What shares and different vendors are counted of: most of a network. */
function broadScopes(types: readonly SubjectType[]): fc.Arbitrary<Scope> {
  if (!isElementsOnly(types)) return fc.constant({ where: { subject: [...types] } })
  return fc.constantFrom<Scope[]>({}, { where: { function: ['ran'] } }, { where: { not: { function: ['core'] } } })
}

function withoutUndefined<Value extends object>(value: Value): Value {
  return Object.fromEntries(Object.entries(value).filter(([, part]) => part !== undefined)) as Value
}

function maybe<Value>(values: fc.Arbitrary<Value>, cases = 3): fc.Arbitrary<Value | undefined> {
  return oneIn(cases, values).map((value) => value ?? undefined)
}

const typeChoices: fc.Arbitrary<readonly SubjectType[]> = fc.oneof(
  { weight: 4, arbitrary: fc.constant<readonly SubjectType[]>(['element']) },
  {
    weight: 1,
    arbitrary: fc.constantFrom<(readonly SubjectType[])[]>(
      ['unit'],
      ['contract'],
      ['element', 'unit'],
      ['element', 'contract'],
    ),
  },
)

type Metric = CapRule['metrics'][number]

function metrics(types: readonly SubjectType[], name: string): fc.Arbitrary<Metric> {
  return fc.constantFrom('any' as const, 'role' as const, 'weighted' as const).chain((attribution) =>
    fc
      .record({
        count:
          attribution === 'weighted'
            ? fc.constant('sites' as const)
            : fc.constantFrom('elements' as const, 'sites' as const),
        weight: maybe(
          fc.constantFrom('traffic' as const, 'premises' as const, 'subscribers' as const),
          isElementsOnly(types) ? 2 : 8,
        ),
        denominator: maybe(scopes(types, true), 4),
        numerator:
          attribution === 'role'
            ? vendorConditions('some').map((vendor): Scope => ({ where: { vendor } }))
            : scopes(types, true).map(
                (scope): Scope => (scope.where || scope.dates ? scope : { where: { vendor: { designated: 'risky' } } }),
              ),
        sharedSites: fc.constantFrom('once' as const, 'operatorWeight' as const),
      })
      .map((metric) => withoutUndefined({ name, attribution, ...metric }) as Metric),
  )
}

/** One rule: stated once, or by two sets of editions differently. */
function rules(kind: JudgedKind, editionNames: readonly string[]): fc.Arbitrary<readonly SmallRule[]> {
  const types: fc.Arbitrary<readonly SubjectType[]> =
    kind === 'notification' ? fc.constant<readonly SubjectType[]>(['element']) : typeChoices
  return types.chain((chosen) => {
    const stated = statement(kind, chosen, editionNames)
    const single = stated.map((one) => [one])
    if (editionNames.length < 2) return single
    const pair = fc
      .tuple(stated, stated, fc.integer({ min: 1, max: editionNames.length - 1 }), fc.boolean())
      .map(([one, other, place, isLaterFirst]) => {
        const parts = [editionNames.slice(0, place), editionNames.slice(place)]
        const [earlier, later] = isLaterFirst ? parts.toReversed() : parts
        return withMetricsInCommon([
          { ...one, editions: earlier! },
          { ...other, editions: later! },
        ])
      })
    return fc.oneof({ weight: 3, arbitrary: single }, { weight: 1, arbitrary: pair })
  })
}

/** A metric is told where the statement of the as-of date has it: what only another one has is not compared. */
function withMetricsInCommon(pair: readonly SmallRule[]): readonly SmallRule[] {
  const metricsOf = (rule: SmallRule) => ('metrics' in rule ? (rule.metrics as readonly Metric[]) : undefined)
  const common = Math.min(...pair.map((rule) => metricsOf(rule)?.length ?? 0))
  return pair.map((rule) => (metricsOf(rule) ? { ...rule, metrics: metricsOf(rule)!.slice(0, common) } : rule))
}

function statement(
  kind: JudgedKind,
  types: readonly SubjectType[],
  editionNames: readonly string[],
): fc.Arbitrary<SmallRule> {
  const hasHistory = kind !== 'notification'
  const isShare = kind === 'cap' || kind === 'diversity'
  const common = {
    from: maybe(offsets.map(spell), 4),
    deadline: hasHistory ? maybe(offsets.map(spell), 4) : fc.constant(undefined),
    editions: maybe(fc.uniqueArray(fc.constantFrom(...editionNames), { minLength: 1 }), 4),
    reads: hasHistory ? maybe(fc.constantFrom('service' as const, 'presence' as const), 4) : fc.constant(undefined),
    scope: isShare ? fc.oneof(broadScopes(types), scopes(types, false)) : scopes(types, false, hasHistory),
    exceptions: maybe(
      fc.array(
        fc
          .record({ scope: scopes(types, true, hasHistory), until: maybe(offsets.map(spell), 2) })
          .map(withoutUndefined),
        { minLength: 1, maxLength: 2 },
      ),
      5,
    ),
    when: hasHistory
      ? maybe(
          fc
            .record({
              present: typeChoices.chain((present) =>
                fc.oneof(
                  elementConditions('any').map((where) => ({ where: { subject: [...present], ...where } })),
                  scopes(present, false),
                ),
              ),
              within: fc.constantFrom('network' as const, 'site' as const),
              reads: maybe(fc.constantFrom('service' as const, 'presence' as const), 2),
            })
            .map(withoutUndefined),
          5,
        )
      : fc.constant(undefined),
  }
  return fc
    .record({ ...common, ...ownParts(kind, types) })
    .map((rule) => withoutUndefined({ kind, ...rule }) as SmallRule)
}

function ownParts(kind: JudgedKind, types: readonly SubjectType[]): Record<string, fc.Arbitrary<unknown>> {
  switch (kind) {
    case 'cap':
      return {
        limit: fc.constantFrom('35 %', '50 %', '0 %', '1/3', '100 %'),
        metrics: fc.oneof(
          metrics(types, 'first').map((metric) => [metric]),
          fc.tuple(metrics(types, 'first'), metrics(types, 'second')),
        ),
      }
    case 'freeze':
      return {
        after: offsets.map(spell),
        event: maybe(fc.constantFrom('installed', 'inService', 'procured', 'produced', 'delivered')),
      }
    case 'diversity':
      return { atLeast: fc.constantFrom(2, 3), role: maybe(fc.constantFrom(...SUPPLIER_ROLES)) }
    case 'notification':
      return {
        actions: maybe(fc.uniqueArray(fc.constantFrom('install', 'replace', 'remove', 'change'), { minLength: 1 })),
      }
    default:
      return {}
  }
}

const editionLists: fc.Arbitrary<SmallEdition[]> = fc
  .tuple(
    fc.oneof({ weight: 3, arbitrary: fc.integer({ min: -30, max: 0 }) }, { weight: 1, arbitrary: fc.nat(20) }),
    fc.array(
      fc.record({
        gap: fc.integer({ min: 1, max: 25 }),
        announcedBefore: fc.integer({ min: -5, max: 60 }),
        lasts: oneIn(6, fc.nat(40)),
      }),
      { minLength: 1, maxLength: 3 },
    ),
  )
  .map(([start, raw]) => {
    let effective = start
    return raw.map(({ gap, announcedBefore, lasts }, index) => {
      effective += index === 0 ? 0 : gap
      return {
        edition: `${index + 1}`,
        announced: spell(effective - announcedBefore),
        effective: spell(effective),
        ...(lasts === null ? {} : { until: spell(effective + lasts) }),
      }
    })
  })

function packs(kinds: readonly JudgedKind[]): fc.Arbitrary<SmallPack> {
  return editionLists.chain((editions) => {
    const names = editions.map(({ edition }) => edition)
    return fc
      .record({
        entries: fc.array(
          fc
            .record({
              vendor: vendorIds,
              reach: maybe(reaches, 2),
              announced: maybe(offsets.map(spell), 4),
              from: maybe(offsets, 2),
              lasts: maybe(fc.nat(40), 4),
            })
            .map(({ from, lasts, ...entry }) =>
              withoutUndefined({
                ...entry,
                from: from === undefined ? undefined : spell(from),
                until: lasts === undefined ? undefined : spell((from ?? 0) + lasts),
              }),
            ),
          { minLength: 1, maxLength: 3 },
        ),
        rules: fc.array(
          fc.constantFrom(...kinds).chain((kind) => rules(kind, names)),
          { minLength: 1, maxLength: 3 },
        ),
      })
      .map(
        ({ entries, rules: drawn }): SmallPack => ({
          editions,
          designations: { risky: entries as NonNullable<SmallPack['designations']>[string] },
          functionSets: { critical: ['core', 'ran.5g'] },
          rules: drawn.flatMap((stated, index) => stated.map((rule) => ({ ...rule, id: `R${index}` }))),
        }),
      )
  })
}

// The whole question

const rawTimes = fc.record({
  length: fc.integer({ min: 19, max: 59 }),
  asOf: fc.nat(59),
  inventory: oneIn(3, fc.integer({ min: -5, max: 65 })),
  known: oneIn(4, fc.integer({ min: -10, max: 80 })),
  history: oneIn(4, fc.nat(40)),
  hasAlias: fc.boolean(),
})

export function randomQuestions(kinds: readonly JudgedKind[]): fc.Arbitrary<RandomQuestion> {
  return fc
    .record({ times: rawTimes, estate: rawEstates, pack: packs(kinds), vendors: vendorFiles })
    .map(({ times, estate, pack, vendors }) => {
      const asOf = Math.min(times.asOf, times.length)
      const inventory = times.inventory ?? asOf
      const small: SmallQuestion = {
        tables: dropRepeatedKeys(tellEstate(estate, inventory)),
        packs: [pack],
        from: spell(0),
        to: spell(times.length),
        asOf: spell(asOf),
        inventoryDate: spell(inventory),
        knownAt: spell(times.known ?? asOf),
        ...(times.history === null ? {} : { historyKnownFrom: spell(times.history) }),
        ...(times.hasAlias ? { aliases: ['Nord'] } : {}),
      }
      return { ...dropFaultyRows(small, vendors), vendors }
    })
}

function dropRepeatedKeys(tables: TextTables): TextTables {
  return Object.fromEntries(
    Object.entries(tables).map(([name, rows]) => {
      const seen = new Set<string>()
      const keyOf = (row: TextRow): string =>
        findTable(name)!
          .key.map((column) => row[column] ?? '')
          .join('\n')
      return [name, rows.filter((row) => !seen.has(keyOf(row)) && seen.add(keyOf(row)))]
    }),
  )
}

/** Leaves out row after row until nothing is at fault: what depended on a row that went may be the next to go. */
function dropFaultyRows(drawn: SmallQuestion, vendors: VendorFile): Omit<RandomQuestion, 'vendors'> {
  const { resolve } = askVendors(buildVendorBook([vendors]))
  let small = drawn
  let faulty: SmallQuestion | undefined
  for (;;) {
    const { faults } = buildEstateByDay(makeQuestion(small), resolve)
    // The plan first, for its rows are at fault most often; then a unit rather than the element it sits in.
    const worst = faults.toSorted(
      (left, right) =>
        Number(right.table === 'plan') - Number(left.table === 'plan') ||
        compareIdentifiers(right.table, left.table) ||
        right.line - left.line,
    )[0]
    if (!worst) return { small, ...(faulty && { faulty }) }
    faulty = small
    const rows = small.tables[worst.table]!.filter((_, index) => index + 2 !== worst.line)
    small = { ...small, tables: { ...small.tables, [worst.table]: rows } }
  }
}
