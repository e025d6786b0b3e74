// What a NetBox inventory becomes: rows of sites, elements, units and parts, and everything that becomes none.

import type { CellProblem, TableSchema } from '#model/column.ts'
import { type FactTable, FactTableBuilder } from '#model/fact-table.ts'
import { type Fault, quoteForFault } from '#model/fault.ts'
import type { MappedTable, NetBoxMapping } from '#model/netbox-mapping.ts'
import { findFunction } from '#model/network-function.ts'
import { ELEMENTS, PARTS, SITES, UNITS } from '#model/tables.ts'
import { acceptCell, columnOf } from '../accept-cell.ts'
import { blankIfEmptyWord } from '../blank-word.ts'
import { Directory, lineageOf } from './directory.ts'
import { type Nameable, nameElements } from './element-names.ts'
import type { Cluster, Device, Inventory, MappedFields, Module, Platform, Site, VirtualMachine } from './inventory.ts'
import { translateValue } from './mapped-value.ts'
import { type CataloguePart, type CatalogueType, PartCatalogue, type TypeClass } from './part-catalogue.ts'
import type { NetBoxExport } from './read-export.ts'
import { placeOfRecord, type RecordPlace, type Reference } from './record.ts'
import { functionOfRole, type RoleAnswer } from './role-function.ts'
import { versionInPlatform } from './software-version.ts'
import { meaningOfStatus, type StatusMeaning } from './status.ts'

const SITE_COLUMNS = ['site', 'name', 'latitude', 'longitude', 'region', 'tags']
const ELEMENT_COLUMNS = [
  'element',
  'name',
  'kind',
  'site',
  'hostedOn',
  'vendor',
  'softwareVendor',
  'product',
  'function',
  'technologies',
  'softwareVersion',
  'tags',
  'status',
]
const UNIT_COLUMNS = ['element', 'part', 'slot', 'serial']
const PART_COLUMNS = ['part', 'manufacturer', 'number', 'description', 'class']

type Report = (fault: Fault) => void
type Values = Record<string, string>

export function tabulateNetBox(netBox: NetBoxExport, mapping: NetBoxMapping, report: Report): FactTable[] {
  return new NetBoxTables(netBox, mapping, report).tables()
}

/** What became of a device, for the modules and items in it. */
type DeviceFate =
  | { readonly kind: 'element'; readonly element: string }
  | { readonly kind: 'stock' | 'none' | 'unnamed' }

interface Named<Item> extends Nameable {
  readonly item: Item
}

class NetBoxTables {
  readonly #inventory: Inventory
  readonly #unmapped: NetBoxExport['unmapped']
  readonly #mapping: NetBoxMapping
  readonly #report: Report
  readonly #sites: Directory<Site>
  readonly #platforms: Directory<Platform>
  readonly #devices: Directory<Device>
  readonly #clusters: Directory<Cluster>
  readonly #catalogue: PartCatalogue
  readonly #fates = new Map<Device, DeviceFate>()
  readonly #siteTables: TableSet
  readonly #elementTables: TableSet
  readonly #unitTables: TableSet
  readonly #slots = new Set<string>()
  readonly #sitesWritten = new Set<string>()

