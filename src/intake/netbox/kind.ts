// Which kind of NetBox object a record is: by its address, by the name of its list or file, by its fields.

const KINDS = [
  'regions',
  'site-groups',
  'sites',
  'device-types',
  'module-types',
  'device-roles',
  'platforms',
  'devices',
  'modules',
  'module-bays',
  'inventory-items',
  'virtual-machines',
  'clusters',
] as const
export type Kind = (typeof KINDS)[number]

/** Kinds that are known and not used: what they hold is not inventory, or stands in other records too. */
const KINDS_LEFT = [
  'manufacturers',
  'locations',
  'racks',
  'rack-roles',
  'rack-types',
  'rack-groups',
  'rack-reservations',
  'tenants',
  'tenant-groups',
  'contacts',
  'contact-assignments',
  'cables',
  'interfaces',
  'front-ports',
  'rear-ports',
  'console-ports',
  'console-server-ports',
  'power-ports',
  'power-outlets',
  'power-panels',
  'power-feeds',
  'device-bays',
  'virtual-chassis',
  'virtual-disks',
  'inventory-item-roles',
  'module-bay-templates',
  'cluster-types',
  'cluster-groups',
  'ip-addresses',
  'ip-ranges',
  'prefixes',
  'vlans',
  'vrfs',
  'circuits',
  'providers',
  'tags',
  'custom-fields',
]

const ALL_KINDS = [...KINDS, ...KINDS_LEFT].sort((left, right) => right.length - left.length || (left < right ? -1 : 1))

export function isUsedKind(kind: string): kind is Kind {
  return (KINDS as readonly string[]).includes(kind)
}

/** `https://host/api/dcim/devices/7/`, and the address of a page of them. */
export function kindOfAddress(address: string): string | undefined {
  const path = /\/api\/(?:plugins\/)?[\w-]+\/([\w-]+)(?:[/?]|$)/.exec(address)
  return path?.[1]
}

/** A file or a list named after the kind: `netbox_devices-2.json`, `dcim.devicetype`, `device_roles`. */
export function kindOfName(name: string): string | undefined {
  const base = name
    .replace(/^.*[/\\]/, '')
    .replace(/\.(?:json|csv)$/i, '')
    .toLowerCase()
  const words = `-${base.replace(/[^a-z]+/g, '-')}-`
  return ALL_KINDS.find((kind) => {
    const singular = singularOf(kind)
    return [kind, singular, singular.replaceAll('-', '')].some((word) => words.includes(`-${word}-`))
  })
}

function singularOf(kind: string): string {
  return kind.endsWith('ses') ? kind.slice(0, -2) : kind === 'virtual-chassis' ? kind : kind.replace(/s$/, '')
}

/** Whether a list of this name in a JSON object holds records; `tags` is a field of every single object. */
export function isRecordListName(name: string): boolean {
  const kind = name.replaceAll('_', '-').toLowerCase()
  return name === 'results' || (kind !== 'tags' && ALL_KINDS.includes(kind))
}

/** Fields that only one kind has, the more telling before the less. */
const FIELDS_OF_KIND: readonly (readonly [Kind, readonly string[]])[] = [
  ['modules', ['device', 'module_bay', 'module_type']],
  ['inventory-items', ['device', 'part_id']],
  ['devices', ['device_type', 'role', 'site']],
  ['devices', ['device_type', 'device_role', 'site']],
  ['virtual-machines', ['name', 'cluster', 'vcpus']],
  ['device-types', ['manufacturer', 'model', 'u_height']],
  ['module-types', ['manufacturer', 'model', 'part_number']],
  ['sites', ['name', 'slug', 'region', 'physical_address']],
  ['sites', ['name', 'slug', 'status', 'latitude', 'longitude']],
  ['device-roles', ['name', 'slug', 'vm_role']],
  ['platforms', ['name', 'slug', 'manufacturer']],
  ['module-bays', ['device', 'name', 'position', 'installed_module']],
  ['clusters', ['name', 'type', 'group', 'status']],
]

/** Regions, site groups, roles and the like look the same: without address or name they are not told apart. */
export function kindOfFields(has: (field: string) => boolean): Kind | undefined {
  return FIELDS_OF_KIND.find(([, fields]) => fields.every(has))?.[0]
}
