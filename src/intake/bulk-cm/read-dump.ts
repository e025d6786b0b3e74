// What one bulk-CM file holds: managed elements with their functions and units, told as the file streams by.

import { type CellProblem, readNumber } from '#model/column.ts'
import { type FactTable, FactTableBuilder } from '#model/fact-table.ts'
import { type Fault, quoteForFault } from '#model/fault.ts'
import { SITES, UNITS } from '#model/tables.ts'
import { columnOf } from '../accept-cell.ts'
import { blankIfEmptyWord } from '../blank-word.ts'
import type { ReportProgress } from '../format.ts'
import { readSourceDate } from '../source-date.ts'
import type { SourceFile } from '../source-file.ts'
import { UnmappedTally } from '../unmapped-tally.ts'
import { functionOfClass } from './function-class.ts'
import {
  dateOf,
  type InventoryUnit,
  isUnitClass,
  partOf,
  serialOf,
  slotOf,
  UNIT_ATTRIBUTES,
  type UnitPart,
} from './inventory-unit.ts'
import {
  ANTENNA_RANK,
  type CoordinateRank,
  type Coordinates,
  coordinatesOf,
  FUNCTION_RANK,
  mergeCoordinates,
  SITE_RANK,
} from './location.ts'
import { createManagedElement, type ManagedElement, mergeManagedElement } from './managed-element.ts'
import { detach, readXml, type XmlHandler, type XmlRefusal, type XmlTag } from './read-xml.ts'

const UNIT_COLUMNS = ['element', 'part', 'slot', 'serial', 'produced', 'installed'] as const

export interface PartSighting extends UnitPart {
  readonly line: number
}

/** Everything a whole and well-formed file says. */
export interface DumpContent {
  readonly elements: ReadonlyMap<string, ManagedElement>
  readonly units: FactTable | undefined
  readonly parts: ReadonlyMap<string, PartSighting>
  readonly unmapped: UnmappedTally
}

/** The content of a file, or undefined after its fault was told: nothing of a broken file is used. */
export async function readDump(
  source: SourceFile,
  hasUnitsElsewhere: (dn: string) => boolean,
  report: (fault: Fault) => void,
  progress?: ReportProgress,
): Promise<DumpContent | undefined> {
  const reader = new DumpReader(source.name, hasUnitsElsewhere, report)
  const fault = await readXml(source, reader, progress)
  if (!fault) return reader.finish()
  report(fault)
  return undefined
}

/** Any release and any host name of the publisher: the number in the address changes with every release. */
const NAMESPACE = /^https?:\/\/(?:www\.)?3gpp\.org\//i

type Role =
  | 'container'
  | 'element'
  | 'function'
  | 'unit'
  | 'product'
  | 'software'
  | 'licence'
  | 'vendorData'
  | 'configuration'

const PLACE_ATTRIBUTES = ['siteIdentification', 'siteLatitude', 'siteLongitude', 'siteDescription']

/** Attributes read, by role. Of a licence nothing is read: its key is a secret. */
const ATTRIBUTES_READ: Readonly<Record<Role, ReadonlySet<string>>> = {
  container: new Set(),
  element: new Set(['userLabel', 'vendorName', 'userDefinedState', 'locationName', 'swVersion', 'managedElementType']),
  function: new Set(['userLabel', 'latitude', 'longitude', ...PLACE_ATTRIBUTES]),
  unit: UNIT_ATTRIBUTES,
  product: new Set(['productName', 'vendorName', 'productType', 'siteId', 'operatorUniqueName']),
  software: new Set(['swName', 'swVersion', 'swInstallationTime', 'swActivationTime']),
  licence: new Set(),
  vendorData: new Set(['vsDataType']),
  configuration: new Set(),
}

/** Roles of which attributes that are not read are counted; elsewhere they are configuration. */
const COUNTED_ROLES: ReadonlySet<Role> = new Set<Role>(['element', 'unit', 'product', 'software'])

/** Attributes that are lists and say more than one thing. */
const LISTS: ReadonlySet<string> = new Set(['managedElementType'])

