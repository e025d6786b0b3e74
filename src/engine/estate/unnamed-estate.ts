// An estate as plain data, without the name of anything in it: enough to judge rules by, and small enough to be sent.

import { DayColumn, DayNumbers } from '#model/day-column.ts'
import type { Estate, EventColumn, Origin, PlannedChange, WeightColumn, Windows } from '#model/estate.ts'

type DayCodes = DayColumn['codes']

/** Columns are as those of an estate; entities are numbered in the order of their first subjects. */
export interface UnnamedEstate
  extends Pick<
    Estate,
    | 'siteCount'
    | 'firstMissingSite'
    | 'siteWeights'
    | 'operatorParts'
    | 'subjectCount'
    | 'classes'
    | 'classOf'
    | 'weights'
    | 'quantity'
    | 'counts'
  > {
  /** The day of each number in the columns of days. */
  readonly days: Int32Array
  readonly service: Readonly<Record<keyof Windows, DayCodes>>
  readonly presence: Readonly<Record<keyof Windows, DayCodes>>
  readonly events: Readonly<Record<string, Readonly<Record<keyof EventColumn, DayCodes>>>>
  /** As steps from each to the next, which are small where the numbers are not: that takes little room once compressed. */
  readonly siteStart: Int32Array
  readonly entityOf: Int32Array
  readonly entityCount: number
  readonly plannedChanges: readonly Omit<PlannedChange, 'origin'>[]
}

export interface Unnamed {
  readonly estate: UnnamedEstate
  /** The new number of an entity; undefined where no subject is of it. */
  readonly numberOf: (entity: number) => number | undefined
}

/** Takes the names away. */
export function unnameEstate(estate: Estate): Unnamed {
  const { subjectCount, service, presence, events, plannedChanges } = estate
  const codesOf = ({ codes }: DayColumn): DayCodes => codes.subarray(0, subjectCount)
  const windowsOf = (windows: Windows) => ({
    possibleFrom: codesOf(windows.possibleFrom),
    certainFrom: codesOf(windows.certainFrom),
    certainUntil: codesOf(windows.certainUntil),
    possibleUntil: codesOf(windows.possibleUntil),
  })
  const { numbers } = service.possibleFrom
  const { entityOf, numbered } = numberEntities(estate)
  return {
    estate: {
      siteCount: estate.siteCount,
      firstMissingSite: estate.firstMissingSite,
      siteWeights: estate.siteWeights,
      operatorParts: estate.operatorParts,
      subjectCount,
      classes: estate.classes,
      classOf: estate.classOf.subarray(0, subjectCount),
      weights: Object.fromEntries(
        Object.entries(estate.weights).map(([measure, weight]) => [measure, cutWeight(weight, subjectCount)]),
      ),
      quantity: estate.quantity && cutWeight(estate.quantity, subjectCount),
      counts: estate.counts,
      days: numbers.days.subarray(0, numbers.count),
      service: windowsOf(service),
      presence: windowsOf(presence),
      events: Object.fromEntries(
        Object.entries(events).map(([name, { earliest, latest }]) => [
          name,
          { earliest: codesOf(earliest), latest: codesOf(latest) },
        ]),
      ),
      siteStart: stepsOf(estate.siteStart),
      entityOf: stepsOf(entityOf),
      entityCount: numbered.size,
      plannedChanges: plannedChanges.map(({ origin: _origin, ...change }) => change),
    },
    numberOf: (entity) => numbered.get(entity),
  }
}

/** Entities anew, in the order of their first subjects. */
function numberEntities({ subjectCount, entityOf }: Estate): {
  readonly entityOf: Uint32Array
  readonly numbered: ReadonlyMap<number, number>
} {
  const numbered = new Map<number, number>()
  const numbers = new Uint32Array(subjectCount)
  for (let subject = 0; subject < subjectCount; subject++) {
    const entity = entityOf[subject]!
    let number = numbered.get(entity)
    if (number === undefined) numbered.set(entity, (number = numbered.size))
    numbers[subject] = number
  }
  return { entityOf: numbers, numbered }
}

function cutWeight({ low, high, series }: WeightColumn, count: number): WeightColumn {
  const lowest = low.subarray(0, count)
  return { low: lowest, high: high === low ? lowest : high.subarray(0, count), series }
}

/** An estate of it that rules can be judged by; whoever asks it for a name has made a mistake. */
export function estateOf(unnamed: UnnamedEstate): Estate {
  const { days, service, presence, events, siteStart, entityOf, entityCount, plannedChanges, ...alike } = unnamed
  const numbers = new DayNumbers()
  numbers.days = Int32Array.from(days)
  numbers.count = days.length
  const columnOf = (codes: DayCodes): DayColumn => Object.assign(new DayColumn(numbers), { codes })
  const windowsOf = (codes: UnnamedEstate['service']): Windows => ({
    possibleFrom: columnOf(codes.possibleFrom),
    certainFrom: columnOf(codes.certainFrom),
    certainUntil: columnOf(codes.certainUntil),
    possibleUntil: columnOf(codes.possibleUntil),
  })
  return {
    ...alike,
    quantity: alike.quantity,
    siteStart: sumsOf(siteStart),
    entityOf: sumsOf(entityOf),
    service: windowsOf(service),
    presence: windowsOf(presence),
    events: Object.fromEntries(
      Object.entries(events).map(([name, { earliest, latest }]) => [
        name,
        { earliest: columnOf(earliest), latest: columnOf(latest) },
      ]),
    ),
    siteIdentifierOf: refuseName,
    findSite: refuseName,
    mayHaveElement: refuseName,
    entities: { count: entityCount, identifierOf: refuseName, originOf: refuseName, find: refuseName },
    isWhole: true,
    statedWithoutUnits: new Set(),
    plannedChanges: plannedChanges.map((change) => ({
      ...change,
      notified: change.notified,
      get origin(): Origin {
        return refuseName()
      },
    })),
  }
}

function refuseName(): never {
  throw new Error('an unnamed estate has no names')
}

function stepsOf(numbers: Uint32Array): Int32Array {
  return new Int32Array(numbers.length).map((_, index) => numbers[index]! - (index === 0 ? 0 : numbers[index - 1]!))
}

function sumsOf(steps: Int32Array): Uint32Array {
  let sum = 0
  return new Uint32Array(steps.length).map((_, index) => (sum += steps[index]!))
}
