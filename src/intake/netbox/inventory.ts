// What a NetBox export holds, in the few fields that are used, gathered from all files of all kinds.

import type { MappedTable, NetBoxMapping } from '#model/netbox-mapping.ts'
import { blankIfEmptyWord, readSerial } from '../blank-word.ts'
import type { UnmappedTally } from '../unmapped-tally.ts'
import type { Kind } from './kind.ts'
import type { NetBoxRecord, RecordPlace, Reference } from './record.ts'

interface Entry {
  readonly place: RecordPlace
  readonly id: string
  readonly name: string
  readonly slug: string
}

/** A node of a tree: region, site group, device role. */
interface TreeNode extends Entry {
  readonly parent: Reference
}

export interface Site extends Entry {
  readonly status: string
  readonly region: Reference
  readonly group: Reference
  readonly latitude: string
  readonly longitude: string
  readonly tags: readonly string[]
  readonly mapped: MappedFields
}

interface PartType extends Entry {
  readonly manufacturer: string
  readonly partNumber: string
  readonly description: string
}

export interface Platform extends Entry {
  readonly manufacturer: string
}

/** The type of a device or module as its record names it. */
interface TypeReference extends Reference {
  readonly manufacturer: string
}

export interface Device extends Entry {
  readonly status: string
  readonly type: TypeReference
  readonly role: Reference
  readonly platform: Reference
  readonly site: Reference
  readonly serial: string
  readonly tags: readonly string[]
  readonly mapped: MappedFields
  readonly mappedToUnit: MappedFields
}

export interface Module extends Entry {
  readonly status: string
  readonly device: Reference
  readonly bay: Reference
  readonly type: TypeReference
  readonly serial: string
  readonly mapped: MappedFields
}

interface ModuleBay extends Entry {
  readonly device: Reference
  /** The module the bay is in, where bays are nested. */
  readonly module: Reference
}

export interface InventoryItem extends Entry {
  readonly status: string
  readonly device: Reference
  readonly manufacturer: string
  readonly partId: string
  readonly serial: string
  readonly role: string
  readonly description: string
  readonly mapped: MappedFields
}

export interface VirtualMachine extends Entry {
  readonly status: string
  readonly role: Reference
  readonly platform: Reference
  readonly site: Reference
  readonly cluster: Reference
  readonly device: Reference
  readonly tags: readonly string[]
  readonly mapped: MappedFields
}

export interface Cluster extends Entry {
  readonly status: string
  readonly type: string
  readonly site: Reference
  readonly tags: readonly string[]
  readonly mapped: MappedFields
}

/** Texts of fields the mapping names, by our column. */
export type MappedFields = ReadonlyMap<string, string>

export interface Inventory {
  readonly regions: TreeNode[]
  readonly siteGroups: TreeNode[]
  readonly roles: TreeNode[]
  readonly sites: Site[]
  readonly deviceTypes: PartType[]
  readonly moduleTypes: PartType[]
  readonly platforms: Platform[]
  readonly devices: Device[]
  readonly modules: Module[]
  readonly moduleBays: ModuleBay[]
  readonly inventoryItems: InventoryItem[]
  readonly virtualMachines: VirtualMachine[]
  readonly clusters: Cluster[]
}

export function createInventory(): Inventory {
  return {
    regions: [],
    siteGroups: [],
    roles: [],
    sites: [],
    deviceTypes: [],
    moduleTypes: [],
    platforms: [],
    devices: [],
    modules: [],
    moduleBays: [],
    inventoryItems: [],
    virtualMachines: [],
    clusters: [],
  }
}

export function addInventory(to: Inventory, from: Inventory): void {
  for (const key of Object.keys(to) as (keyof Inventory)[])
    for (const entry of from[key]) (to[key] as unknown[]).push(entry)
}

/** Turns records of any kind into entries. */
export class InventoryCollector {
  readonly inventory = createInventory()
  /** How often each custom field is filled in, by our table. */
  readonly customFields = new Map<MappedTable, Map<string, number>>()
  readonly #mapping: NetBoxMapping
  readonly #unmapped: UnmappedTally

  constructor(mapping: NetBoxMapping, unmapped: UnmappedTally) {
    this.#mapping = mapping
    this.#unmapped = unmapped
  }

