// What the rows of a plan share while they are carried out, one after the other.

import type { PlanRow } from './plan-row.ts'
import { PlanSelections, type Selecting } from './plan-selections.ts'

export interface CarryingOut extends Selecting {
  readonly selections: PlanSelections
  /** Elements that some row so far removes. */
  readonly removedByPlan: Set<number>
  /** How many of the rows to come make an element of each name. */
  readonly stillToBeMade: Map<string, number>
}

export function beginCarryingOut(rows: readonly PlanRow[], selecting: Selecting): CarryingOut {
  const stillToBeMade = new Map<string, number>()
  for (const { made } of rows) stillToBeMade.set(made, (stillToBeMade.get(made) ?? 0) + 1)
  return { ...selecting, selections: new PlanSelections(selecting), removedByPlan: new Set(), stillToBeMade }
}

/** Of what a subject is a configuration of: its class in every configuration so far. */
export function classesOf(subject: number, { draft, entities }: Selecting): number[] {
  return entities.subjectsOf(draft.entityOf[subject]!).map((configuration) => draft.classOf[configuration]!)
}
