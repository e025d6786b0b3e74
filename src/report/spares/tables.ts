// The tables of the spares report, a list of columns each: CSV, workbook and documentation are made from the same lists.

import type {
  BarRow,
  BuyRow,
  JointOutcome,
  LateralPart,
  MoveRow,
  PartResult,
  SparesReport,
  UnobtainableRow,
  VendorLasting,
  WeakestPart,
} from '#model/spares-report.ts'
import type { ReportColumn } from '../csv-table.ts'
import {
  arriving,
  bought,
  boughtByItself,
  expectedFailures,
  onHand,
  onHandByItself,
  recoveryOf,
  unitsFirst,
  unitsLast,
} from './part-sums.ts'
import { sayDepots } from './move-words.ts'
import { lossAt, WORST } from './service-hours.ts'

/** A table with its rows, in the order in which they are told. */
export interface SparesTable<Row> {
  readonly columns: readonly ReportColumn<Row>[]
  readonly rowsOf: (report: SparesReport) => readonly Row[]
}

interface PurchaseRow extends BuyRow {
  readonly currency: string | undefined
}

/** Money in the currency itself: whole hundredths are exact in JSON alone. */
const inCurrency = (hundredths: number | null | undefined): number | undefined =>
  hundredths === null || hundredths === undefined ? undefined : hundredths / 100

export const PURCHASE_TABLE: SparesTable<PurchaseRow> = {
  rowsOf: (report) => report.purchase.buys.map((buy) => ({ ...buy, currency: report.currency })),
  columns: [
    { name: 'part', about: 'part to buy', cell: ({ part }) => part },
    {
      name: 'depot',
      about: 'where it is to be delivered; blank: the pool has no depot, or none that serves on',
      cell: ({ depot }) => depot,
    },
    { name: 'pool', about: 'pool that it is for', cell: ({ pool }) => pool },
    { name: 'quantity', format: 'whole', about: 'how many', cell: ({ quantity }) => quantity },
    {
      name: 'unitPrice',
      format: 'money',
      about: 'of one, in the currency; blank: not known',
      cell: ({ cost, quantity }) => inCurrency(cost === null ? null : cost / quantity),
    },
    {
      name: 'cost',
      format: 'money',
      about: 'of all of them, in the currency; blank: not known',
      cell: ({ cost }) => inCurrency(cost),
    },
    { name: 'currency', about: 'that of the manifest; blank: it states none', cell: ({ currency }) => currency },
    {
      name: 'arrivesOn',
      format: 'day',
      about: 'day on which it is usable; blank: not known',
      cell: ({ arrivesOn }) => arrivesOn ?? undefined,
    },
    { name: 'reason', about: 'what it is bought for', cell: ({ reason }) => reason },
    { name: 'caution', about: 'what else is to be had with them, or to be known', cell: ({ caution }) => caution },
    {
      name: 'whyNoDepot',
      about: 'that every depot of the pool belongs to somebody who is cut off, and what to do',
      cell: ({ whyNoDepot }) => whyNoDepot,
    },
  ],
}

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

interface MoveOfPart {
  readonly move: MoveRow
  readonly part: PartResult | undefined
}

export const MOVES_TABLE: SparesTable<MoveOfPart> = {
  rowsOf: ({ moves, parts }) => {
    const partOf = new Map(parts.map((part) => [part.part, part]))
    return moves.map((move) => {
      const part = partOf.get(move.part)
      return { move, part: part?.reckonedWith === undefined ? part : partOf.get(part.reckonedWith) }
    })
  },
  columns: [
    { name: 'part', about: 'part to move: that which lies there', cell: ({ move }) => move.part },
    { name: 'fromPool', about: 'pool it lies in', cell: ({ move }) => move.fromPool },
    { name: 'toPool', about: 'pool it is moved to', cell: ({ move }) => move.toPool },
    {
      name: 'fromDepots',
      about: 'depots it lies in, several with how many each',
      cell: ({ move }) => sayDepots(move.fromDepots),
    },
    {
      name: 'toDepots',
      about: 'depots it goes to, several with how many each',
      cell: ({ move }) => sayDepots(move.toDepots),
    },
    { name: 'quantity', format: 'whole', about: 'how many', cell: ({ move }) => move.quantity },
    {
      name: 'survivalAtEnd',
      format: 'share',
      about: 'of the part, and what shares its spares, in all pools, without buying or moving',
      cell: ({ part }) => part?.lasting?.survivalAtEnd,
    },
    {
      name: 'survivalWithMoves',
      format: 'share',
      about: 'the same with all its moves, and nothing bought',
      cell: ({ part }) => part?.withMoves?.survivalAtEnd,
    },
  ],
}

export const UNOBTAINABLE_TABLE: SparesTable<UnobtainableRow> = {
  rowsOf: ({ purchase }) => purchase.unobtainable,
  columns: [
    { name: 'part', about: 'part of which not enough can be had', cell: ({ part }) => part },
    {
      name: 'missing',
      format: 'whole',
      about: 'units that would have to be on the shelf on the first day for what was asked, beside those there',
      cell: ({ missing }) => missing,
    },
    { name: 'bought', format: 'whole', about: 'units bought of it', cell: ({ bought }) => bought },
    {
      name: 'instead',
      about: 'whether the missing ones would do instead of those bought, which come too late, or beside them: yes, no',
      cell: ({ isInPlaceOfBought }) => (isInPlaceOfBought ? 'yes' : 'no'),
    },
    { name: 'why', about: 'why they cannot be had', cell: ({ why }) => why },
    { name: 'alternatives', about: 'what else could be done', cell: ({ alternatives }) => alternatives.join('; ') },
  ],
}

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
      about: 'the same by the units expected to be down, each by itself',
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

export const BARS_TABLE: SparesTable<BarRow> = {
  rowsOf: ({ bars }) => bars,
  columns: [
    { name: 'part', about: 'part that may not be put in', cell: ({ part }) => part },
    { name: 'of', about: 'units bought now, held by now (or taken out of the network), or both', cell: ({ of }) => of },
    { name: 'from', format: 'day', about: 'first day', cell: ({ from }) => from },
    { name: 'until', format: 'day', about: 'last day; blank: to the last day reckoned', cell: ({ until }) => until },
    {
      name: 'answer',
      about: 'yes; perhaps: in some elements alone, or by facts that are not known',
      cell: ({ answer }) => answer,
    },
    { name: 'rule', about: 'rule that forbids it', cell: ({ rule }) => rule },
    { name: 'title', about: 'the rule in short', cell: ({ title }) => title },
    { name: 'pack', about: 'rule pack', cell: ({ pack }) => pack },
    { name: 'clause', about: 'where it stands in the instrument', cell: ({ clause }) => clause },
    { name: 'status', about: 'in-force, proposed, advice or revoked', cell: ({ status }) => status },
    { name: 'provenance', about: 'verified, reported or assumed', cell: ({ provenance }) => provenance },
  ],
}

export const ASSUMPTIONS_TABLE: SparesTable<SparesReport['assumptions'][number]> = {
  rowsOf: ({ assumptions }) => assumptions,
  columns: [
    { name: 'assumed', about: 'what is taken where nobody said', cell: ({ what }) => what },
    { name: 'parts', format: 'whole', about: 'of how many parts', cell: ({ parts }) => parts.length },
    { name: 'which', about: 'these parts', cell: ({ parts }) => parts.join('; ') },
  ],
}
