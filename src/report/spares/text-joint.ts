// How bad it may get, all parts simulated together, and what pools gain that help each other, on a terminal.

import { formatNumber } from '#base/format-number.ts'
import type { TextColumn } from '../text-table.ts'
import { outcomesOf, sayJointCheck, sayReckoned } from './joint-words.ts'
import { isHelped, sayLateral } from './lateral-words.ts'
import { WORST, lossAt, serviceHours } from './service-hours.ts'
import { type Page, plain, say, startSection, writeRows } from './text-page.ts'
import { sayShareOf, saySurvival } from './words.ts'

function jointColumns(unit: string): readonly TextColumn[] {
  return [
    { name: 'manufacturer', wraps: true },
    { name: 'simulated', isNumber: true },
    { name: 'reckoned', isNumber: true, from: 90 },
    { name: `${unit} lost`, isNumber: true },
    { name: 'worst 1 in 20', isNumber: true },
    { name: 'worst 1 in 100', isNumber: true, from: 76 },
  ]
}

const WEAKEST_COLUMNS: readonly TextColumn[] = [
  { name: 'part', wraps: true },
  { name: 'runs out first', isNumber: true },
  { name: 'runs out at all', isNumber: true },
]

export function writeJoint(page: Page): void {
  const { report } = page
  const { replications, network, weakest } = report.joint
  if (weakest.length === 0) return
  const lost = serviceHours(report, network.weightHoursLost)
  startSection(
    page,
    `How bad it may get without buying or moving: all parts simulated together, ${formatNumber(replications)} times`,
  )
  writeRows(page, jointColumns(lost.unit), outcomesOf(report), ({ name, outcome }) => [
    name,
    saySurvival(outcome),
    sayReckoned(outcome),
    lost.say(outcome.weightHoursLost),
    ...WORST.map((share) => lost.say(lossAt(outcome, share))),
  ])
  say(page, sayJointCheck(report.joint, lost), plain, '  ')
  writeRows(page, WEAKEST_COLUMNS, weakest, ({ part, first, ever }) => [
    part,
    sayShareOf(first, replications),
    sayShareOf(ever, replications),
  ])
}

function lateralColumns(unit: string): readonly TextColumn[] {
  return [
    { name: 'part', wraps: true },
    { name: 'as they stand', isNumber: true },
    { name: 'helping each other', isNumber: true },
    { name: 'as one pool', isNumber: true },
    { name: `${unit} saved`, isNumber: true, from: 90 },
  ]
}

export function writeLateral(page: Page): void {
  const { lateral, joint } = page.report
  if (!lateral) return
  const hours = serviceHours(page.report, joint.network.weightHoursLost)
  startSection(page, 'If pools helped each other: lateral supply')
  say(page, sayLateral(lateral, hours), plain, '  ')
  for (const { pools } of lateral.groups) say(page, `help each other: ${pools.join(', ')}`, plain, '  ', '    ')
  writeRows(page, lateralColumns(hours.unit), lateral.parts.filter(isHelped), (part) => [
    part.part,
    saySurvival({ survivalAtEnd: part.asTheyStand, standardError: part.asTheyStandError }),
    saySurvival(part),
    saySurvival({ survivalAtEnd: part.onePool, standardError: part.onePoolError }),
    hours.say(part.weightHoursSaved),
  ])
}
