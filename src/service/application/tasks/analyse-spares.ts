// Reckons how long the spares of a snapshot last under a scenario, and keeps the report.

import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parseDay } from '#base/calendar.ts'
import type { SparesQuestion } from '#contract/application/analysis.ts'
import { FaultLog } from '#model/fault-log.ts'
import type { SparesReport } from '#model/spares-report.ts'
import { renderSparesJson } from '#report/spares/json.ts'
import { type SparesSummary, summariseSpares } from '#report/spares/summary.ts'
import { writeResult } from '#store/result-file.ts'
import { planSpares } from '../../plan-spares.ts'
import { faultyOutcome } from './faulty.ts'
import type { AnalysisSummary, AnalysisTask, TaskOutcome, TaskWatch } from './task.ts'

export async function analyseSpares(
  task: AnalysisTask & { readonly question: SparesQuestion },
  { progress, signal }: TaskWatch,
): Promise<TaskOutcome> {
  const { snapshots, snapshot, scratch, results, maker, today, question, draft } = task
  const log = new FaultLog()
  const ownScenario = draft && join(scratch, `${draft.name}.yaml`)
  if (ownScenario !== undefined) await writeFile(ownScenario, draft!.text)
  const { scenario, target, hoursLost, per, budget } = question
  const asked = ownScenario ?? scenario
  const report = await planSpares(
    {
      workspace: join(snapshots, snapshot, 'inputs'),
      today: parseDay(today)!,
      ...(asked === undefined ? {} : { scenario: asked }),
      ...(target === undefined ? {} : { target }),
      ...(hoursLost === undefined ? {} : { hoursLost }),
      ...(per === undefined ? {} : { per }),
      ...(budget === undefined ? {} : { budget }),
    },
    log,
    progress,
    signal,
  )
  if (!report) return faultyOutcome(log)
  const summary = summariseSpares(report)
  return {
    kind: 'answered',
    answer: {
      result: await writeResult(results, renderSparesJson(report), maker),
      inputs: report.inputs.map(({ name, sha256 }) => ({ name, sha256 })),
      headline: summary.headline,
      summary: summariseForOverview(report, summary),
    },
  }
}

const WEAKEST_TOLD = 6

function summariseForOverview(
  report: SparesReport,
  { answer, short, reservationsByAbout, reckonedCount }: SparesSummary,
): AnalysisSummary {
  const { scenario, network, purchase, coverage, currency = '' } = report
  return {
    kind: 'spares',
    answer,
    reservations: reservationsByAbout.map(({ about, text }) => ({ about, text })),
    isReached: purchase.isReached,
    scenario: scenario.name,
    title: scenario.title,
    from: scenario.from,
    until: scenario.until,
    survivalAtEnd: network?.survivalAtEnd ?? null,
    lastsUntil: network?.lastsUntil ?? null,
    lastsToEnd: network?.lastsToEnd ?? false,
    currency,
    toBuyHundredths: purchase.cost,
    toBuyUnits: purchase.buys.reduce((sum, { quantity }) => sum + quantity, 0),
    notObtainable: purchase.unobtainable.length,
    parts: coverage.parts,
    partsReckoned: reckonedCount,
    partsNotReckoned: report.parts.filter(({ notReckoned }) => notReckoned !== undefined).length,
    partsWithClassRate: coverage.partsWithClassRate,
    partsWithoutPrice: coverage.partsWithoutPrice,
    sites: coverage.sites,
    sitesWithoutWeight: coverage.sitesWithoutWeight,
    weakest: short.slice(0, WEAKEST_TOLD).map(({ part, manufacturer, lasting }) => ({
      part,
      manufacturer,
      survivalAtEnd: lasting?.survivalAtEnd ?? 0,
      lastsUntil: lasting?.lastsUntil ?? null,
    })),
  }
}
