// The files of a workspace and their columns: the one list the reader, the templates and the documentation are made from.

import type { Column, TableSchema } from './column.ts'
import { coordinateColumns, KNOWN, nameColumn, ORIGIN_COLUMN } from './common-columns.ts'
import { TECHNOLOGIES } from './network-function.ts'
import { DEPOTS, INTERCHANGE, POOL_SITES, POOLS, SPARE_PART_COLUMNS, STOCK, USAGE } from './spares-tables.ts'

/** What a supplier does for an element; each role may be another vendor (white label, Open RAN, managed service). */
export const SUPPLIER_ROLES = [
  'hardware',
  'brand',
  'software',
  'platform',
  'integrator',
  'operation',
  'support',
] as const
export type SupplierRole = (typeof SUPPLIER_ROLES)[number]

export const ELEMENT_KINDS = ['physical', 'virtual', 'service'] as const

/** Weights a site or an element may carry, with the unit a whole number of the estate stands for. */
export const WEIGHT_MEASURES = ['traffic', 'premises', 'subscribers'] as const
export type WeightMeasure = (typeof WEIGHT_MEASURES)[number]

const WEIGHTS: readonly Column[] = [
  {
    name: 'traffic',
    kind: 'amount',
    decimals: 3,
    unit: 'Mbit/s',
    maximum: 1e9,
    about: 'busy-period traffic carried',
    example: '412.5',
  },
  { name: 'premises', kind: 'amount', unit: 'premises', maximum: 1e10, about: 'premises passed', example: '1200' },
  {
    name: 'subscribers',
    kind: 'amount',
    unit: 'subscribers',
    maximum: 1e10,
    about: 'subscribers served',
    example: '3400',
  },
]

const SUPPLIERS: readonly Column[] = [
  {
    name: 'vendor',
    kind: 'vendor',
    about: 'supplier of hardware, brand and software where those columns are blank',
    example: 'Huawei',
  },
  { name: 'hardwareVendor', kind: 'vendor', about: 'who made the hardware', example: 'Foxconn' },
  { name: 'brandVendor', kind: 'vendor', about: 'whose brand it carries', example: 'Nokia' },
  { name: 'softwareVendor', kind: 'vendor', about: 'who made the software', example: 'Mavenir' },
  { name: 'platformVendor', kind: 'vendor', about: 'whose platform it runs on', example: 'Red Hat' },
  { name: 'integratorVendor', kind: 'vendor', about: 'who integrated it', example: 'Ericsson' },
  { name: 'operationVendor', kind: 'vendor', about: 'who operates it (managed service)', example: 'Ericsson' },
  { name: 'supportVendor', kind: 'vendor', about: 'who supports it', example: 'Nokia' },
]

const CONFIGURATION: readonly Column[] = [
  { name: 'product', kind: 'text', about: 'product as the vendor names it', example: 'AirScale' },
  {
    name: 'function',
    kind: 'function',
    about: 'node of the function tree; `unknown` where not known',
    example: 'ran.5g.gnb',
  },
  { name: 'technologies', kind: 'choices', choices: TECHNOLOGIES, about: 'technologies it carries', example: '4G|5G' },
  { name: 'bands', kind: 'list', about: 'licence bands it transmits in', example: '3.5GHz|700MHz' },
  { name: 'softwareVersion', kind: 'text', about: 'software release that runs', example: 'V100R016C10' },
]

export const SITES: TableSchema = {
  name: 'sites',
  about: 'places, with what is tagged to them and what they weigh',
  key: ['site'],
  isShared: true,
  columns: [
    { name: 'site', kind: 'identifier', required: true, about: 'identifier of the place', example: 'LDN-3' },
    nameColumn('London Bridge Street'),
    ...coordinateColumns('51.5043', '-0.0865'),
    { name: 'region', kind: 'text', about: 'region, as rules and crews are cut', example: 'London' },
    {
      name: 'tags',
      kind: 'list',
      about: 'tags rules may name, such as `natsec` (significant to national security)',
      example: 'natsec',
    },
    ...WEIGHTS,
    ...KNOWN,
    ORIGIN_COLUMN,
  ],
}

