// What a dump says of one managed element, gathered from one or several places of one or several files.

import { type Fault, quoteForFault } from '#model/fault.ts'
import { type Coordinates, mergeCoordinates } from './location.ts'

/** A managed function of the element: what it does. */
export interface FunctionInstance {
  /** Node of the function tree. */
  readonly node: string
  readonly dn: string
  readonly line: number
  readonly label: string
  readonly coordinates: Coordinates | undefined
  /** A BtsSiteMgr below a BssFunction is a base station at a place of its own, not a function of the controller. */
  readonly standsApart: boolean
}

export interface ManagedElement {
  readonly dn: string
  readonly file: string
  readonly line: number
  name: string
  vendor: string
  product: string
  productType: string
  state: string
  softwareVersion: string
  softwareChanged: string
  /** Place as ManagedElement names it. */
  locationName: string
  /** Place as InventoryUnitNE names it. */
  siteId: string
  /** Place as the power and environment parameters name it. */
  siteIdentification: string
  siteDescription: string
  coordinates: Coordinates | undefined
  readonly functions: FunctionInstance[]
  /** managedElementTypeList. */
  readonly types: Set<string>
  /** Types of the vendor's own containers directly below the element. */
  readonly vendorDataTypes: Set<string>
  /** Classes its units say they serve. */
  readonly relatedClasses: Set<string>
  hasUnits: boolean
}

export function createManagedElement(dn: string, file: string, line: number): ManagedElement {
  return {
    dn,
    file,
    line,
    name: '',
    vendor: '',
    product: '',
    productType: '',
    state: '',
    softwareVersion: '',
    softwareChanged: '',
    locationName: '',
    siteId: '',
    siteIdentification: '',
    siteDescription: '',
    coordinates: undefined,
    functions: [],
    types: new Set(),
    vendorDataTypes: new Set(),
    relatedClasses: new Set(),
    hasUnits: false,
  }
}

const TEXTS = [
  'name',
  'vendor',
  'product',
  'productType',
  'state',
  'softwareVersion',
  'softwareChanged',
  'locationName',
  'siteId',
  'siteIdentification',
  'siteDescription',
] as const

/** Differences in these change what rules say, so they are told. */
const TOLD = new Map<string, string>([
  ['vendor', 'vendorName'],
  ['softwareVersion', 'swVersion'],
  ['locationName', 'locationName'],
  ['product', 'productName'],
])

/** Adds what a later place says of the same element: blanks are filled, what was said first stands. */
export function mergeManagedElement(
  first: ManagedElement,
  later: ManagedElement,
  report: (fault: Fault) => void,
): void {
  for (const key of TEXTS) {
    if (first[key] === '') first[key] = later[key]
    else if (TOLD.has(key) && later[key] !== '' && later[key] !== first[key])
      report({
        code: 'contradiction',
        severity: 'warning',
        file: later.file,
        line: later.line,
        column: TOLD.get(key)!,
        text: quoteForFault(later[key]),
        problem: `\`${quoteForFault(first.dn)}\` was described otherwise in ${first.file} line ${first.line}`,
        expected: `\`${quoteForFault(first[key])}\`, which is kept`,
      })
  }
  first.coordinates = mergeCoordinates(first.coordinates, later.coordinates)
  const known = new Set(first.functions.map((instance) => instance.dn))
  first.functions.push(...later.functions.filter((instance) => !known.has(instance.dn)))
  for (const type of later.types) first.types.add(type)
  for (const type of later.vendorDataTypes) first.vendorDataTypes.add(type)
  for (const name of later.relatedClasses) first.relatedClasses.add(name)
  first.hasUnits ||= later.hasUnits
}
