// A row a part, with all its figures.

import type { LateralPart, PartResult, WeakestPart } from '#model/spares-report.ts'
import {
  arriving,
  bought,
  boughtByItself,
  expectedFailures,
  onHand,
  onHandByItself,
  unitsFirst,
  unitsLast,
} from './part-sums.ts'
import { type SparesTable, inCurrency } from './spares-table.ts'

interface PartRow {
  readonly part: PartResult
  /** Undefined where it never ran out in the simulation of all together. */
  readonly weak: WeakestPart | undefined
  /** Undefined where no pool helps another. */
  readonly lateral: LateralPart | undefined
  readonly target: number
  readonly currency: string | undefined
}

const OF_ALL_SHARING = 'of all parts that share their spares, in the row that has their figures'

/** Blank where it is told of the part it is reckoned with. */
function ofAllSharing(part: PartResult, figure: (part: PartResult) => number): number | undefined {
  return part.reckonedWith === undefined ? figure(part) : undefined
}

export const PARTS_TABLE: SparesTable<PartRow> = {
  rowsOf: ({ parts, scenario, currency, joint, lateral }) => {
    const weakOf = new Map(joint.weakest.map((weak) => [weak.part, weak]))
    const lateralOf = new Map(lateral?.parts.map((one) => [one.part, one]))
    return parts.map((part) => ({
      part,
      weak: weakOf.get(part.part),
      lateral: lateralOf.get(part.part),
      target: scenario.probability,
      currency,
    }))
  },
  columns: [
    { name: 'part', about: 'identifier of the part', cell: ({ part }) => part.part },
    { name: 'description', about: 'what it is', cell: ({ part }) => part.description },
    { name: 'class', about: 'its class', cell: ({ part }) => part.class },
    { name: 'manufacturer', about: 'as its row names it; blank: not stated', cell: ({ part }) => part.manufacturer },
    { name: 'vendor', about: 'identifier of the vendor that name stands for', cell: ({ part }) => part.vendor },
    {
      name: 'target',
      format: 'share',
      about: 'survival asked for, 0 to 1; 0.95 where hours lost are',
      cell: ({ target }) => target,
    },
    {
      name: 'survivalAtEnd',
      format: 'share',
      about: 'probability that it lasts to the last day, 0 to 1; blank: not reckoned',
      cell: ({ part }) => part.lasting?.survivalAtEnd,
    },
    {
      name: 'standardError',
      format: 'share',
      about: 'of the survival, where it is simulated; 0: exact',
      cell: ({ part }) => part.lasting?.standardError,
    },
    {
      name: 'survivalLow',
      format: 'share',
      about: 'survival to the last day that in one case of twenty of what rates and plan may be is not reached',
      cell: ({ part }) => part.lasting?.band.low.at(-1),
    },
    {
      name: 'survivalHigh',
      format: 'share',
      about: 'survival to the last day that in one case of twenty of what rates and plan may be is exceeded',
      cell: ({ part }) => part.lasting?.band.high.at(-1),
    },
    {
      name: 'survivalWithMoves',
      format: 'share',
      about:
        'survival to the last day with what is moved between pools, and nothing bought; blank: none of it is moved',
      cell: ({ part }) => part.withMoves?.survivalAtEnd,
    },
    {
      name: 'lastsToEnd',
      format: 'truth',
      about: 'true: it lasts so surely to the last day',
      cell: ({ part }) => part.lasting?.lastsToEnd,
    },
    {
      name: 'lastsUntil',
      format: 'day',
      about: 'last day up to which it lasts so surely; blank: not even one step, or not reckoned',
      cell: ({ part }) => part.lasting?.lastsUntil,
    },
    {
      name: 'coverMonths',
      format: 'figure',
      about: 'months of 30.4375 days from the first day to that one',
      cell: ({ part }) => part.lasting?.coverMonths,
    },
    {
      name: 'lastsAtLeastUntil',
      format: 'day',
      about: 'last day up to which it lasts so surely in nineteen cases of twenty; blank: not even one step',
      cell: ({ part }) => part.lasting?.atLeast.lastsUntil,
    },
    {
      name: 'coverAtLeastMonths',
      format: 'figure',
      about: 'months from the first day to that one',
      cell: ({ part }) => part.lasting?.atLeast.coverMonths,
    },
    {
      name: 'runsOutFirst',
      format: 'share',
      about: 'share of the replications of all parts together in which it is the first to run out; blank: not reckoned',
      cell: ({ part, weak }) => weak?.first ?? (part.lasting ? 0 : undefined),
    },
    {
      name: 'runsOut',
      format: 'share',
      about: 'share of them in which it runs out at all',
      cell: ({ part, weak }) => weak?.ever ?? (part.lasting ? 0 : undefined),
    },
    {
      name: 'survivalHelping',
      format: 'share',
      about: 'survival if its pools helped each other, simulated; blank: none does',
      cell: ({ lateral }) => lateral?.survivalAtEnd,
    },
    {
      name: 'survivalOnePool',
      format: 'share',
      about: 'survival if those pools were one: the bound of that',
      cell: ({ lateral }) => lateral?.onePool,
    },
    {
      name: 'weightHoursSaved',
      format: 'figure',
      about: 'by pools that help each other, of `weightHoursLost`, on average',
      cell: ({ lateral }) => lateral?.weightHoursSaved,
    },
    {
      name: 'recoveredOn',
      format: 'day',
      about:
        'last day on which one is in service, be the plan as late as it may; blank: not swapped out by the last day reckoned',
      cell: ({ part }) => part.recoveredOn,
    },
    {
      name: 'newUnitsUntil',
      format: 'day',
      about: 'first day without new units; blank: not cut off',
      cell: ({ part }) => part.newUnitsUntil,
    },
    {
      name: 'newUnitsForbiddenFrom',
      format: 'day',
      about:
        'first day from which on, to the last, a rule in force surely forbids putting in what is ordered anew; blank: none does',
      cell: ({ part }) => part.newUnitsForbidden?.from,
    },
    {
      name: 'newUnitsForbiddenBy',
      about: 'that rule',
      cell: ({ part }) => part.newUnitsForbidden?.rule,
    },
    {
      name: 'repairsUntil',
      format: 'day',
      about: 'first day on which no failed unit is taken in; blank: not cut off',
      cell: ({ part }) => part.repairsUntil,
    },
    {
      name: 'cutOffPerhaps',
      format: 'truth',
      about: 'true: its maker is perhaps, and not surely, cut off: taken as cut off',
      cell: ({ part }) => part.cutOffPerhaps,
    },
    {
      name: 'unitsFirst',
      format: 'whole',
      about: `in service on the last day of the first step, as planned; ${OF_ALL_SHARING}`,
      cell: ({ part }) => ofAllSharing(part, unitsFirst),
    },
    {
      name: 'unitsLast',
      format: 'whole',
      about: `in service on the last day, as planned; ${OF_ALL_SHARING}`,
      cell: ({ part }) => ofAllSharing(part, unitsLast),
    },
    {
      name: 'expectedFailures',
      format: 'figure',
      about: `over all days reckoned, on the average of how late the plan may be; ${OF_ALL_SHARING}`,
      cell: ({ part }) => ofAllSharing(part, expectedFailures),
    },
    {
      name: 'onHand',
      format: 'whole',
      about: `spares on the shelf; ${OF_ALL_SHARING}`,
      cell: ({ part }) => ofAllSharing(part, onHand),
    },
    {
      name: 'onHandByItself',
      format: 'whole',
      about: 'of them, those of this very part',
      cell: ({ part }) => onHandByItself(part),
    },
    {
      name: 'arriving',
      format: 'figure',
      about: `expected to arrive good: orders, repairs, harvest; ${OF_ALL_SHARING}`,
      cell: ({ part }) => ofAllSharing(part, arriving),
    },
    {
      name: 'buy',
      format: 'whole',
      about: `units to buy; ${OF_ALL_SHARING}`,
      cell: ({ part }) => ofAllSharing(part, bought),
    },
    {
      name: 'buyByItself',
      format: 'whole',
      about: 'of them, those of this very part',
      cell: ({ part }) => boughtByItself(part),
    },
    {
      name: 'unitsDownAtEnd',
      format: 'figure',
      about: 'expected units down on the last day, without buying or moving',
      cell: ({ part }) => part.lasting?.unitsDown.at(-1),
    },
    {
      name: 'weightHoursLost',
      format: 'figure',
      about: 'expected weight of the sites short of units, times hours',
      cell: ({ part }) => part.lasting?.weightHoursLost,
    },
    {
      name: 'weightHoursLostWithMoves',
      format: 'figure',
      about: 'the same with what is moved between pools, and nothing bought; blank: none of it is moved',
      cell: ({ part }) => part.withMoves?.weightHoursLost,
    },
    {
      name: 'failuresFit',
      format: 'figure',
      about: 'failures in 10^9 hours of one unit',
      cell: ({ part }) => part.failuresFit?.value,
    },
    { name: 'failuresFrom', about: 'who says so', cell: ({ part }) => part.failuresFit?.source },
    {
      name: 'rateVariation',
      format: 'figure',
      about: 'standard deviation over mean of that rate; 0: taken as known',
      cell: ({ part }) => part.rateVariation,
    },
    {
      name: 'unitPrice',
      format: 'money',
      about: 'in the currency; blank: not known',
      cell: ({ part }) => inCurrency(part.price?.value),
    },
    { name: 'currency', about: 'that of the manifest; blank: it states none', cell: ({ currency }) => currency },
    {
      name: 'leadTimeDays',
      format: 'whole',
      about: 'from order to arrival',
      cell: ({ part }) => part.leadTimeDays?.value,
    },
    {
      name: 'repairYield',
      format: 'share',
      about: 'part of the failed units that comes back good',
      cell: ({ part }) => part.repairYield?.value,
    },
    {
      name: 'repairDays',
      format: 'whole',
      about: 'how long a repair takes',
      cell: ({ part }) => part.repairDays?.value,
    },
    {
      name: 'harvestYield',
      format: 'share',
      about: 'part of what is taken out that is good',
      cell: ({ part }) => part.harvestYield?.value,
    },
    {
      name: 'harvestDays',
      format: 'whole',
      about: 'from taking out to usable',
      cell: ({ part }) => part.harvestDays?.value,
    },
    {
      name: 'method',
      about: 'exact, simulated, or approximate: by Poisson failures of what wears out',
      cell: ({ part }) => part.method,
    },
    {
      name: 'regime',
      about: 'resupplied: repaired or ordered anew to the last day; run-down: the supply ends before',
      cell: ({ part }) => part.regime,
    },
    {
      name: 'sharesWith',
      about: 'parts that may stand in for it, and it for them',
      cell: ({ part }) => part.sharesWith?.join('; '),
    },
    {
      name: 'reckonedWith',
      about: 'part under which all of them are reckoned together: its row has the figures',
      cell: ({ part }) => part.reckonedWith,
    },
    { name: 'notReckoned', about: 'why there is no figure', cell: ({ part }) => part.notReckoned },
    { name: 'place', about: 'where its row stands', cell: ({ part }) => part.place },
  ],
}
