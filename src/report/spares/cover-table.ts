// Cover by manufacturer, and all parts together.

import type { JointOutcome, VendorLasting } from '#model/spares-report.ts'
import { recoveryOf } from './part-sums.ts'
import { WORST, lossAt } from './service-hours.ts'
import type { SparesTable } from './spares-table.ts'

interface CoverRow {
  readonly vendor: VendorLasting
  readonly outcome: JointOutcome | undefined
  readonly target: number
  readonly swappedOut: string | undefined
}

export const COVER_TABLE: SparesTable<CoverRow> = {
  rowsOf: (report) =>
    report.vendors.map((vendor) => ({
      vendor,
      outcome: report.joint.vendors.find((one) => one.vendor === vendor.vendor)?.outcome,
      target: report.scenario.probability,
      swappedOut: recoveryOf(report.parts, vendor),
    })),
  columns: [
    { name: 'manufacturer', about: 'as its parts name it', cell: ({ vendor }) => vendor.name },
    {
      name: 'vendor',
      about: 'identifier of the vendor; `unresolved:` and the name where nobody knows whom it stands for',
      cell: ({ vendor }) => vendor.vendor,
    },
    { name: 'parts', format: 'whole', about: 'parts of it', cell: ({ vendor }) => vendor.parts },
    {
      name: 'partsNotReckoned',
      format: 'whole',
      about: 'of them without a figure',
      cell: ({ vendor }) => vendor.partsNotReckoned,
    },
    {
      name: 'target',
      format: 'share',
      about: 'survival asked for, 0 to 1; 0.95 where hours lost are',
      cell: ({ target }) => target,
    },
    {
      name: 'coverMonths',
      format: 'figure',
      about: 'months for which all its parts together last so surely',
      cell: ({ vendor }) => vendor.lasting.coverMonths,
    },
    {
      name: 'lastsUntil',
      format: 'day',
      about: 'last day of these months; blank: not even one step',
      cell: ({ vendor }) => vendor.lasting.lastsUntil,
    },
    {
      name: 'lastsToEnd',
      format: 'truth',
      about: 'true: to the last day reckoned, or longer',
      cell: ({ vendor }) => vendor.lasting.lastsToEnd,
    },
    {
      name: 'survivalAtEnd',
      format: 'share',
      about: 'probability to the last day, 0 to 1',
      cell: ({ vendor }) => vendor.lasting.survivalAtEnd,
    },
    {
      name: 'survivalLow',
      format: 'share',
      about: 'in one case of twenty of what rates and plan may be it is not reached',
      cell: ({ vendor }) => vendor.lasting.band.low.at(-1),
    },
    {
      name: 'survivalHigh',
      format: 'share',
      about: 'in one case of twenty it is exceeded',
      cell: ({ vendor }) => vendor.lasting.band.high.at(-1),
    },
    {
      name: 'lastsAtLeastUntil',
      format: 'day',
      about: 'last day up to which they last so surely in nineteen cases of twenty; blank: not even one step',
      cell: ({ vendor }) => vendor.lasting.atLeast.lastsUntil,
    },
    {
      name: 'survivalSimulated',
      format: 'share',
      about: 'the same, all parts simulated together',
      cell: ({ outcome }) => outcome?.survivalAtEnd,
    },
    {
      name: 'standardError',
      format: 'share',
      about: 'of the survival simulated',
      cell: ({ outcome }) => outcome?.standardError,
    },
    {
      name: 'weightHoursLost',
      format: 'figure',
      about: 'weight of the sites short of units, times hours, on average over the replications',
      cell: ({ outcome }) => outcome?.weightHoursLost,
    },
    {
      name: 'weightHoursReckoned',
      format: 'figure',
      about: 'the same by how likely so many units are owed at each point',
      cell: ({ outcome }) => outcome?.weightHoursReckoned,
    },
    {
      name: 'worst1in20',
      format: 'figure',
      about: 'the same in the worst 1 in 20 of them, or more',
      cell: ({ outcome }) => outcome && lossAt(outcome, WORST[0]!),
    },
    {
      name: 'worst1in100',
      format: 'figure',
      about: 'the same in the worst 1 in 100, or more',
      cell: ({ outcome }) => outcome && lossAt(outcome, WORST[1]!),
    },
    {
      name: 'recoveredOn',
      format: 'day',
      about:
        'last day on which one of its parts is in service, be the plan as late as it may; blank: not swapped out by the last day reckoned',
      cell: ({ swappedOut }) => swappedOut,
    },
  ],
}
