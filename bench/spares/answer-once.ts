// Asks `mainstay spares` of a workspace, in a process of its own, and prints what each stage took.
//
// usage: node answer-once.js <workspace> <scenario>

import { parseDay } from '#base/calendar.ts'
import { describeFault } from '#model/fault.ts'
import { FaultLog } from '#model/fault-log.ts'
import { planSpares } from '#service/plan-spares.ts'

export interface StageRun {
  readonly stage: string
  readonly wallSeconds: number
  readonly processorSeconds: number
  /** The resident set when it ended. */
  readonly endBytes: number
}

export interface AnswerRun {
  readonly stages: readonly StageRun[]
  readonly parts: number
  readonly survivalAtEnd: number
  readonly largestBytes: number
}

const [workspace = '', scenario = ''] = process.argv.slice(2)
const stages = new Map<string, StageRun>()
let stage = 'starting'
let begun = process.hrtime.bigint()
let used = process.cpuUsage()

/** What is read is one stage, whatever the table. */
function turnTo(told: string): void {
  const next = /^reading|^checking references/.test(told) ? 'reading the workspace' : told
  if (next === stage) return
  const { user, system } = process.cpuUsage(used)
  const before = stages.get(stage)
  stages.set(stage, {
    stage,
    wallSeconds: (before?.wallSeconds ?? 0) + Number(process.hrtime.bigint() - begun) / 1e9,
    processorSeconds: (before?.processorSeconds ?? 0) + (user + system) / 1e6,
    endBytes: process.memoryUsage.rss(),
  })
  stage = next
  begun = process.hrtime.bigint()
  used = process.cpuUsage()
}

const log = new FaultLog()
const report = await planSpares({ workspace, today: parseDay('2021-01-04')!, scenario }, log, turnTo)
if (!report) throw new Error(log.kept.map(describeFault).join('\n'))
turnTo('done')
const run: AnswerRun = {
  stages: [...stages.values()],
  parts: report.parts.length,
  survivalAtEnd: report.network!.survivalAtEnd,
  largestBytes: process.resourceUsage().maxRSS * 1024,
}
console.log(JSON.stringify(run))
