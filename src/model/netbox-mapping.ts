// The choices a NetBox leaves to its users, as an operator states them once for its own: roles, states, custom fields.

import Type from 'typebox'

/** Instead of a function: devices of this role are no network elements (patch panels, power strips). */
export const NO_ELEMENT = 'none'

const RoleFunction = Type.Object(
  {
    role: Type.String({ description: 'name, slug or path of a device role; `*` stands for any text' }),
    function: Type.String({ description: 'node of the function tree, `unknown`, or `none` for what is no element' }),
    review: Type.Optional(
      Type.Boolean({ description: '`true`: proposed and not confirmed; such an entry is not used' }),
    ),
  },
  { additionalProperties: false },
)

const StatusMeaning = Type.Object(
  {
    status: Type.String({ description: 'status of a device, as its value or its label' }),
    means: Type.Union([
      Type.Literal('planned'),
      Type.Literal('delivered'),
      Type.Literal('installed'),
      Type.Literal('inService'),
      Type.Literal('outOfService'),
      Type.Literal('removed'),
      Type.Literal('stock'),
      Type.Literal('unknown'),
    ]),
  },
  { additionalProperties: false },
)

/** Columns a field may fill; the others come from NetBox itself. */
const MAPPED_COLUMNS = {
  sites: ['region', 'tags', 'traffic', 'premises', 'subscribers'],
  elements: [
    'hardwareVendor',
    'brandVendor',
    'softwareVendor',
    'platformVendor',
    'integratorVendor',
    'operationVendor',
    'supportVendor',
    'owner',
    'operators',
    'function',
    'technologies',
    'bands',
    'softwareVersion',
    'tags',
    'procured',
    'produced',
    'delivered',
    'installed',
    'inService',
    'technologiesBefore',
    'technologyChanged',
    'softwareChanged',
    'outOfService',
    'removed',
    'traffic',
    'premises',
    'subscribers',
  ],
  units: ['produced', 'installed', 'removed'],
} as const
export type MappedTable = keyof typeof MAPPED_COLUMNS

const FIELD = Type.String({
  description: 'a custom field, or `tenant`, `facility`, `asset_tag`, `description` of NetBox itself',
})

function fieldsFor<Name extends string>(columns: readonly Name[]) {
  const properties = Object.fromEntries(columns.map((name) => [name, Type.Optional(FIELD)]))
  return Type.Object(properties as Record<Name, Type.TOptional<typeof FIELD>>, { additionalProperties: false })
}

export const NetBoxMapping = Type.Object(
  {
    format: Type.Literal('netbox'),
    roles: Type.Optional(
      Type.Array(RoleFunction, { description: 'the function of each role; the first entry that matches counts' }),
    ),
    statuses: Type.Optional(
      Type.Array(StatusMeaning, { description: 'states of your own, or another meaning of those of NetBox' }),
    ),
    regionFrom: Type.Optional(
      Type.Union([Type.Literal('region'), Type.Literal('group')], {
        description: 'which of the two trees of sites cuts regions',
      }),
    ),
    sites: Type.Optional(fieldsFor(MAPPED_COLUMNS.sites)),
    elements: Type.Optional(fieldsFor(MAPPED_COLUMNS.elements)),
    units: Type.Optional(fieldsFor(MAPPED_COLUMNS.units)),
  },
  { additionalProperties: false },
)
export type NetBoxMapping = Type.Static<typeof NetBoxMapping>

export const EMPTY_NETBOX_MAPPING: NetBoxMapping = { format: 'netbox' }