export const ELEMENTS: TableSchema = {
  name: 'elements',
  about:
    'network elements, physical, virtual or service, with their suppliers by role, their configuration and their history',
  key: ['element'],
  columns: [
    { name: 'element', kind: 'identifier', required: true, about: 'identifier of the element', example: 'GNB-0001' },
    nameColumn('London Bridge Street 5G'),
    {
      name: 'kind',
      kind: 'choice',
      choices: ELEMENT_KINDS,
      about: 'blank is physical',
      example: 'physical',
    },
    {
      name: 'site',
      kind: 'identifier',
      references: 'sites',
      about: 'where it stands; blank for virtual elements (a physical one without may stand anywhere)',
      example: 'LDN-3',
    },
    {
      name: 'hostedOn',
      kind: 'identifier',
      references: 'elements',
      about: 'element it runs on; it stands where that stands',
      example: 'NFVI-01',
    },
    ...SUPPLIERS,
    { name: 'owner', kind: 'text', about: 'who owns it; blank is the operator', example: 'Tower Company' },
    {
      name: 'operators',
      kind: 'shares',
      about: 'operators served, with whole weights; blank is the operator alone',
      example: 'North Mobile:60|South Mobile:40',
    },
    ...CONFIGURATION,
    { name: 'tags', kind: 'list', about: 'tags of the element itself', example: 'sanctions-affected' },
    {
      name: 'status',
      kind: 'choice',
      choices: ['planned', 'delivered', 'installed', 'inService', 'outOfService', 'removed'],
      about: 'state seen on the inventory date; bounds the dates that are not known',
      example: 'inService',
    },
    { name: 'procured', kind: 'date', about: 'when it was bought', example: '2019-03' },
    { name: 'produced', kind: 'date', about: 'when it was made', example: '2019-Q1' },
    { name: 'delivered', kind: 'date', about: 'when it arrived', example: '2019-04-02' },
    { name: 'installed', kind: 'date', about: 'when it was installed', example: '2019-05-20' },
    {
      name: 'inService',
      kind: 'date',
      about: 'when it began to serve; blank or `unknown` is unknown',
      example: '2019-06-01',
    },
    {
      name: 'technologiesBefore',
      kind: 'choices',
      choices: TECHNOLOGIES,
      about: 'technologies it carried before `technologyChanged`',
      example: '4G',
    },
    { name: 'technologyChanged', kind: 'date', about: 'when it came to carry `technologies`', example: '2021-09-15' },
    { name: 'softwareChanged', kind: 'date', about: 'when `softwareVersion` was put in', example: '2022-02-01' },
    {
      name: 'outOfService',
      kind: 'date',
      about: 'when it stopped serving; blank: none planned',
      example: '2026-03-31',
    },
    { name: 'removed', kind: 'date', about: 'when it was taken out; blank: none planned', example: '2026-04-15' },
    ...WEIGHTS,
    ...KNOWN,
    ORIGIN_COLUMN,
  ],
}

export const CONTRACTS: TableSchema = {
  name: 'contracts',
  about: 'managed services, support and other contracts with a supplier over a part of the network',
  key: ['contract'],
  columns: [
    {
      name: 'contract',
      kind: 'identifier',
      required: true,
      about: 'identifier of the contract',
      example: 'MS-2019-04',
    },
    { name: 'supplier', kind: 'vendor', required: true, about: 'who supplies the service', example: 'Huawei' },
    {
      name: 'role',
      kind: 'choice',
      choices: ['operation', 'support', 'integrator', 'platform', 'software'],
      required: true,
      about: 'what the supplier does',
      example: 'operation',
    },
    { name: 'functions', kind: 'functions', about: 'parts of the network it covers', example: 'ran.5g|transport' },
    { name: 'technologies', kind: 'choices', choices: TECHNOLOGIES, about: 'technologies it covers', example: '5G' },
    {
      name: 'operators',
      kind: 'shares',
      about: 'operators served; blank is the operator alone',
      example: 'North Mobile:1',
    },
    { name: 'signed', kind: 'date', about: 'when it was signed', example: '2019-04-01' },
    { name: 'from', kind: 'date', about: 'first day of service; blank is unknown', example: '2019-05-01' },
    { name: 'to', kind: 'date', about: 'last day of service; blank: none planned', example: '2024-04-30' },
    ...KNOWN,
    ORIGIN_COLUMN,
  ],
}

export const UNITS: TableSchema = {
  name: 'units',
  about: 'installed field-replaceable units of a part in an element',
  key: ['element', 'part', 'slot'],
  columns: [
    {
      name: 'element',
      kind: 'identifier',
      required: true,
      references: 'elements',
      about: 'element it sits in',
      example: 'GNB-0001',
    },
    {
      name: 'part',
      kind: 'identifier',
      required: true,
      references: 'parts',
      about: 'part it is one of',
      example: 'RRU-5901',
    },
    { name: 'slot', kind: 'text', about: 'where in the element', example: 'Rack=1,Shelf=2,Slot=5' },
    { name: 'quantity', kind: 'amount', maximum: 1e6, about: 'how many; blank is 1', example: '3' },
    {
      name: 'needed',
      kind: 'amount',
      maximum: 1e6,
      about: 'how many of them must work for the element to serve; blank is all',
      example: '2',
    },
    { name: 'serial', kind: 'text', about: 'serial number', example: '21023591234' },
    { name: 'produced', kind: 'date', about: 'when it was made', example: '2019-Q1' },
    {
      name: 'installed',
      kind: 'date',
      about: 'what its age counts from, be it before its element came; blank: with the element',
      example: '2019-05-20',
    },
    { name: 'removed', kind: 'date', about: 'blank: with the element', example: '2026-04-15' },
    ...KNOWN,
    ORIGIN_COLUMN,
  ],
}

