// Keeps a report as PDF beside its result, under the same name.

import { rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { RulesReport } from '#model/verdict.ts'
import type { SparesReport } from '#model/spares-report.ts'
import { renderRulesHtml } from '#report/rules/html.ts'
import { renderSparesHtml } from '#report/spares/html.ts'
import { pathOfPaper, readResult } from '#store/result-file.ts'
import { printPage } from '../../print-page.ts'
import type { PrintTask, TaskOutcome, TaskWatch } from './task.ts'

export async function printReport(task: PrintTask, { progress, signal }: TaskWatch): Promise<TaskOutcome> {
  const { results, result, kind, scratch } = task
  progress('drawing the report')
  const text = await readResult(results, result)
  const page = join(scratch, 'report.html')
  const pieces =
    kind === 'rules'
      ? renderRulesHtml(JSON.parse(text) as RulesReport)
      : renderSparesHtml(JSON.parse(text) as SparesReport)
  await writeFile(page, [...pieces].join(''))
  progress('printing it')
  const paper = join(scratch, 'report.pdf')
  await printPage(page, paper, signal)
  await rename(paper, pathOfPaper(results, result))
  return { kind: 'printed' }
}
