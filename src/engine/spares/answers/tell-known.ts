// What is told of an answer where nothing is known: that it is not, and no figure that nothing contradicts.

import type { SparesReport } from '#model/spares-report.ts'
import type { SparesAnswer } from './answer-spares.ts'

/**
 * Units in service of which nobody says how often they fail, or elements of which nobody says what they carry, last nobody knows
 * how long: not surely because nothing of them is reckoned. Where no unit is in service at all, nothing fails. What would reach
 * the target, did it come at once, is not known to do so where nobody says when it comes.
 */
export function tellKnown(answer: SparesAnswer): Pick<SparesReport, keyof SparesAnswer> {
  const { purchase } = answer
  if (!isNothingKnown(answer)) {
    const isInTime = purchase.buys.every(({ arrivesOn }) => arrivesOn !== null)
    return {
      ...answer,
      purchase: { ...purchase, isReached: purchase.isReached && !isInTime ? null : purchase.isReached },
    }
  }
  return {
    ...answer,
    network: null,
    eachSiteOnce: null,
    purchase: { ...purchase, isReached: null, networkSurvival: null },
    frontier: [],
    swings: { ...answer.swings, assumptions: [] },
    joint: { ...answer.joint, replications: 0 },
  }
}

function isNothingKnown({ parts, coverage }: SparesAnswer): boolean {
  const { units, unitsOfUnknownPart, elementsWithoutUnits } = coverage
  return units + unitsOfUnknownPart + elementsWithoutUnits > 0 && parts.every(({ lasting }) => lasting === undefined)
}