export const PARTS: TableSchema = {
  name: 'parts',
  about: 'orderable items, who makes them, how often they fail and how they are bought and repaired',
  key: ['part'],
  isShared: true,
  columns: [
    { name: 'part', kind: 'identifier', required: true, about: 'identifier of the part', example: 'RRU-5901' },
    { name: 'manufacturer', kind: 'vendor', about: 'who makes it', example: 'Huawei' },
    { name: 'number', kind: 'text', about: 'the maker’s part number', example: '02312ABC' },
    { name: 'description', kind: 'text', about: 'what it is', example: 'Remote radio unit 3.5 GHz' },
    { name: 'class', kind: 'text', about: 'class of part', example: 'radio' },
    ...SPARE_PART_COLUMNS,
    ORIGIN_COLUMN,
  ],
}

export const PLAN: TableSchema = {
  name: 'plan',
  about: 'dated changes, planned or made: what the estate becomes',
  key: ['date', 'action', 'element', 'selector', 'successor', 'knownFrom'],
  columns: [
    { name: 'date', kind: 'date', required: true, about: 'when it takes effect', example: '2025-06-30' },
    {
      name: 'action',
      kind: 'choice',
      choices: ['install', 'replace', 'remove', 'change'],
      required: true,
      about: 'what is done',
      example: 'replace',
    },
    {
      name: 'element',
      kind: 'identifier',
      about: 'element it is done to, or the new element of an `install`',
      example: 'GNB-0001',
    },
    {
      name: 'selector',
      kind: 'text',
      about: 'elements it is done to, such as `vendor=Huawei; function=ran.5g; region=Wales`',
      example: 'vendor=Huawei; region=Wales',
    },
    {
      name: 'quantity',
      kind: 'amount',
      maximum: 1e8,
      about: 'how many of the selected, in identifier order; blank is all',
      example: '120',
    },
    {
      name: 'successor',
      kind: 'identifier',
      about: 'identifier of the new element of a `replace`; blank: made from the old one',
      example: 'GNB-0001-N',
    },
    {
      name: 'kind',
      kind: 'choice',
      choices: ELEMENT_KINDS,
      about: 'of a new element; blank is physical',
      example: 'virtual',
    },
    {
      name: 'site',
      kind: 'identifier',
      references: 'sites',
      about: 'where the new element stands; blank: where the old one stood',
      example: 'LDN-3',
    },
    ...SUPPLIERS,
    { name: 'operators', kind: 'shares', about: 'as for elements', example: 'North Mobile:1' },
    ...CONFIGURATION,
    ...WEIGHTS,
    {
      name: 'notified',
      kind: 'date',
      about: 'when the change was notified to the authority; blank: not recorded',
      example: '2018-09-18',
    },
    ...KNOWN,
    ORIGIN_COLUMN,
  ],
}

export const WEIGHT_SERIES: TableSchema = {
  name: 'weights',
  about: 'weights of sites and elements that change over time, measured or forecast',
  key: ['subject', 'identifier', 'measure', 'from'],
  columns: [
    {
      name: 'subject',
      kind: 'choice',
      choices: ['site', 'element'],
      required: true,
      about: 'what is weighed',
      example: 'site',
    },
    {
      name: 'identifier',
      kind: 'identifier',
      required: true,
      references: { column: 'subject', tables: { site: 'sites', element: 'elements' } },
      about: 'the site or the element',
      example: 'LDN-3',
    },
    {
      name: 'measure',
      kind: 'choice',
      choices: WEIGHT_MEASURES,
      required: true,
      about: 'which weight',
      example: 'traffic',
    },
    {
      name: 'from',
      kind: 'date',
      required: true,
      isExact: true,
      about: 'first day on which it holds',
      example: '2022-01-01',
    },
    {
      name: 'value',
      kind: 'amount',
      decimals: 3,
      required: true,
      about: 'in the unit of the measure',
      example: '512.0',
    },
    { name: 'basis', kind: 'choice', choices: ['measured', 'forecast'], about: 'how it is known', example: 'forecast' },
    ORIGIN_COLUMN,
  ],
}

