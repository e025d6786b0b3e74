// What is simulated of all points together: each pool for itself, and helping each other.

import type { NamedPoints } from '../points/make-points.ts'
import type { SparesNetwork } from '../points/spares-network.ts'
import type { JointQuestion, JointTally } from '../simulation/joint-tally.ts'
import { simulateJointly } from '../simulation/simulate-jointly.ts'
import { askJointly } from './ask-jointly.ts'
import { sistersOf } from './lateral-supply.ts'
import type { Chances } from './simulations.ts'

interface JointView {
  readonly network: SparesNetwork
  readonly named: NamedPoints
}

/** What must be simulated for it of all points together: each pool for itself, and, where some do, helping each other. */
export interface JointQuestions {
  readonly alone: JointQuestion
  readonly helping?: JointQuestion
}

export interface JointTallies {
  readonly alone: JointTally
  readonly helping?: JointTally
}

export function jointlyFor({ network, named }: JointView, chances: Chances): JointQuestions {
  const alone = askJointly(network, named, chances)
  const sisters = sistersOf(network, named)
  return sisters ? { alone, helping: { ...alone, sisters } } : { alone }
}

/** In this thread. */
export function simulateAll({ alone, helping }: JointQuestions): JointTallies {
  return { alone: simulateJointly(alone), ...(helping ? { helping: simulateJointly(helping) } : {}) }
}