  constructor({ inventory, unmapped }: NetBoxExport, mapping: NetBoxMapping, report: Report) {
    this.#inventory = inventory
    this.#unmapped = unmapped
    this.#mapping = mapping
    this.#report = report
    this.#sites = new Directory(inventory.sites)
    this.#platforms = new Directory(inventory.platforms)
    this.#devices = new Directory(inventory.devices)
    this.#clusters = new Directory(inventory.clusters)
    const types = (kind: TypeClass, list: Inventory['deviceTypes']): CatalogueType[] =>
      list.map((type) => ({ ...type, model: type.name, class: kind }))
    this.#catalogue = new PartCatalogue(
      [...types('device', inventory.deviceTypes), ...types('module', inventory.moduleTypes)],
      unmapped,
      report,
    )
    const columns = (base: readonly string[], table: MappedTable): string[] => [
      ...new Set([...base, ...Object.keys(mapping[table] ?? {})]),
    ]
    this.#siteTables = new TableSet(SITES, columns(SITE_COLUMNS, 'sites'), report)
    this.#elementTables = new TableSet(ELEMENTS, columns(ELEMENT_COLUMNS, 'elements'), report)
    this.#unitTables = new TableSet(UNITS, columns(UNIT_COLUMNS, 'units'), report)
  }

  tables(): FactTable[] {
    for (const site of this.#inventory.sites) this.#addSite(site)
    this.#addElements()
    this.#addModules()
    this.#addInventoryItems()
    this.#tellRoles()
    const parts = new TableSet(PARTS, PART_COLUMNS, this.#report)
    for (const part of this.#catalogue.rows()) parts.add({ ...part, place: '' }, part.place)
    return [this.#siteTables, this.#elementTables, this.#unitTables, parts].flatMap((set) => set.finish())
  }

  #addSite(site: Site): void {
    if (this.#sitesWritten.has(site.name)) {
      this.#tell(site.place, 'duplicate-key', 'error', 'name', site.name, 'site stands twice', 'one site of a name')
      return
    }
    const state = site.status.toLowerCase()
    if (state !== '' && state !== 'active')
      this.#unmapped.add(
        'sites that are not active',
        'nothing to do: the elements on them say whether they serve',
        `${site.name}: ${site.status}`,
      )
    const cell = (name: 'latitude' | 'longitude', text: string): string =>
      this.#accept(SITES, name, text, site.place, name)
    this.#sitesWritten.add(site.name)
    this.#siteTables.add(
      {
        site: site.name,
        name: site.name,
        latitude: cell('latitude', site.latitude),
        longitude: cell('longitude', site.longitude),
        region: this.#regionOf(site),
        tags: tagList(site.tags),
        ...this.#mapped('sites', SITES, site.mapped, site.place, site.tags),
      },
      site.place,
    )
  }

  #regionOf(site: Site): string {
    const isByGroup = this.#mapping.regionFrom === 'group'
    const reference = isByGroup ? site.group : site.region
    const { nodes, missing } = lineageOf(isByGroup ? this.#groupDirectory : this.#regionDirectory, reference)
    if (missing !== '')
      this.#unmapped.add(
        'regions the export does not hold',
        `export ${isByGroup ? 'site groups' : 'regions'} too: without them the path to a region is not known`,
        missing,
      )
    const names = nodes.map(({ name }) => name)
    return [...names, ...(names.length === 0 && missing !== '' ? [reference.name] : [])].reverse().join(' / ')
  }

  get #regionDirectory(): Directory<Inventory['regions'][number]> {
    return (this.#regions ??= new Directory(this.#inventory.regions))
  }
  #regions: Directory<Inventory['regions'][number]> | undefined

  get #groupDirectory(): Directory<Inventory['regions'][number]> {
    return (this.#groups ??= new Directory(this.#inventory.siteGroups))
  }
  #groups: Directory<Inventory['regions'][number]> | undefined

  /** The identifier of a site; one that no record describes becomes a row of its name alone. */
  #siteOf(reference: Reference, place: RecordPlace): string {
    const name = this.#sites.get(reference)?.name ?? reference.name
    if (name === '') {
      if (reference.id !== '')
        this.#tell(place, 'unknown-reference', 'warning', 'site', reference.id, 'unknown site', 'a site of the export')
      return ''
    }
    if (!this.#sitesWritten.has(name)) {
      this.#sitesWritten.add(name)
      this.#unmapped.add('sites that are named and not described', 'export the sites too', name)
      this.#siteTables.add({ site: name, name }, place)
    }
    return name
  }

  #addElements(): void {
    const { devices, virtualMachines, clusters } = this.#inventory
    const nameable = <Item extends Device | VirtualMachine | Cluster>(
      item: Item,
      kind: string,
      where: string,
    ): Named<Item> => ({
      item,
      name: item.name,
      fallback: item.id === '' ? '' : `${kind}-${item.id}`,
      where,
      id: item.id,
    })
    const items: Named<Device | VirtualMachine | Cluster>[] = [
      ...devices.map((device) => nameable(device, 'device', this.#sites.get(device.site)?.name ?? device.site.name)),
      ...clusters.map((cluster) => nameable(cluster, 'cluster', 'cluster')),
      ...virtualMachines.map((machine) =>
        nameable(machine, 'virtual-machine', machine.cluster.name || machine.site.name || 'virtual'),
      ),
    ]
    const names = new Map<unknown, string | undefined>()
    for (const [named, name] of nameElements(items)) names.set(named.item, name)
    for (const device of devices) this.#addDevice(device, names.get(device))
    for (const cluster of clusters) this.#addCluster(cluster, names.get(cluster))
    const hosts = new Map(clusters.map((cluster) => [cluster, names.get(cluster)]))
    for (const machine of virtualMachines) this.#addVirtualMachine(machine, names.get(machine), hosts)
  }

  #addDevice(device: Device, name: string | undefined): void {
    const { place } = device
    const part = this.#catalogue.partOfType('device', device.type, place)
    const status = this.#statusOf(device.status)
    const role = this.#roleOf(device.role)
    if (status === 'stock') {
      this.#fates.set(device, { kind: 'stock' })
      this.#addStock(`${part?.part ?? 'device'} at ${device.site.name || 'no site'}`)
      return
    }
    if (role.kind === 'none') {
      this.#fates.set(device, { kind: 'none' })
      this.#unmapped.add(
        'devices that are no network elements',
        'their role is mapped to `none`; give it a function if it is one',
        device.role.name,
      )
      return
    }
    if (name === undefined) {
      this.#fates.set(device, { kind: 'unnamed' })
      this.#tellUnnamed(place, device.name, 'device')
      return
    }
    this.#fates.set(device, { kind: 'element', element: name })
    const platform = this.#platforms.get(device.platform)
    const vendor = device.type.manufacturer || part?.manufacturer || ''
    const softwareVendor = blankIfEmptyWord(platform?.manufacturer ?? '')
    this.#elementTables.add(
      {
        element: name,
        name: device.name,
        site: this.#siteOf(device.site, place),
        vendor,
        softwareVendor: softwareVendor === vendor ? '' : softwareVendor,
        product: device.type.name,
        ...this.#functionCells(role, device.role, 'devices'),
        softwareVersion: versionInPlatform(device.platform.name),
        tags: tagList(device.tags),
        status,
        ...this.#mapped('elements', ELEMENTS, device.mapped, place, device.tags),
      },
      place,
    )
    if (!part) {
      this.#unmapped.add('devices without a type', 'give them a type: without it they hold no part', name)
      return
    }
    this.#addUnit(name, part, 'chassis', device.serial, device.mappedToUnit, place)
  }

  #addCluster(cluster: Cluster, name: string | undefined): void {
    if (name === undefined) {
      this.#tellUnnamed(cluster.place, cluster.name, 'cluster')
      return
    }
    const role = { id: '', name: cluster.type }
    const status = this.#statusOf(cluster.status)
    this.#elementTables.add(
      {
        element: name,
        name: cluster.name,
        kind: 'virtual',
        site: this.#siteOf(cluster.site, cluster.place),
        product: cluster.type,
        ...this.#functionCells(this.#roleOf(role), role, 'clusters'),
        tags: tagList(cluster.tags),
        status: status === 'stock' ? '' : status,
        ...this.#mapped('elements', ELEMENTS, cluster.mapped, cluster.place, cluster.tags),
      },
      cluster.place,
    )
  }

  #addVirtualMachine(
    machine: VirtualMachine,
    name: string | undefined,
    clusterNames: ReadonlyMap<Cluster, string | undefined>,
  ): void {
    const { place } = machine
    const role = this.#roleOf(machine.role)
    if (role.kind === 'none') {
      this.#unmapped.add(
        'virtual machines that are no network elements',
        'their role is mapped to `none`; give it a function if it is one',
        machine.role.name,
      )
      return
    }
    if (name === undefined) {
      this.#tellUnnamed(place, machine.name, 'virtual machine')
      return
    }
    const device = this.#devices.get(machine.device)
    const fate = device && this.#fates.get(device)
    const cluster = this.#clusters.get(machine.cluster)
    const host = fate?.kind === 'element' ? fate.element : cluster && clusterNames.get(cluster)
    if (host === undefined && machine.cluster.name !== '')
      this.#unmapped.add('clusters the export does not hold', 'export the clusters too', machine.cluster.name)
    const status = this.#statusOf(machine.status)
    this.#elementTables.add(
      {
        element: name,
        name: machine.name,
        kind: 'virtual',
        site: host === undefined ? this.#siteOf(machine.site, place) : '',
        hostedOn: host ?? '',
        softwareVendor: blankIfEmptyWord(this.#platforms.get(machine.platform)?.manufacturer ?? ''),
        ...this.#functionCells(role, machine.role, 'virtual machines'),
        softwareVersion: versionInPlatform(machine.platform.name),
        tags: tagList(machine.tags),
        status: status === 'stock' ? '' : status,
        ...this.#mapped('elements', ELEMENTS, machine.mapped, place, machine.tags),
      },
      place,
    )
  }

  #addModules(): void {
    const bays = new Directory(this.#inventory.moduleBays.map((bay) => ({ ...bay, slug: '', name: '' })))
    const modules = new Directory(this.#inventory.modules)
    const slotOf = (module: Module, depth: number): string => {
      const bay = module.bay.id === '' ? undefined : bays.get({ id: module.bay.id, name: '' })
      const holder = bay && bay.module.id !== '' ? modules.get({ id: bay.module.id, name: '' }) : undefined
      const own = module.bay.name
      // Bays nest three or four deep; more is a ring.
      return holder && holder !== module && depth < 10 ? `${slotOf(holder, depth + 1)}/${own}` : own
    }
    for (const module of this.#inventory.modules) {
      const status = this.#statusOf(module.status)
      const part = this.#catalogue.partOfType('module', module.type, module.place)
      const element = this.#elementOf(module.device, module.place, part?.part ?? 'module', status)
      if (element === undefined) continue
      if (!part) {
        this.#unmapped.add('modules without a type', 'give them a type: without it they are no part', element)
        continue
      }
      this.#addUnit(element, part, slotOf(module, 0), module.serial, module.mapped, module.place)
    }
  }

  #addInventoryItems(): void {
    const known = new Set<string>()
    for (const device of this.#inventory.devices) known.add(`${this.#deviceKey(device)}\n${device.serial}`)
    for (const module of this.#inventory.modules) {
      const device = this.#devices.get(module.device)
      if (device) known.add(`${this.#deviceKey(device)}\n${module.serial}`)
    }
    for (const item of this.#inventory.inventoryItems) {
      const device = this.#devices.get(item.device)
      const status = this.#statusOf(item.status)
      const part = this.#catalogue.partOfItem(
        item.manufacturer,
        item.partId,
        item.description === '' ? item.name : item.description,
        item.role,
        item.place,
      )
      if (item.serial !== '' && device && known.has(`${this.#deviceKey(device)}\n${item.serial}`)) {
        this.#unmapped.add(
          'inventory items that repeat a module or a chassis',
          'nothing to do: the same serial number in the same device is one unit',
          part.part,
        )
        continue
      }
      const element = this.#elementOf(item.device, item.place, part.part, status)
      if (element === undefined) continue
      if (part.number === '')
        this.#unmapped.add(
          'inventory items without a part number',
          'complete the part number: such units cannot be matched with spares',
          `${item.name} in ${element}`,
        )
      this.#addUnit(element, part, item.name, item.serial, item.mapped, item.place)
    }
  }

  #deviceKey({ id, name, site }: Device): string {
    return id === '' ? `${name}@${site.name}` : id
  }

  /** The element a unit sits in; undefined where it sits in none, after that was told. */
  #elementOf(reference: Reference, place: RecordPlace, part: string, status: StatusMeaning): string | undefined {
    const finding = this.#devices.find(reference)
    if (finding.kind !== 'found') {
      const problem =
        finding.kind === 'missing' ? 'unknown device' : `${finding.count} devices have this name: which one is not told`
      this.#tell(
        place,
        'unknown-reference',
        'error',
        'device',
        reference.name || reference.id,
        problem,
        'a device of the export',
      )
      return undefined
    }
    const fate = this.#fates.get(finding.item)
    if (status === 'stock' || fate?.kind === 'stock') {
      this.#addStock(`${part} at ${finding.item.site.name || 'no site'}`)
      return undefined
    }
    if (fate?.kind !== 'element') {
      this.#unmapped.add('units of devices that are no elements', 'they follow their device', part)
      return undefined
    }
    if (status === 'planned' || status === 'delivered' || status === 'removed') {
      this.#unmapped.add(
        'units that are not installed',
        'plan them in plan.csv where they matter',
        `${part}: ${status}`,
      )
      return undefined
    }
    return fate.element
  }

  #addUnit(
    element: string,
    { part }: CataloguePart,
    slot: string,
    serial: string,
    mapped: MappedFields,
    place: RecordPlace,
  ): void {
    const key = (text: string): string => `${element}\n${part}\n${text}`
    let free = slot
    for (let number = 2; this.#slots.has(key(free)); number++) free = `${slot} #${number}`
    this.#slots.add(key(free))
    this.#unitTables.add(
      { element, part, slot: free, serial, ...this.#mapped('units', UNITS, mapped, place, []) },
      place,
    )
  }

  #addStock(example: string): void {
    this.#unmapped.add(
      'stock',
      'import spare parts as stock: what is on the shelf is no element of the network',
      example,
    )
  }

  #statusOf(status: string): StatusMeaning {
    const meaning = meaningOfStatus(this.#mapping, status)
    if (meaning === undefined)
      this.#unmapped.add(
        'statuses nobody has said the meaning of',
        'name them under `statuses` in the mapping; until then the state is unknown',
        status,
      )
    return meaning ?? ''
  }

  #roleOf(reference: Reference): RoleAnswer {
    const { nodes } = lineageOf(this.#roleDirectory, reference)
    const lineage = nodes.map(({ name, slug }, index) => ({
      name,
      slug,
      path: nodes
        .slice(index)
        .map((node) => node.name)
        .reverse()
        .join(' / '),
    }))
    const own = lineage.length > 0 ? lineage : [{ name: reference.name, slug: '', path: '' }]
    return functionOfRole(this.#mapping.roles, own)
  }

  get #roleDirectory(): Directory<Inventory['roles'][number]> {
    return (this.#roles ??= new Directory(this.#inventory.roles))
  }
  #roles: Directory<Inventory['roles'][number]> | undefined

  #functionCells(answer: RoleAnswer, role: Reference, what: RoleBearer): Values {
    if (answer.kind === 'unmapped' || answer.kind === 'unconfirmed') {
      const counts = this.#openRoles[answer.kind][what]
      const name = role.name === '' ? '(no role)' : role.name
      counts.set(name, (counts.get(name) ?? 0) + 1)
    }
    const id = answer.kind === 'function' ? answer.function : 'unknown'
    return { function: id, technologies: findFunction(id)?.technology ?? '' }
  }

  /** Told at the end, when it is known how many roles there are. */
  #tellRoles(): void {
    for (const [kind, { state, remedy }] of Object.entries(OPEN_ROLES) as [OpenRole, (typeof OPEN_ROLES)[OpenRole]][])
      for (const [what, counts] of Object.entries(this.#openRoles[kind])) {
        const roles = `${counts.size} ${counts.size === 1 ? 'role' : 'roles'}`
        for (const [name, count] of counts) this.#unmapped.add(`${what} in ${roles} ${state}`, remedy, name, count)
      }
  }
  readonly #openRoles: Record<OpenRole, Record<RoleBearer, Map<string, number>>> = {
    unmapped: createRoleCounts(),
    unconfirmed: createRoleCounts(),
  }

  /** Cells of the columns the mapping fills. */
  #mapped(
    table: MappedTable,
    schema: TableSchema,
    fields: MappedFields,
    place: RecordPlace,
    tags: readonly string[],
  ): Values {
    const values: Values = {}
    for (const [name, text] of fields) {
      const column = columnOf(schema, name)
      const fieldName = (this.#mapping[table] as Record<string, string>)[name]!
      const cell = this.#accept(schema, name, translateValue(column, text), place, fieldName)
      if (cell !== '') values[name] = name === 'tags' ? tagList([...tags, ...cell.split('|')]) : cell
    }
    return values
  }

  #accept(schema: TableSchema, column: string, text: string, place: RecordPlace, field: string): string {
    const tell = ({ code, problem, expected, didYouMean }: CellProblem): void =>
      this.#tell(place, code, 'warning', field, text, problem, `${expected}; it is left unknown`, didYouMean)
    return acceptCell(columnOf(schema, column), text, tell)
  }

  #tellUnnamed(place: RecordPlace, name: string, kind: string): void {
    const problem =
      name === '' ? `${kind} with neither name nor number` : `two of this name, and nothing tells them apart`
    this.#tell(place, 'missing-value', 'error', 'name', name, problem, 'a name of its own, or an export with `id`')
  }

  #tell(
    place: RecordPlace,
    code: Fault['code'],
    severity: Fault['severity'],
    field: string,
    text: string,
    problem: string,
    expected: string,
    didYouMean?: string,
  ): void {
    this.#report({
      code,
      severity,
      ...placeOfRecord(place),
      column: `${place.path}${field}`,
      ...(text === '' ? {} : { text: quoteForFault(text) }),
      problem,
      expected,
      ...(didYouMean === undefined ? {} : { didYouMean }),
    })
  }
}