  add(kind: Kind, record: NetBoxRecord): void {
    const { inventory } = this
    switch (kind) {
      case 'regions':
        inventory.regions.push(treeNode(record))
        break
      case 'site-groups':
        inventory.siteGroups.push(treeNode(record))
        break
      case 'device-roles':
        inventory.roles.push(treeNode(record))
        break
      case 'sites':
        inventory.sites.push(this.#site(record))
        break
      case 'device-types':
        inventory.deviceTypes.push(partType(record))
        break
      case 'module-types':
        inventory.moduleTypes.push(partType(record))
        break
      case 'platforms':
        inventory.platforms.push({ ...entry(record), manufacturer: record.text('manufacturer') })
        break
      case 'devices':
        inventory.devices.push(this.#device(record))
        break
      case 'modules':
        inventory.modules.push(this.#module(record))
        break
      case 'module-bays':
        inventory.moduleBays.push({
          ...entry(record),
          device: record.reference('device'),
          module: record.reference('module'),
        })
        break
      case 'inventory-items':
        inventory.inventoryItems.push(this.#inventoryItem(record))
        break
      case 'virtual-machines':
        inventory.virtualMachines.push(this.#virtualMachine(record))
        break
      default:
        inventory.clusters.push(this.#cluster(record))
    }
  }

  #site(record: NetBoxRecord): Site {
    return {
      ...entry(record),
      status: record.text('status'),
      region: record.reference('region'),
      group: record.reference('group'),
      latitude: record.text('latitude'),
      longitude: record.text('longitude'),
      tags: record.words('tags'),
      mapped: this.#mapped(record, ['sites'], 'sites'),
    }
  }

  #device(record: NetBoxRecord): Device {
    const role = record.reference('role')
    return {
      ...entry(record),
      status: record.text('status'),
      type: typeReference(record, 'device_type'),
      role: role.id === '' && role.name === '' ? record.reference('device_role') : role,
      platform: record.reference('platform'),
      site: record.reference('site'),
      serial: readSerial(record.text('serial')),
      tags: record.words('tags'),
      mapped: this.#mapped(record, ['elements', 'units'], 'elements'),
      mappedToUnit: this.#mapped(record, [], 'units'),
    }
  }

  #module(record: NetBoxRecord): Module {
    return {
      ...entry(record),
      status: record.text('status'),
      device: record.reference('device'),
      bay: record.reference('module_bay'),
      type: typeReference(record, 'module_type'),
      serial: readSerial(record.text('serial')),
      mapped: this.#mapped(record, ['units'], 'units'),
    }
  }

  #inventoryItem(record: NetBoxRecord): InventoryItem {
    return {
      ...entry(record),
      status: record.text('status'),
      device: record.reference('device'),
      manufacturer: blankIfEmptyWord(record.text('manufacturer')),
      partId: blankIfEmptyWord(record.text('part_id')),
      serial: readSerial(record.text('serial')),
      role: record.text('role'),
      description: record.text('description'),
      mapped: this.#mapped(record, ['units'], 'units'),
    }
  }

  #virtualMachine(record: NetBoxRecord): VirtualMachine {
    return {
      ...entry(record),
      status: record.text('status'),
      role: record.reference('role'),
      platform: record.reference('platform'),
      site: record.reference('site'),
      cluster: record.reference('cluster'),
      device: record.reference('device'),
      tags: record.words('tags'),
      mapped: this.#mapped(record, ['elements'], 'elements'),
    }
  }

  #cluster(record: NetBoxRecord): Cluster {
    const isAtSite = ['', 'dcim.site'].includes(record.text('scope_type'))
    const site = record.reference('site')
    return {
      ...entry(record),
      status: record.text('status'),
      type: record.text('type'),
      site: isAtSite && site.name === '' && site.id === '' ? record.reference('scope') : site,
      tags: record.words('tags'),
      mapped: this.#mapped(record, ['elements'], 'elements'),
    }
  }

  /** Fields of the mapping for a table; custom fields that no table of this record names are told. */
  #mapped(record: NetBoxRecord, tablesOfRecord: readonly MappedTable[], table: MappedTable): MappedFields {
    const fields = new Map<string, string>()
    for (const [column, field] of Object.entries(this.#mapping[table] ?? {})) {
      const text = readField(record, field)
      if (text !== '') fields.set(column, text)
    }
    const named = new Set(tablesOfRecord.flatMap((name) => Object.values(this.#mapping[name] ?? {}).map(customNameOf)))
    const ownTable = tablesOfRecord[0]
    if (ownTable !== undefined)
      for (const name of record.customFields()) {
        const counts = this.customFields.get(ownTable) ?? new Map<string, number>()
        this.customFields.set(ownTable, counts.set(name, (counts.get(name) ?? 0) + 1))
        if (!named.has(name))
          this.#unmapped.add(
            'values of custom fields that the mapping does not name',
            'name the field in the mapping where it says something a rule reads',
            `${ownTable}: ${name}`,
          )
      }
    return fields
  }
}

/** Fields of NetBox itself the mapping may name; any other name is that of a custom field. */
const OWN_FIELDS: ReadonlySet<string> = new Set(['tenant', 'facility', 'asset_tag', 'description'])

function readField(record: NetBoxRecord, field: string): string {
  return OWN_FIELDS.has(field) ? blankIfEmptyWord(record.text(field)) : record.custom(customNameOf(field))
}

function customNameOf(field: string): string {
  return field.startsWith('cf_') ? field.slice(3) : field
}

function entry(record: NetBoxRecord): Entry {
  return { place: record.place, id: record.text('id'), name: record.text('name'), slug: record.text('slug') }
}

function treeNode(record: NetBoxRecord): TreeNode {
  return { ...entry(record), parent: record.reference('parent') }
}

function partType(record: NetBoxRecord): PartType {
  return {
    ...entry(record),
    name: record.text('model'),
    manufacturer: blankIfEmptyWord(record.text('manufacturer')),
    partNumber: blankIfEmptyWord(record.text('part_number')),
    description: record.text('description'),
  }
}

function typeReference(record: NetBoxRecord, field: string): TypeReference {
  const { id, name } = record.reference(field)
  return { id, name, manufacturer: blankIfEmptyWord(record.inner(field, 'manufacturer')) }
}