interface Place {
  identification: string
  description: string
  latitude: string
  longitude: string
}

interface OpenObject {
  /** How many objects were opened before. */
  readonly order: number
  readonly role: Role
  readonly className: string
  readonly dn: string
  readonly line: number
  readonly attributes: Map<string, string>
  readonly places: Place[]
  readonly element: OpenElement | undefined
  /** Distinguished name below the element; '' for the element itself. */
  readonly path: string
}

interface OpenElement {
  readonly record: ManagedElement
  readonly units: InventoryUnit[]
  readonly software: { version: string; changed: string }[]
  hasProduct: boolean
}

const CONFIGURATION_REMEDY = 'nothing to do: cells, relations and links are configuration, not inventory'

class DumpReader implements XmlHandler {
  readonly #file: string
  readonly #hasUnitsElsewhere: (dn: string) => boolean
  readonly #report: (fault: Fault) => void
  readonly #elements = new Map<string, ManagedElement>()
  readonly #parts = new Map<string, PartSighting>()
  readonly #unmapped = new UnmappedTally()
  #unitTable: FactTableBuilder | undefined
  readonly #objects: OpenObject[] = []
  /** Names of the open tags inside the attributes of the last object. */
  readonly #attributePath: string[] = []
  /** Open tags of a part of the file that is left out. */
  #skipped = 0
  #opened = 0
  #hasRoot = false
  #hasFooter = false
  #text: string | undefined

  constructor(file: string, hasUnitsElsewhere: (dn: string) => boolean, report: (fault: Fault) => void) {
    this.#file = file
    this.#hasUnitsElsewhere = hasUnitsElsewhere
    this.#report = report
  }

