// The tables that say what fails, what replaces it and where it lies: stock, places, pools, usage and interchange.

import { coordinateColumns, nameColumn, ORIGIN_COLUMN } from './common-columns.ts'
import type { Column, TableSchema } from './column.ts'
import { LEAST_HOURS_BETWEEN_FAILURES, MOST_FAILURES_FIT } from './failures-fit.ts'

/** What parts.csv says beside who makes a part: how often it fails, what it costs, how it is bought and repaired. */
export const SPARE_PART_COLUMNS: readonly Column[] = [
  {
    name: 'failuresFit',
    kind: 'number',
    minimum: 0,
    maximum: MOST_FAILURES_FIT,
    unit: 'FIT',
    about: 'failures in 10^9 hours of one unit; this or `mtbfHours`, and blank where neither is known',
    example: '4500',
  },
  {
    name: 'mtbfHours',
    kind: 'number',
    minimum: LEAST_HOURS_BETWEEN_FAILURES,
    maximum: 1e12,
    unit: 'hours',
    about: 'mean time between failures of one unit, instead of `failuresFit`',
    example: '222222',
  },
  { name: 'rateSource', kind: 'text', about: 'who says so', example: 'SR-332 issue 4 prediction' },
  {
    name: 'rateUnitHours',
    kind: 'number',
    minimum: 0,
    maximum: 1e14,
    unit: 'unit hours',
    about: 'hours of operation the rate was observed over, of all units together; blank: not observed, a prediction',
    example: '180000000',
  },
  {
    name: 'weibullShape',
    kind: 'number',
    minimum: 0.2,
    maximum: 20,
    about: 'above 1 it wears out (fans, batteries): the rate is then the mean over a life; blank is 1',
    example: '2.5',
  },
  {
    name: 'price',
    kind: 'amount',
    decimals: 2,
    maximum: 1e9,
    about: 'of one unit, in `currency`',
    example: '4200.00',
  },
  { name: 'currency', kind: 'text', about: 'of the price; blank is that of the manifest', example: 'USD' },
  { name: 'priced', kind: 'date', isExact: true, about: 'day of the price', example: '2020-05-01' },
  { name: 'leadTimeDays', kind: 'amount', maximum: 3650, unit: 'days', about: 'from order to arrival', example: '84' },
  {
    name: 'lastOrder',
    kind: 'date',
    isExact: true,
    about: 'last day on which an order is taken; blank: none announced',
    example: '2020-12-31',
  },
  {
    name: 'minimumOrder',
    kind: 'amount',
    maximum: 1e6,
    about: 'least quantity of one order; blank is 1',
    example: '10',
  },
  {
    name: 'maximumOrder',
    kind: 'amount',
    maximum: 1e8,
    about: 'most that can still be had, all orders together; blank: no limit known',
    example: '500',
  },
  {
    name: 'activation',
    kind: 'choice',
    choices: ['free', 'key'],
    about: '`key`: a unit works only with a key of its manufacturer',
    example: 'key',
  },
  {
    name: 'repairYield',
    kind: 'number',
    minimum: 0,
    maximum: 1,
    about: 'share of failed units that come back repaired; 0: not repaired; blank: unknown',
    example: '0.85',
  },
  {
    name: 'repairDays',
    kind: 'amount',
    maximum: 3650,
    unit: 'days',
    about: 'from the failure to the repaired unit on the shelf',
    example: '45',
  },
  { name: 'repairer', kind: 'vendor', about: 'who repairs it; blank is the manufacturer', example: 'TXO' },
  {
    name: 'harvestYield',
    kind: 'number',
    minimum: 0,
    maximum: 1,
    about: 'share of units taken out of the network that are good to use again',
    example: '0.7',
  },
  {
    name: 'harvestDays',
    kind: 'amount',
    maximum: 3650,
    unit: 'days',
    about: 'from the removal to the tested unit on the shelf',
    example: '60',
  },
]

