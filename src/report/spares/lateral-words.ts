// What lateral supply gains, in words.

import { formatCount } from '#base/format-number.ts'
import { type LateralPart, type LateralReport, LEAST_TOLD } from '#model/spares-report.ts'
import type { ServiceHours } from './service-hours.ts'
import { sayProbability } from '#model/say-probability.ts'
import { saySurvival } from './words.ts'

/** Whether help makes a difference to a part. */
export function isHelped({ survivalGained, weightHoursSaved, weightHoursError }: LateralPart): boolean {
  return survivalGained >= LEAST_TOLD || weightHoursSaved > 2 * weightHoursError
}

/** How much it gains for the network, and by which rule. */
export function sayLateral({ network, parts, outside, ...terms }: LateralReport, hours: ServiceHours): string {
  const { survivalGained, weightHoursSaved, weightHoursLost } = network
  const keeps = `each keeps ${formatCount(terms.reserve, 'unit')} of a part${terms.isReserveStated ? '' : ' (assumed: nobody says how many)'}`
  const change = weightHoursSaved < 0 ? `${hours.say(-weightHoursSaved)} more` : `${hours.say(weightHoursSaved)} fewer`
  const more = survivalGained >= LEAST_TOLD ? `, ${sayProbability(survivalGained)} more` : ''
  const gains = `Survival of all parts together is then ${saySurvival(network)}${more}; ${hours.say(weightHoursLost)} ${hours.unit} are lost, ${change}.`
  const bounds =
    outside < 1
      ? 'Each part lies between its two bounds: each pool for itself, and one pool of all.'
      : `A part lies outside of its two bounds (each pool for itself, and one pool of all) by ${outside.toFixed(1)} standard errors at most.`
  return `What a pool owes comes at once from the one that has most to spare; ${keeps}. ${gains} ${sayHelped(parts)} ${bounds}`
}

function sayHelped(parts: readonly LateralPart[]): string {
  const helped = parts.filter(isHelped).length
  return `It helps ${helped} of ${formatCount(parts.length, 'part')} that lie in several such pools.`
}