  open(tag: XmlTag): XmlRefusal | undefined {
    if (this.#skipped > 0) {
      this.#skipped += 1
      return undefined
    }
    if (!this.#hasRoot) return this.#openRoot(tag)
    if (this.#attributePath.length > 0) {
      this.#attributePath.push(tag.local)
      this.#text = this.#isRead(tag.local) ? '' : undefined
      return undefined
    }
    const parent = this.#objects.at(-1)!
    if (tag.local === 'fileFooter') this.#hasFooter = true
    if (tag.local === 'fileHeader' || tag.local === 'fileFooter') this.#skipped = 1
    else if (tag.local === 'configData') this.#push('container', tag, tag.attribute('dnPrefix')?.trim() ?? '', parent)
    else if (!NAMESPACE.test(tag.uri)) this.#leaveForeign(tag)
    else if (tag.local === 'attributes' || (tag.attribute('id') === undefined && roleOf(tag.local) === 'configuration'))
      this.#openAttributes(tag, parent)
    else this.#openObject(tag, parent)
    return undefined
  }

  text(piece: string): void {
    if (this.#text !== undefined) this.#text += piece
  }

  close(): void {
    if (this.#skipped > 0) {
      this.#skipped -= 1
      return
    }
    if (this.#attributePath.length > 0) {
      this.#closeAttribute()
      return
    }
    const object = this.#objects.pop()
    if (object) this.#closeObject(object)
  }

  finish(): DumpContent {
    if (!this.#hasFooter)
      this.#warn({
        code: 'missing-value',
        problem: 'no file footer',
        expected: 'a `fileFooter`; the export may have been stopped early',
      })
    if (this.#elements.size === 0)
      this.#warn({ code: 'ignored', line: 1, problem: 'no managed element in the file', expected: 'an inventory' })
    return {
      elements: this.#elements,
      units: this.#unitTable?.finish(),
      parts: this.#parts,
      unmapped: this.#unmapped,
    }
  }

  #warn(fault: Omit<Fault, 'severity' | 'file'>): void {
    this.#report({ severity: 'warning', file: this.#file, ...fault })
  }

  #openRoot(tag: XmlTag): XmlRefusal | undefined {
    this.#hasRoot = true
    this.#objects.push({
      order: 0,
      role: 'container',
      className: '',
      dn: '',
      line: tag.line,
      attributes: new Map(),
      places: [],
      element: undefined,
      path: '',
    })
    if (tag.local === 'bulkCmConfigDataFile' && NAMESPACE.test(tag.uri)) return undefined
    return { problem: `\`${quoteForFault(tag.local)}\` is no bulk-CM file`, expected: 'a 3GPP `bulkCmConfigDataFile`' }
  }

  #leaveForeign(tag: XmlTag): void {
    this.#unmapped.add(
      'data in namespaces that are not 3GPP’s',
      'ask the vendor for an export in the standard model',
      `${tag.local} of ${tag.uri === '' ? 'no namespace' : tag.uri}`,
    )
    this.#skipped = 1
  }

  #openAttributes(tag: XmlTag, parent: OpenObject): void {
    const reads = ATTRIBUTES_READ[parent.role].size > 0
    if (reads) this.#attributePath.push(tag.local)
    else this.#skipped = 1
  }

  #openObject(tag: XmlTag, parent: OpenObject): void {
    const role = roleOf(tag.local)
    const id = detach(tag.attribute('id')?.trim() ?? '')
    const modifier = tag.attribute('modifier')?.trim() ?? ''
    if (id === '') {
      this.#report({
        code: 'missing-value',
        severity: 'error',
        file: this.#file,
        line: tag.line,
        column: 'id',
        problem: `\`${quoteForFault(tag.local)}\` without id`,
        expected: 'an id, which is part of its distinguished name',
      })
      this.#skipped = 1
      return
    }
    if (modifier === 'create' || modifier === 'delete') {
      this.#unmapped.add(
        'objects to be created or deleted',
        'export what is there, without modifiers: an order to change is no inventory',
        `${tag.local} (${modifier})`,
      )
      this.#skipped = 1
      return
    }
    const name = `${tag.local.replace(/^_/, '')}=${escapeName(id)}`
    this.#push(role, tag, parent.dn === '' ? name : `${parent.dn},${name}`, parent, name)
    if (role === 'unit' && !parent.element)
      this.#unmapped.add('units outside any managed element', 'import them as stock, or give them an element', name)
  }

  #push(role: Role, tag: XmlTag, dn: string, parent: OpenObject, name = ''): void {
    const isElement = role === 'element'
    const element = isElement
      ? { record: createManagedElement(dn, this.#file, tag.line), units: [], software: [], hasProduct: false }
      : parent.element
    const path = isElement || !element ? '' : parent.path === '' ? name : `${parent.path},${name}`
    this.#opened += 1
    this.#objects.push({
      order: this.#opened,
      role,
      className: tag.local,
      dn,
      line: tag.line,
      attributes: new Map(),
      places: [],
      element,
      path,
    })
  }

  #isRead(name: string): boolean {
    const object = this.#objects.at(-1)!
    if (!ATTRIBUTES_READ[object.role].has(name)) return false
    // A name inside a structure is another thing than the same name directly below `attributes`.
    const isDirect = this.#attributePath.length === 2 && this.#attributePath[0] === 'attributes'
    return isDirect ? !LISTS.has(name) : LISTS.has(name) || PLACE_ATTRIBUTES.includes(name)
  }

  #closeAttribute(): void {
    const name = this.#attributePath.pop()!
    const depth = this.#attributePath.length
    const object = this.#objects.at(-1)!
    if (this.#text !== undefined) this.#keepAttribute(object, name, detach(this.#text.replace(/\s+/g, ' ').trim()))
    else if (depth === 1 && COUNTED_ROLES.has(object.role) && !ATTRIBUTES_READ[object.role].has(name))
      this.#countAttribute(object, name)
    this.#text = undefined
  }

  #keepAttribute(object: OpenObject, name: string, text: string): void {
    if (name === 'managedElementType') {
      if (text !== '') object.element?.record.types.add(text)
    } else if (PLACE_ATTRIBUTES.includes(name)) keepPlace(object.places, name, text)
    else object.attributes.set(name, text)
  }

  #countAttribute(object: OpenObject, name: string): void {
    // Lists of names of other objects repeat what the tree says.
    if (name.endsWith('List') || name === 'managedBy' || name === 'managedElements') return
    this.#unmapped.add(
      'attributes without a column',
      'nothing to do, unless a rule or a spares question needs one of them',
      `${object.className}.${name}`,
    )
  }

  #closeObject(object: OpenObject): void {
    switch (object.role) {
      case 'element':
        this.#closeElement(object)
        break
      case 'function':
        this.#closeFunction(object)
        break
      case 'unit':
        this.#closeUnit(object)
        break
      case 'product':
        this.#closeProduct(object)
        break
      case 'software':
        this.#closeSoftware(object)
        break
      case 'licence':
        this.#unmapped.add(
          'licences',
          'nothing to do: their keys are secrets and are never read',
          object.element?.record.dn ?? object.dn,
        )
        break
      case 'vendorData':
        this.#closeVendorData(object)
        break
      case 'configuration':
        this.#unmapped.add('configuration objects', CONFIGURATION_REMEDY, object.className)
        break
      default:
    }
  }

  #closeElement({ attributes, element, className }: OpenObject): void {
    const { record, units, software } = element!
    const value = (name: string): string => blankIfEmptyWord(attributes.get(name) ?? '')
    record.name = value('userLabel') || record.name
    record.vendor = this.#chooseVendor(record, value('vendorName'))
    record.state = value('userDefinedState')
    record.locationName = value('locationName')
    record.softwareVersion = value('swVersion')
    if (className === 'ManagementNode') record.types.add(className)
    takeSoftware(record, software)
    this.#addUnits(record, units)
    const known = this.#elements.get(record.dn)
    if (known) mergeManagedElement(known, record, this.#report)
    else this.#elements.set(record.dn, record)
  }

  /** The element's own word stands before that of its InventoryUnitNE. */
  #chooseVendor(record: ManagedElement, vendor: string): string {
    const productVendor = record.vendor
    if (vendor === '' || productVendor === '' || vendor === productVendor) return vendor || productVendor
    this.#warn({
      code: 'contradiction',
      line: record.line,
      column: 'vendorName',
      text: quoteForFault(productVendor),
      problem: 'ManagedElement and InventoryUnitNE name different vendors',
      expected: `\`${quoteForFault(vendor)}\` of the ManagedElement, which is kept`,
    })
    return vendor
  }

  #closeFunction({ className, dn, line, attributes, places, element }: OpenObject): void {
    const node = functionOfClass(className)
    const record = element?.record
    if (!record) {
      this.#unmapped.add('functions outside any managed element', 'export them within their ManagedElement', className)
      return
    }
    if (node === undefined && className.endsWith('Function'))
      this.#unmapped.add(
        'function classes that are not known',
        'tell which function they are, or give the elements their function by hand',
        className,
      )
    const coordinates = this.#readCoordinates(
      FUNCTION_RANK,
      attributes.get('latitude'),
      attributes.get('longitude'),
      line,
    )
    for (const place of places) this.#keepSite(record, place, line)
    const standsApart = className === 'BtsSiteMgr' && this.#objects.some((open) => open.className === 'BssFunction')
    if (!standsApart) record.coordinates = mergeCoordinates(record.coordinates, coordinates)
    if (node === undefined) return
    const label = blankIfEmptyWord(attributes.get('userLabel') ?? '')
    record.functions.push({ node, dn, line, label, coordinates, standsApart })
  }

  #keepSite(record: ManagedElement, place: Place, line: number): void {
    const identification = blankIfEmptyWord(place.identification)
    if (record.siteIdentification === '') {
      record.siteIdentification = identification
      record.siteDescription = blankIfEmptyWord(place.description)
    } else if (identification !== '' && identification !== record.siteIdentification) {
      this.#unmapped.add(
        'further site identifications of one element',
        'an element stands at one site: split it, or correct its functions’ power and environment parameters',
        `${identification} in ${record.dn}`,
      )
    }
    record.coordinates = mergeCoordinates(
      record.coordinates,
      this.#readCoordinates(SITE_RANK, place.latitude, place.longitude, line),
    )
  }

  #closeUnit({ className, attributes, line, order, path, element }: OpenObject): void {
    if (!element) return
    if (className === 'AntennaInventoryUnit')
      element.record.coordinates = mergeCoordinates(
        element.record.coordinates,
        this.#readCoordinates(ANTENNA_RANK, attributes.get('latitude'), attributes.get('longitude'), line),
      )
    const related = attributes.get('relatedFunction') ?? attributes.get('mFunction') ?? ''
    const relatedClass = /(?:^|,)([^,=]+)=[^,=]*$/.exec(related)?.[1]
    if (relatedClass !== undefined) element.record.relatedClasses.add(relatedClass)
    element.units.push({ order, path, slot: this.#slotBelow(path, attributes), line, attributes })
  }

  #slotBelow(path: string, attributes: ReadonlyMap<string, string>): string {
    const parent = this.#objects.at(-1)
    const parentPosition = parent?.role === 'unit' ? slotOf(parent.attributes, undefined, parent.path) : undefined
    const isNested = parentPosition !== undefined
    return slotOf(attributes, parentPosition, isNested ? path.slice(path.lastIndexOf(',') + 1) : path)
  }

  #closeProduct({ attributes, element, dn }: OpenObject): void {
    if (!element) return
    const { record } = element
    const value = (name: string): string => blankIfEmptyWord(attributes.get(name) ?? '')
    if (element.hasProduct) {
      this.#unmapped.add('further products of one element', 'one element has one product: export them apart', dn)
      return
    }
    element.hasProduct = true
    record.product = value('productName')
    record.productType = value('productType')
    record.vendor = value('vendorName')
    record.siteId = value('siteId')
    if (record.name === '') record.name = value('operatorUniqueName')
  }

  #closeSoftware({ attributes, element, dn }: OpenObject): void {
    const value = (name: string): string => blankIfEmptyWord(attributes.get(name) ?? '')
    const version = value('swVersion')
    const changed = readSourceDate(value('swActivationTime') || value('swInstallationTime')) ?? ''
    element?.software.push({ version, changed })
    this.#unmapped.add(
      'software units',
      'nothing to do: the element’s own software version is kept, or that of its only software unit',
      [value('swName'), version].filter((text) => text !== '').join(' ') || dn,
    )
  }

  #closeVendorData({ attributes, element }: OpenObject): void {
    const type = attributes.get('vsDataType') ?? ''
    const parent = this.#objects.at(-1)
    if (type !== '' && parent?.role === 'element') element?.record.vendorDataTypes.add(type)
    this.#unmapped.add(
      'vendor-specific data',
      'ask the vendor for an export in the standard model where it holds inventory',
      type,
    )
  }

  #addUnits(record: ManagedElement, units: readonly InventoryUnit[]): void {
    if (units.length === 0) return
    record.hasUnits = true
    if (this.#elements.get(record.dn)?.hasUnits || this.#hasUnitsElsewhere(record.dn)) {
      this.#report({
        code: 'duplicate-key',
        severity: 'error',
        file: this.#file,
        line: record.line,
        text: quoteForFault(record.dn),
        problem: `${units.length} units of an element whose units were already given`,
        expected: 'the units of an element in one place; these are left out',
      })
      return
    }
    const table = (this.#unitTable ??= new FactTableBuilder(UNITS, this.#file, UNIT_COLUMNS))
    const slots = new Set<string>()
    // Inner units are closed before the unit that holds them; rows stand in the order of the file.
    for (const unit of units.toSorted((left, right) => left.order - right.order)) {
      const part = partOf(unit.attributes)
      if (part.number === '')
        this.#unmapped.add(
          'units without a type number',
          'complete vendorUnitTypeNumber in the element manager: such units cannot be matched with spares',
          `${part.part} in ${record.dn}`,
        )
      if (!this.#parts.has(part.part)) this.#parts.set(part.part, { ...part, line: unit.line })
      const elementDn = elementOfUnit(record, unit)
      const key = `${elementDn}\n${part.part}\n`
      const slot = slots.has(key + unit.slot) ? `${unit.slot} (${unit.path})` : unit.slot
      slots.add(key + slot)
      const date = (name: string): string =>
        dateOf(unit.attributes, name, (problem, text) => this.#tellCell(problem, text, name, unit.line))
      table.addRow(
        [elementDn, part.part, slot, serialOf(unit.attributes), date('dateOfManufacture'), date('tmaInstallationDate')],
        unit.line,
        this.#report,
      )
    }
  }

  #tellCell(problem: CellProblem, text: string, column: string, line: number): void {
    this.#warn({ ...problem, line, column, text: quoteForFault(text) })
  }

  #readCoordinates(rank: CoordinateRank, latitudeText = '', longitudeText = '', line: number): Coordinates | undefined {
    if (latitudeText === '' && longitudeText === '') return undefined
    const latitude = this.#readDegrees('latitude', latitudeText, line)
    const longitude = this.#readDegrees('longitude', longitudeText, line)
    if (latitude === undefined || longitude === undefined) return undefined
    if (latitude !== 0 || longitude !== 0) return coordinatesOf(rank, latitude, longitude)
    const problem = 'latitude and longitude are both 0, which stands for nothing entered'
    this.#warn({ code: 'invalid-value', line, column: 'latitude', problem })
    return undefined
  }

  #readDegrees(name: 'latitude' | 'longitude', text: string, line: number): number | undefined {
    if (text === '') {
      this.#warn({ code: 'missing-value', line, column: name, problem: `no ${name} beside the other coordinate` })
      return undefined
    }
    const reading = readNumber(columnOf(SITES, name), text)
    if ('value' in reading) return reading.value
    this.#tellCell(reading.problem, text, name, line)
    return undefined
  }
}

