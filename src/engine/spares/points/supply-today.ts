// Supply as it runs on the first day: without what disruptions take away only later.

import { type CivilDay, parseDay } from '#base/calendar.ts'
import { type Scenario, SUPPLIES } from '#model/scenario.ts'
import { type CutOffs, cutOffsOf } from './cut-offs.ts'
import { fillShelves, type Shelf, type ShelfQuestion } from './shelf.ts'

export interface SupplyToday {
  readonly cutOffs: readonly CutOffs[]
  /** By `shelfKey`: what lies in central depots, and in all others. */
  readonly central: ReadonlyMap<number, Shelf>
  readonly local: ReadonlyMap<number, Shelf>
}

export function readSupplyToday(question: ShelfQuestion): SupplyToday {
  const scenario = untilDay(question.scenario, question.from)
  const cutOffs = question.parts.map((part) => cutOffsOf(part, scenario, question.vendors))
  const ofToday = { ...question, scenario, cutOffs }
  return {
    cutOffs,
    central: fillShelves(ofToday, ({ isCentral }) => isCentral),
    local: fillShelves(ofToday, ({ isCentral }) => !isCentral),
  }
}

/** With what stops up to a day alone. */
function untilDay(scenario: Scenario, day: CivilDay): Scenario {
  const disruptions = scenario.disruptions.map((disruption) => {
    const stopped = SUPPLIES.filter((supply) => {
      const from = disruption.stops[supply]
      return from !== undefined && parseDay(from)! <= day
    })
    return { ...disruption, stops: Object.fromEntries(stopped.map((supply) => [supply, disruption.stops[supply]])) }
  })
  return { ...scenario, disruptions }
}