export const TOTALS: TableSchema = {
  name: 'totals',
  about: 'control totals to reconcile the inventory with: a shortfall widens every interval it touches',
  key: ['measure', 'function', 'technologies', 'vendor', 'region', 'on'],
  columns: [
    {
      name: 'measure',
      kind: 'choice',
      choices: ['elements', 'sites'],
      required: true,
      about: 'what was counted',
      example: 'elements',
    },
    { name: 'function', kind: 'function', about: 'of this function; blank is all', example: 'ran.5g' },
    {
      name: 'technologies',
      kind: 'choices',
      choices: TECHNOLOGIES,
      about: 'with any of these technologies; blank is all',
      example: '5G',
    },
    { name: 'vendor', kind: 'vendor', about: 'of this vendor; blank is all', example: 'Nokia' },
    { name: 'region', kind: 'text', about: 'in this region; blank is all', example: 'Wales' },
    { name: 'on', kind: 'date', required: true, isExact: true, about: 'day it was counted', example: '2023-07-31' },
    {
      name: 'count',
      kind: 'amount',
      required: true,
      maximum: 1e9,
      about: 'how many; all totals together miss a million at most',
      example: '18400',
    },
    { name: 'source', kind: 'text', about: 'who counted', example: 'licence server' },
    ORIGIN_COLUMN,
  ],
}

export const NETWORK_LIST: TableSchema = {
  name: 'network',
  about: 'a second list of what is on the network (element manager, licence server), to reconcile the inventory with',
  key: ['element'],
  columns: [
    {
      name: 'element',
      kind: 'identifier',
      required: true,
      about: 'identifier as in the inventory',
      example: 'GNB-0001',
    },
    { name: 'site', kind: 'identifier', references: 'sites', about: 'where it was seen', example: 'LDN-3' },
    { name: 'vendor', kind: 'vendor', about: 'vendor as seen', example: 'Huawei' },
    ...CONFIGURATION,
    { name: 'seen', kind: 'date', required: true, about: 'day it was seen on the network', example: '2023-07-31' },
    ORIGIN_COLUMN,
  ],
}

export const WAIVERS: TableSchema = {
  name: 'waivers',
  about: 'breaches the authority has waived: by whom, for what, until when; never hidden',
  key: ['rule', 'scope', 'from'],
  columns: [
    { name: 'rule', kind: 'identifier', required: true, about: 'identifier of the rule', example: 'UK-DVD-CORE' },
    {
      name: 'scope',
      kind: 'text',
      required: true,
      about: '`*` for the whole rule, or a selector',
      example: 'element=MSC-LDN-1',
    },
    { name: 'approver', kind: 'text', required: true, about: 'who granted it', example: 'Secretary of State' },
    { name: 'from', kind: 'date', required: true, isExact: true, about: 'first day', example: '2023-12-31' },
    { name: 'until', kind: 'date', required: true, isExact: true, about: 'last day', example: '2024-03-31' },
    { name: 'reference', kind: 'text', about: 'the paper it stands in', example: 'letter of 20 December 2023' },
    ORIGIN_COLUMN,
  ],
}

export const AUTHORISATIONS: TableSchema = {
  name: 'authorisations',
  about: 'authorisations granted, refused or pending for equipment that may not run without one',
  key: ['regime', 'element', 'selector', 'from'],
  columns: [
    {
      name: 'regime',
      kind: 'identifier',
      required: true,
      about: 'the rule that asks for it',
      example: 'FR-ANSSI-AUTH',
    },
    { name: 'element', kind: 'identifier', references: 'elements', about: 'element it covers', example: 'GNB-0001' },
    { name: 'selector', kind: 'text', about: 'or the elements it covers', example: 'vendor=Huawei; region=Bretagne' },
    {
      name: 'status',
      kind: 'choice',
      choices: ['granted', 'refused', 'pending'],
      required: true,
      about: 'what was decided',
      example: 'granted',
    },
    { name: 'from', kind: 'date', required: true, isExact: true, about: 'first day', example: '2020-09-01' },
    { name: 'until', kind: 'date', isExact: true, about: 'last day; blank: without end', example: '2025-08-31' },
    { name: 'reference', kind: 'text', about: 'the decision', example: 'decision 2020-114' },
    ORIGIN_COLUMN,
  ],
}

export const TABLES: readonly TableSchema[] = [
  SITES,
  ELEMENTS,
  CONTRACTS,
  UNITS,
  PARTS,
  PLAN,
  WEIGHT_SERIES,
  TOTALS,
  NETWORK_LIST,
  WAIVERS,
  AUTHORISATIONS,
  DEPOTS,
  POOLS,
  POOL_SITES,
  STOCK,
  USAGE,
  INTERCHANGE,
]

export function findTable(name: string): TableSchema | undefined {
  return TABLES.find((table) => table.name === name)
}

/** The table that a file is named after: `elements-north.csv` has elements, `Pool-Sites 2.xlsx` sites of pools. */
export function tableNamedBy(fileName: string): TableSchema | undefined {
  const name = fileName.toLowerCase()
  return TABLES.find((table) => name.startsWith(table.name) && !/^[a-z]/.test(name.slice(table.name.length)))
}