export const DEPOTS: TableSchema = {
  name: 'depots',
  about: 'places where spares are held',
  key: ['depot'],
  columns: [
    { name: 'depot', kind: 'identifier', required: true, about: 'identifier of the place', example: 'LEEDS' },
    nameColumn('Leeds regional store'),
    {
      name: 'kind',
      kind: 'choice',
      choices: ['store', 'van', 'site', 'vendor', 'inTransit'],
      about: 'blank is a store',
      example: 'store',
    },
    {
      name: 'pool',
      kind: 'identifier',
      references: 'pools',
      about:
        'pool whose sites it serves; blank: the one pool there is, or the whole network where there is none. Where there are several it is stated, of a central depot too: a pool of its own, without regions, unless it serves sites itself',
      example: 'NORTH',
    },
    { name: 'region', kind: 'text', about: 'region, as for sites', example: 'Yorkshire' },
    ...coordinateColumns('53.8', '-1.55'),
    {
      name: 'echelon',
      kind: 'choice',
      choices: ['central', 'local'],
      about: '`central`: resupplies the others and repairs; blank is local',
      example: 'local',
    },
    {
      name: 'resupplyDays',
      kind: 'amount',
      maximum: 3650,
      unit: 'days',
      about: 'from the order to the arrival from the central store',
      example: '2',
    },
    { name: 'owner', kind: 'vendor', about: 'who runs it; blank is the operator', example: 'Huawei' },
    ORIGIN_COLUMN,
  ],
}

export const POOLS: TableSchema = {
  name: 'pools',
  about: 'places that serve the same sites together',
  key: ['pool'],
  columns: [
    { name: 'pool', kind: 'identifier', required: true, about: 'identifier of the pool', example: 'NORTH' },
    nameColumn('North of England'),
    {
      name: 'owner',
      kind: 'vendor',
      about: 'whose pool it is; blank is the operator. A vendor’s pool may go when the vendor goes',
      example: 'Huawei',
    },
    {
      name: 'regions',
      kind: 'list',
      about: 'regions whose sites it serves, where pool-sites.csv names no other pool',
      example: 'Yorkshire|North East',
    },
    {
      name: 'entitlement',
      kind: 'number',
      minimum: 0,
      maximum: 1,
      about: 'share of its stock the operator may draw; blank is all',
      example: '0.4',
    },
    ORIGIN_COLUMN,
  ],
}

export const POOL_SITES: TableSchema = {
  name: 'pool-sites',
  about: 'which pool serves a site, for a part or for all',
  key: ['site', 'part'],
  columns: [
    { name: 'site', kind: 'identifier', required: true, references: 'sites', about: 'site served', example: 'LDN-3' },
    { name: 'part', kind: 'text', about: 'part served; blank or `*` is every part', example: '*' },
    { name: 'pool', kind: 'identifier', required: true, references: 'pools', about: 'pool', example: 'SOUTH' },
    ORIGIN_COLUMN,
  ],
}

export const STOCK_CONDITIONS = ['new', 'good', 'untested', 'unserviceable'] as const
export const STOCK_STATES = ['onHand', 'reserved', 'onOrder', 'inTransit', 'inRepair'] as const

