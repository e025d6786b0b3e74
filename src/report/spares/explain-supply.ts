// What becomes of a failed unit of the part: ordered anew, repaired, or replaced by what is taken out.

import type { PartResult } from '#model/spares-report.ts'
import { head, type Page, say } from './explain-page.ts'
import { sayProbability } from '#model/say-probability.ts'
import { sayForbidden } from './supply-words.ts'
import { sayStated } from './words.ts'

export function explainSupply(page: Page, number: string): void {
  head(page, number, 'What becomes of a failed unit')
  for (const sentence of [...sayOrders(page), ...sayRepair(page), ...sayHarvest(page.part)]) say(page, sentence)
}

function sayOrders({ part, reckoned, report }: Page): string[] {
  const { leadTimeDays, newUnitsUntil, newUnitsForbidden } = part
  const isLate = newUnitsUntil !== undefined && newUnitsUntil > report.scenario.until
  const regime = {
    resupplied: 'New units can be had to the last day: what fails is repaired or ordered anew, and comes back.',
    'run-down':
      newUnitsUntil === undefined && !newUnitsForbidden && !leadTimeDays
        ? 'Nobody says how long an order takes: nothing is reckoned to be ordered but what is bought now.'
        : 'The supply of new units ends within the time reckoned: nothing is ordered but what is bought now.',
  }
  return [
    ...(reckoned.regime === undefined ? [] : [regime[reckoned.regime]]),
    ...(newUnitsUntil === undefined ? [] : [`No new units from ${newUnitsUntil} on${isLate ? AFTER_LAST_DAY : ''}.`]),
    ...(newUnitsForbidden ? [`${sayForbidden(newUnitsForbidden)}.`] : []),
    ...(part.cutOffPerhaps ? ['Its maker is perhaps, and not surely, cut off: taken as cut off.'] : []),
    ...(leadTimeDays ? [`An order takes ${leadTimeDays.value} days (${leadTimeDays.source}).`] : []),
  ]
}

const AFTER_LAST_DAY = ', which is after the last day and changes nothing'

function sayRepair({ part, report }: Page): string[] {
  const { repairYield, repairDays, repairsUntil, noFaultFound } = part
  if (!repairYield) return ['Nobody says whether it is repaired: taken as not repaired.']
  if (repairYield.value === 0) return [`It is not repaired (${repairYield.source}).`]
  const share = `${sayStated(repairYield.value)} (${repairYield.source})`
  if (!repairDays) return [`Repair brings back ${share}, nobody says after how long: taken as not repaired.`]
  const isLate = repairsUntil !== undefined && repairsUntil > report.scenario.until
  return [
    `Repair brings back ${share} within ${repairDays.value} days (${repairDays.source}).`,
    ...(noFaultFound === undefined
      ? []
      : [
          `Of what is sent there, nothing was wrong with ${sayProbability(noFaultFound)}, which comes back in any case (usage.csv).`,
        ]),
    ...(repairsUntil === undefined ? [] : [`No repairs from ${repairsUntil} on${isLate ? AFTER_LAST_DAY : ''}.`]),
  ]
}

function sayHarvest({ harvestYield, harvestDays }: PartResult): string[] {
  if (!harvestYield) return ['Nobody says how much of what is taken out of the network is good: none is used again.']
  if (harvestYield.value === 0)
    return [`None of what is taken out of the network is used again (${harvestYield.source}).`]
  const when = harvestDays?.value
    ? `${harvestDays.value} days later (${harvestDays.source})`
    : `at once${harvestDays ? ` (${harvestDays.source})` : ', for nobody says how long a test takes'}`
  return [
    `Of what is taken out of the network ${sayStated(harvestYield.value)} is good (${harvestYield.source}), ${when}.`,
  ]
}
