// The steady state as a table: a row a part and pool, with what the part as a whole has beside it.

import type { SteadyPart, SteadyPool } from '#model/steady-state-report.ts'
import type { SparesTable } from './spares-table.ts'

interface SteadyRow {
  readonly part: SteadyPart
  readonly pool: SteadyPool
}

export const STEADY_TABLE: SparesTable<SteadyRow> = {
  rowsOf: ({ steadyState }) => steadyState.parts.flatMap((part) => part.pools.map((pool) => ({ part, pool }))),
  columns: [
    { name: 'part', about: 'identifier of the part', cell: ({ part }) => part.part },
    { name: 'pool', about: 'pool whose sites carry it', cell: ({ pool }) => pool.pool },
    { name: 'units', format: 'whole', about: 'in service on the first day', cell: ({ pool }) => pool.units },
    {
      name: 'failuresAYear',
      format: 'figure',
      about: 'of these units, expected',
      cell: ({ pool }) => pool.failuresAYear,
    },
    {
      name: 'resupplyDays',
      format: 'figure',
      about: 'from a failure to what makes it good, repaired or ordered, on average',
      cell: ({ part }) => part.resupplyDays,
    },
    {
      name: 'unitsInResupply',
      format: 'figure',
      about: 'of the pool on average: in repair, on order, and owed by the central depot',
      cell: ({ pool }) => pool.unitsInResupply,
    },
    {
      name: 'position',
      format: 'whole',
      about: 'on hand, on order, on the way and in repair',
      cell: ({ pool }) => pool.position,
    },
    {
      name: 'positionBest',
      format: 'whole',
      about: 'where the same units of the part lie as well as can be',
      cell: ({ pool }) => pool.positionBest,
    },
    {
      name: 'fillRate',
      format: 'share',
      about: 'probability that a spare is on the shelf at the next failure, P(X <= s - 1)',
      cell: ({ pool }) => pool.fillRate,
    },
    {
      name: 'neededToFill',
      format: 'whole',
      about: 'position with which that is 99.9 %; blank: the pool has no store',
      cell: ({ pool }) => pool.neededToFill,
    },
    {
      name: 'readyRate',
      format: 'share',
      about: 'probability that no failed unit waits, P(X <= s)',
      cell: ({ pool }) => pool.readyRate,
    },
    {
      name: 'neededToBeReady',
      format: 'whole',
      about: 'position with which that is 99.9 %; blank: the pool has no store',
      cell: ({ pool }) => pool.neededToBeReady,
    },
    {
      name: 'unitsWaiting',
      format: 'figure',
      about: 'expected backorders of the pool',
      cell: ({ pool }) => pool.unitsWaiting,
    },
    {
      name: 'supplyAvailability',
      format: 'share',
      about: 'share of the units that do not wait',
      cell: ({ pool }) => pool.supplyAvailability,
    },
    {
      name: 'functionAvailability',
      format: 'share',
      about: 'share of the elements with it that have as many working as they need',
      cell: ({ pool }) => pool.functionAvailability,
    },
    {
      name: 'partPosition',
      format: 'whole',
      about: 'of the part in all its pools and the central depot',
      cell: ({ part }) => part.position,
    },
    {
      name: 'partUnitsWaiting',
      format: 'figure',
      about: 'of the part in all its pools',
      cell: ({ part }) => part.unitsWaiting,
    },
    {
      name: 'partUnitsWaitingBest',
      format: 'figure',
      about: 'with the same units where they help most',
      cell: ({ part }) => part.unitsWaitingBest,
    },
    {
      name: 'partUnitsWaitingPooled',
      format: 'figure',
      about: 'with all of them in one place: no lateral supply can do better',
      cell: ({ part }) => part.unitsWaitingPooled,
    },
    {
      name: 'partUnitsWaitingVariMetric',
      format: 'figure',
      about: 'by VARI-METRIC; blank: no central depot',
      cell: ({ part }) => part.central?.unitsWaitingVariMetric,
    },
    {
      name: 'centralPosition',
      format: 'whole',
      about: 'of the part at the central depot; blank: there is none',
      cell: ({ part }) => part.central?.position,
    },
    {
      name: 'centralPositionBest',
      format: 'whole',
      about: 'there, of the same units in all; blank: there is none',
      cell: ({ part }) => part.central?.positionBest,
    },
    {
      name: 'partPositionForSameMoney',
      format: 'whole',
      about: 'of the part, where the money of all stock is spent as well as can be; blank: no price',
      cell: ({ part }) => part.positionForSameMoney,
    },
  ],
}