export const STOCK: TableSchema = {
  name: 'stock',
  about: 'units of a part that are not in the network: on a shelf, on order, on the way or in repair',
  key: ['depot', 'part', 'condition', 'state', 'due', 'titleOwner', 'counted'],
  columns: [
    {
      name: 'depot',
      kind: 'identifier',
      required: true,
      references: 'depots',
      about: 'where it lies, or is to arrive',
      example: 'LEEDS',
    },
    { name: 'part', kind: 'identifier', required: true, references: 'parts', about: 'part', example: 'RRU-5901' },
    {
      name: 'condition',
      kind: 'choice',
      choices: STOCK_CONDITIONS,
      about: 'blank is good; `unserviceable` is a carcass that may yet be repaired',
      example: 'good',
    },
    {
      name: 'state',
      kind: 'choice',
      choices: STOCK_STATES,
      about: 'blank is `onHand`; `reserved` is meant for something else than failures',
      example: 'onHand',
    },
    { name: 'quantity', kind: 'amount', required: true, maximum: 1e7, about: 'how many', example: '12' },
    {
      name: 'due',
      kind: 'date',
      about: 'when it arrives, of what is on order, on the way or in repair',
      example: '2020-08-15',
    },
    { name: 'titleOwner', kind: 'vendor', about: 'whose it is; blank is the operator', example: 'Huawei' },
    {
      name: 'counted',
      kind: 'date',
      isExact: true,
      about:
        'day of the count; blank is the inventory date. Of several counts of a depot the latest up to the first day counts',
      example: '2020-06-01',
    },
    ORIGIN_COLUMN,
  ],
}

export const USAGE: TableSchema = {
  name: 'usage',
  about: 'what was issued to the network and came back from it, by which rates are updated',
  key: ['part', 'pool', 'from'],
  columns: [
    { name: 'part', kind: 'identifier', required: true, references: 'parts', about: 'part', example: 'RRU-5901' },
    {
      name: 'pool',
      kind: 'identifier',
      references: 'pools',
      about: 'where; blank is the whole network',
      example: 'NORTH',
    },
    { name: 'from', kind: 'date', required: true, isExact: true, about: 'first day', example: '2019-01-01' },
    { name: 'until', kind: 'date', required: true, isExact: true, about: 'last day', example: '2019-12-31' },
    {
      name: 'unitHours',
      kind: 'number',
      minimum: 0,
      maximum: 1e14,
      unit: 'unit hours',
      about: 'hours of operation of all units together; blank: reckoned from the units of the inventory',
      example: '26280000',
    },
    { name: 'issues', kind: 'amount', maximum: 1e7, about: 'units taken from the shelf for a failure', example: '118' },
    { name: 'returns', kind: 'amount', maximum: 1e7, about: 'units that came back as failed', example: '115' },
    {
      name: 'noFaultFound',
      kind: 'amount',
      maximum: 1e7,
      about: 'of the returns, those that nothing was wrong with',
      example: '21',
    },
    {
      name: 'deadOnArrival',
      kind: 'amount',
      maximum: 1e7,
      about:
        'of the issues, those that did not work when put in; they count among them, and so in the rate at which the shelf empties',
      example: '2',
    },
    { name: 'source', kind: 'text', about: 'who counted', example: 'ERP goods movements' },
    ORIGIN_COLUMN,
  ],
}

export const INTERCHANGE: TableSchema = {
  name: 'interchange',
  about: 'parts that may stand in for others, and where',
  key: ['part', 'substitute', 'from'],
  columns: [
    { name: 'part', kind: 'identifier', required: true, references: 'parts', about: 'part', example: 'RRU-5901' },
    {
      name: 'substitute',
      kind: 'identifier',
      required: true,
      references: 'parts',
      about: 'part that may be put in its place',
      example: 'RRU-5904',
    },
    {
      name: 'direction',
      kind: 'choice',
      choices: ['one-way', 'two-way'],
      about: 'blank is one-way: the part may not stand in for its substitute, of which units may be set aside for it',
      example: 'one-way',
    },
    { name: 'from', kind: 'date', isExact: true, about: 'first day; blank: always', example: '2020-01-01' },
    { name: 'until', kind: 'date', isExact: true, about: 'last day; blank: without end', example: '2025-12-31' },
    {
      name: 'condition',
      kind: 'text',
      about: 'elements in which it may (their hardware, their bands), as a selector; blank is all',
      example: 'band=3.5GHz; product=AirScale*',
    },
    {
      name: 'software',
      kind: 'list',
      about: 'software releases of the elements in which it may; blank is all',
      example: 'V100R016C10|V100R017C10',
    },
    ORIGIN_COLUMN,
  ],
}