function roleOf(className: string): Role {
  if (isUnitClass(className)) return 'unit'
  switch (className) {
    case 'SubNetwork':
    case 'MeContext':
      return 'container'
    case 'ManagedElement':
    case 'ManagementNode':
      return 'element'
    case 'InventoryUnitNE':
      return 'product'
    case 'InventoryUnitSw':
      return 'software'
    case 'InventoryUnitLic':
      return 'licence'
    case 'VsDataContainer':
      return 'vendorData'
    case 'PEEMonitoredEntity':
      return 'function'
    default:
      return isFunctionClass(className) ? 'function' : 'configuration'
  }
}

/** External functions are those of other networks; antennas and amplifiers are units, not functions of an element. */
function isFunctionClass(className: string): boolean {
  if (functionOfClass(className) !== undefined) return true
  return className.endsWith('Function') && !/^(?:External|Antenna|Tma|SectorEquipment)/.test(className)
}

function escapeName(id: string): string {
  return id.replace(/[\\,+"<>;]/g, (character) => `\\${character}`)
}

function keepPlace(places: Place[], name: string, text: string): void {
  let place = places.at(-1)
  if (!place || name === 'siteIdentification') {
    place = { identification: '', description: '', latitude: '', longitude: '' }
    places.push(place)
  }
  if (name === 'siteIdentification') place.identification = text
  else if (name === 'siteDescription') place.description = text
  else if (name === 'siteLatitude') place.latitude = text
  else place.longitude = text
}

/** A software unit counts as the element's software where it is the only one, or runs the version the element names. */
function takeSoftware(record: ManagedElement, software: readonly { version: string; changed: string }[]): void {
  const versions = new Set(software.map(({ version }) => version).filter((version) => version !== ''))
  if (record.softwareVersion === '' && versions.size === 1) record.softwareVersion = [...versions][0]!
  const running = software.filter(({ version }) => version !== '' && version === record.softwareVersion)
  if (running.length === 1) record.softwareChanged = running[0]!.changed
}

/** A unit that serves a base station of a controller belongs to the base station, which stands elsewhere. */
function elementOfUnit(record: ManagedElement, unit: InventoryUnit): string {
  const related = unit.attributes.get('relatedFunction') ?? unit.attributes.get('mFunction') ?? ''
  if (!related.includes('BtsSiteMgr=')) return record.dn
  const station = record.functions.find(
    ({ dn, standsApart }) => standsApart && (dn === related || dn.endsWith(`,${related}`)),
  )
  return station?.dn ?? record.dn
}
