// What the managed elements of all files become: rows of elements and sites, with the reason for every choice.

import type { Fault } from '#model/fault.ts'
import { quoteForFault } from '#model/fault.ts'
import type { UnmappedTally } from '../unmapped-tally.ts'
import { combineFunctions, functionOfClass, functionOfWord } from './function-class.ts'
import { type Coordinates, formatDegrees, isScattered, mergeCoordinates } from './location.ts'
import type { FunctionInstance, ManagedElement } from './managed-element.ts'

export const ELEMENT_COLUMNS = [
  'element',
  'name',
  'kind',
  'site',
  'hostedOn',
  'vendor',
  'product',
  'function',
  'technologies',
  'softwareVersion',
  'status',
  'softwareChanged',
] as const

export const SITE_COLUMNS = ['site', 'name', 'latitude', 'longitude'] as const

/** A row with where it comes from. */
export interface SourcedRow {
  readonly file: string
  readonly line: number
  readonly fields: readonly string[]
}

/** Words operators use for userDefinedState. Any other word leaves the state unknown. */
const STATUS_OF_STATE = new Map([
  ['commercial', 'inService'],
  ['inservice', 'inService'],
  ['operational', 'inService'],
  ['live', 'inService'],
  ['active', 'inService'],
  ['onair', 'inService'],
  ['planned', 'planned'],
  ['installed', 'installed'],
  ['integrated', 'installed'],
  ['outofservice', 'outOfService'],
  ['decommissioned', 'outOfService'],
  ['removed', 'removed'],
])

/** The rows of an element: itself, its base stations that stand elsewhere, and its functions where they are split. */
export function elementRows(element: ManagedElement, unmapped: UnmappedTally): SourcedRow[] {
  const apart = element.functions.filter(({ standsApart }) => standsApart)
  const own = element.functions.filter(({ standsApart }) => !standsApart)
  const combined = combineFunctions(nodesOf(element, own))
  if (combined.function === 'unknown') tellUnknownFunction(element, unmapped)
  const status = statusOf(element, unmapped)
  const isVirtual = !element.hasUnits && /\bVNF\b|virtual/i.test(element.productType)
  const site = siteOf(element)
  if (site === '') unmapped.add('elements without a place', 'fill in locationName in the element manager', element.dn)
  const whole = row(element, element.line, {
    element: element.dn,
    name: element.name,
    kind: isVirtual ? 'virtual' : '',
    site,
    product: element.product,
    function: combined.function,
    technologies: combined.technologies.join('|'),
    softwareVersion: element.softwareVersion,
    softwareChanged: element.softwareChanged,
    status,
  })
  const stations = apart.map((station) => stationRow(element, station, status))
  const functions = combined.isSplit ? own.map((instance) => functionRow(element, instance, status)) : []
  return [whole, ...stations, ...functions]
}

function row(element: ManagedElement, line: number, values: Readonly<Record<string, string>>): SourcedRow {
  const all: Readonly<Record<string, string>> = { vendor: element.vendor, ...values }
  return { file: element.file, line, fields: ELEMENT_COLUMNS.map((name) => all[name] ?? '') }
}

/** A base station of a controller: its own software is not told, so it is not known. */
function stationRow(element: ManagedElement, station: FunctionInstance, status: string): SourcedRow {
  return row(element, station.line, {
    element: station.dn,
    name: station.label,
    site: station.coordinates ? station.dn : '',
    function: station.node,
    technologies: combineFunctions([station.node]).technologies.join('|'),
    status,
  })
}

function functionRow(element: ManagedElement, instance: FunctionInstance, status: string): SourcedRow {
  return row(element, instance.line, {
    element: instance.dn,
    name: instance.label,
    kind: 'virtual',
    hostedOn: element.dn,
    function: instance.node,
    technologies: combineFunctions([instance.node]).technologies.join('|'),
    softwareVersion: element.softwareVersion,
    softwareChanged: element.softwareChanged,
    status,
  })
}

/** The first of these that says anything: its functions, the vendor’s containers, its types, what its units serve. */
function nodesOf(element: ManagedElement, own: readonly FunctionInstance[]): string[] {
  if (own.length > 0) return own.map(({ node }) => node)
  const known = (names: Iterable<string>, find: (name: string) => string | undefined): string[] =>
    [...names].map(find).filter((node) => node !== undefined)
  const sources = [
    known(element.vendorDataTypes, functionOfWord),
    known(element.types, functionOfWord),
    known(element.relatedClasses, functionOfClass),
  ]
  return sources.find((nodes) => nodes.length > 0) ?? []
}

function tellUnknownFunction(element: ManagedElement, unmapped: UnmappedTally): void {
  const types = [...element.types].join(', ')
  unmapped.add(
    'elements whose function is not known',
    'export them with their functions, or give them their function by hand; until then no rule can clear them',
    types === '' ? element.dn : `${element.dn} of type ${types}`,
  )
}

function statusOf(element: ManagedElement, unmapped: UnmappedTally): string {
  if (element.state === '') return ''
  const status = STATUS_OF_STATE.get(element.state.toLowerCase().replace(/[\s_-]+/g, ''))
  if (status === undefined)
    unmapped.add('states that are not understood', 'the state of these elements is left unknown', element.state)
  return status ?? ''
}

/** The place an element names, in the order of how it names it; one known by its coordinates alone has its name. */
function siteOf(element: ManagedElement): string {
  const named = element.locationName || element.siteId || element.siteIdentification
  return named === '' && element.coordinates ? element.dn : named
}

/** Every place the elements name, once, with what all of them together say of it. */
export function siteRows(elements: Iterable<ManagedElement>, report: (fault: Fault) => void): SourcedRow[] {
  const places = new Map<string, { file: string; line: number; name: string; coordinates: Coordinates | undefined }>()
  const note = (id: string, file: string, line: number, name: string, coordinates: Coordinates | undefined): void => {
    if (id === '') return
    const known = places.get(id)
    if (!known) places.set(id, { file, line, name, coordinates })
    else known.coordinates = mergeCoordinates(known.coordinates, coordinates)
  }
  for (const element of elements) {
    const id = siteOf(element)
    const name = id === element.siteIdentification ? element.siteDescription : id === element.dn ? element.name : id
    note(id, element.file, element.line, name, element.coordinates)
    for (const { coordinates, dn, label, line, standsApart } of element.functions)
      if (standsApart && coordinates) note(dn, element.file, line, label, coordinates)
  }
  return [...places].map(([id, { file, line, name, coordinates }]) => {
    const isKnown = coordinates !== undefined && !isScattered(coordinates)
    if (coordinates && !isKnown) tellScattered(id, file, line, coordinates, report)
    const degrees = isKnown ? [formatDegrees(coordinates.latitude), formatDegrees(coordinates.longitude)] : ['', '']
    return { file, line, fields: [id, name, ...degrees] }
  })
}

function tellScattered(
  id: string,
  file: string,
  line: number,
  { north, south, east, west }: Coordinates,
  report: (fault: Fault) => void,
): void {
  const [low, high] = [
    `${formatDegrees(south)} ${formatDegrees(west)}`,
    `${formatDegrees(north)} ${formatDegrees(east)}`,
  ]
  report({
    code: 'contradiction',
    severity: 'warning',
    file,
    line,
    column: 'latitude',
    text: quoteForFault(id),
    problem: `coordinates of one place lie between ${low} and ${high}`,
    expected: 'one place; its coordinates are left unknown',
  })
}
