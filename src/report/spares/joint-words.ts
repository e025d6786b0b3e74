// What the simulation of all parts together says, in words.

import type { JointOutcome, JointReport, SparesReport } from '#model/spares-report.ts'
import type { ServiceHours } from './service-hours.ts'
import { hoursIn, isOfHours, sayRough, saySurvival } from './words.ts'

/** How far apart what is reckoned and what is simulated together are: survival, and service lost on average. */
export function sayJointCheck(joint: JointReport, hours: ServiceHours): string {
  const { weightHoursReckoned, weightHoursLost, weightHoursError } = joint.network
  const lost = `Service lost on average: ${hours.say(weightHoursReckoned)} ${hours.unit} reckoned, ${hours.say(weightHoursLost)} simulated, with a standard error of ${hours.say(weightHoursError)}.`
  return `Survival reckoned and simulated: ${mostApart(joint).toFixed(1)} standard errors apart at most, over all days and manufacturers. ${lost}`
}

/** Hours simulated are told beside those reckoned where they differ by more than this share of these, and by so many errors. */
const CLEARLY_OTHER = 0.05
const BEYOND_CHANCE = 4
/** Where so few replications run something out, what they lose on average tells nothing, nor does its standard error: none of ten expected are seen in one case of twenty thousand. */
const FEW_RUN_OUT = 10

/**
 * ` The simulation of all parts together says 22,300: ...`: beside the service lost as it is reckoned, by which purchases go;
 * '' where the two hardly differ.
 */
export function sayHoursApart(report: Pick<SparesReport, 'joint' | 'scenario'>): string {
  const { weightHoursLost, weightHoursError, weightHoursReckoned, survivalAtEnd, reckoned } = report.joint.network
  // In how many something ran out, or should have: where none did, the standard error says 0.
  if ((1 - Math.min(survivalAtEnd, reckoned)) * report.joint.replications < FEW_RUN_OUT) return ''
  const difference = Math.abs(weightHoursLost - weightHoursReckoned)
  if (difference <= CLEARLY_OTHER * weightHoursReckoned || difference <= BEYOND_CHANCE * weightHoursError) return ''
  const simulated = sayRough(hoursIn(weightHoursLost, weightHoursReckoned, report))
  const asked = isOfHours(report) ? ', and held against what is asked,' : ''
  return ` The simulation of all parts together says ${simulated}: what is reckoned${asked} goes by how likely so many units are owed, and takes what is down to go on failing.`
}

/** More than chance leaves between a few hundred pairs of figures. */
const FAR_APART = 5

/** Undefined where the two are no further apart than chance makes them. */
export function sayFarApart(joint: JointReport): string | undefined {
  const most = mostApart(joint)
  return most < FAR_APART
    ? undefined
    : `Survival reckoned and simulated differ by ${most.toFixed(1)} standard errors somewhere, more than by chance: take the lower`
}

function mostApart({ network, vendors }: JointReport): number {
  return Math.max(network.apart, ...vendors.map(({ outcome }) => outcome.apart))
}

/** The survival that is reckoned by conditioning. */
export function sayReckoned({ reckoned, reckonedError }: JointOutcome): string {
  return saySurvival({ survivalAtEnd: reckoned, standardError: reckonedError })
}

/** All together, then each manufacturer of which anything ever ran out, the one that loses most first. */
export function outcomesOf({ joint }: SparesReport): { readonly name: string; readonly outcome: JointOutcome }[] {
  const vendors = joint.vendors
    .filter(({ outcome }) => outcome.survivalAtEnd < 1)
    .toSorted((left, right) => right.outcome.weightHoursLost - left.outcome.weightHoursLost)
  return [{ name: 'all parts together', outcome: joint.network }, ...vendors]
}
