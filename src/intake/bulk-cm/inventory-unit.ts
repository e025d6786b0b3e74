// What a dump says of one inventory unit, in either of the two alternatives, and which part it is one of.

import type { CellProblem } from '#model/column.ts'
import { blankIfEmptyWord, readSerial } from '../blank-word.ts'
import { identifyPart, identifyUnnumberedPart, type PartIdentity } from '../part-identity.ts'
import { readSourceDate } from '../source-date.ts'

/** An inventory unit as read, before it becomes a row. */
export interface InventoryUnit {
  /** Its place in the order of the file. */
  readonly order: number
  /** Distinguished name below the element, such as `InventoryUnit=1,TmaInventoryUnit=1`. */
  readonly path: string
  readonly slot: string
  readonly line: number
  readonly attributes: ReadonlyMap<string, string>
}

export interface UnitPart extends PartIdentity {
  readonly description: string
  readonly class: string
}

const UNIT_CLASSES: ReadonlySet<string> = new Set([
  'InventoryUnit',
  'TmaInventoryUnit',
  'AntennaInventoryUnit',
  'InventoryUnitHw',
])

export function isUnitClass(className: string): boolean {
  return UNIT_CLASSES.has(className)
}

/** Attributes that are read of a unit; all others are counted and left. */
export const UNIT_ATTRIBUTES: ReadonlySet<string> = new Set([
  'inventoryUnitType',
  'vendorUnitFamilyType',
  'vendorUnitTypeNumber',
  'vendorName',
  'serialNumber',
  'dateOfManufacture',
  'unitPosition',
  'relatedFunction',
  'tmaInstallationDate',
  'latitude',
  'longitude',
  'hwType',
  'hwName',
  'salesUniqueId',
  'hwUnitLocation',
  'model',
  'mFunction',
])

/** A unit without a position is placed by its name below its parent. */
export function slotOf(
  attributes: ReadonlyMap<string, string>,
  parentSlot: string | undefined,
  relativeName: string,
): string {
  const position = blankIfEmptyWord(attributes.get('unitPosition') ?? attributes.get('hwUnitLocation') ?? '')
  if (position !== '') return position
  return parentSlot === undefined ? relativeName : `${parentSlot},${relativeName}`
}

export function partOf(attributes: ReadonlyMap<string, string>): UnitPart {
  const value = (name: string): string => blankIfEmptyWord(attributes.get(name) ?? '')
  const maker = value('vendorName')
  const number = value('vendorUnitTypeNumber') || value('salesUniqueId') || value('model') || value('hwName')
  const type = value('inventoryUnitType') || value('hwType')
  const family = value('vendorUnitFamilyType') || type
  const identity = number === '' ? identifyUnnumberedPart(maker, family) : identifyPart(maker, number)
  const named = [value('hwName'), value('model')].find((name) => name !== '' && name !== number)
  return { ...identity, description: named ?? type, class: family }
}

export function serialOf(attributes: ReadonlyMap<string, string>): string {
  return readSerial(attributes.get('serialNumber') ?? '')
}

/** A date of the unit; blank where it is not given, and where it is no date a thing was made on. */
export function dateOf(
  attributes: ReadonlyMap<string, string>,
  name: string,
  tell: (problem: CellProblem, text: string) => void,
): string {
  const text = blankIfEmptyWord(attributes.get(name) ?? '')
  if (text === '') return ''
  const date = readSourceDate(text)
  // The first day of a computer's calendar is written where nothing was entered.
  if (date !== undefined && date > '1970-01-01') return date
  tell({ code: 'impossible-date', problem: 'not a date', expected: 'YYYY-MM-DD or YYYYMMDD; it is left unknown' }, text)
  return ''
}