function tagList(tags: readonly string[]): string {
  return tags.map((tag) => tag.replaceAll('|', ' ').trim()).join('|')
}

/** What carries a role, or a type that stands for one. */
type RoleBearer = 'devices' | 'virtual machines' | 'clusters'

/** Why a role gives its elements no function. */
type OpenRole = 'unmapped' | 'unconfirmed'

const OPEN_ROLES: Record<OpenRole, { readonly state: string; readonly remedy: string }> = {
  unmapped: {
    state: 'without a function',
    remedy: 'name them under `roles` in the mapping; until then no rule can clear these elements',
  },
  unconfirmed: {
    state: 'whose proposed function nobody has confirmed',
    remedy: 'take `review: true` away where the proposal is right',
  },
}

function createRoleCounts(): Record<RoleBearer, Map<string, number>> {
  return { devices: new Map(), 'virtual machines': new Map(), clusters: new Map() }
}

/** The fact tables of one schema, one a file. */
class TableSet {
  readonly #schema: TableSchema
  readonly #columns: readonly string[]
  readonly #report: Report
  readonly #builders = new Map<string, FactTableBuilder>()

  constructor(schema: TableSchema, columns: readonly string[], report: Report) {
    this.#schema = schema
    this.#columns = columns
    this.#report = report
  }

  add(values: Readonly<Record<string, string | RecordPlace>>, place: RecordPlace): void {
    const builder = this.#builders.get(place.file) ?? this.#createBuilder(place)
    const cells = this.#columns.map((name) => {
      const value = Object.hasOwn(values, name) ? values[name] : undefined
      return typeof value === 'string' ? value : ''
    })
    builder.addRow(cells, place.ordinal, (fault) =>
      this.#report({ ...fault, column: `${place.path}${fault.column ?? ''}` }),
    )
  }

  #createBuilder({ file, unit }: RecordPlace): FactTableBuilder {
    const builder = new FactTableBuilder(this.#schema, file, this.#columns, undefined, { unit })
    this.#builders.set(file, builder)
    return builder
  }

  finish(): FactTable[] {
    return [...this.#builders.values()].map((builder) => builder.finish())
  }
}
