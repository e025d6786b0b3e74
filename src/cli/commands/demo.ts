// mainstay demo: the main job on an example network, from nothing to a report.

import { join, resolve } from 'node:path'
import type { Command } from 'commander'
import { type CivilDay, formatDay, parseDay, spellDay } from '#base/calendar.ts'
import { FaultLog } from '#model/fault-log.ts'
import { checkRules } from '#service/check-rules.ts'
import { makeExample } from '#service/make-example.ts'
import { renderReport } from '#service/render-report.ts'
import { writeOutput } from '#service/write-output.ts'
import type { CommandContext } from '../command.ts'
import { EXIT_CODES, type ExitCode } from '../exit-code.ts'
import { sayFaults } from '../say-faults.ts'
import { ProgressLine } from '../terminal.ts'

/** The days the story of `stockpile-2020` is told on; the last one is judged in full. */
const STORY: readonly { day: CivilDay; tells: string }[] = [
  { day: parseDay('2020-06-19')!, tells: 'the cap is advice, and not yet due' },
  { day: parseDay('2023-08-01')!, tells: 'the direction binds, and the cap is due' },
  { day: parseDay('2024-01-01')!, tells: 'the core had to be clear by yesterday' },
  { day: parseDay('2026-11-01')!, tells: 'one year before everything must be out of 5G' },
]

export function addDemoCommand(program: Command, context: CommandContext): void {
  program
    .command('demo')
    .description('judge an example network of 18,400 sites and write its report')
    .option('--out <folder>', 'where to put the network and the report', 'out/demo')
    .action(async (options: { out: string }) => context.end(await runDemo(options.out, context)))
}

async function runDemo(out: string, { terminal }: CommandContext): Promise<ExitCode> {
  const progress = new ProgressLine(terminal)
  const workspace = join(out, 'stockpile-2020')
  await makeExample('stockpile-2020', workspace, progress.show)
  for (const { day, tells } of STORY) {
    const isLast = day === STORY.at(-1)!.day
    const log = new FaultLog()
    const report = await checkRules({ workspace, today: day, asOf: day }, log, progress.show)
    progress.clear()
    if (!report) {
      sayFaults(log, terminal, undefined)
      return EXIT_CODES.failed
    }
    const page = join(out, `report-${formatDay(day)}.html`)
    await writeOutput(page, renderReport(report, 'html', { isColoured: false, width: 100, isVerbose: true }))
    terminal.write(`${isLast ? '' : '\n'}${spellDay(day)}: ${tells}\n`)
    if (isLast) {
      for (const piece of renderReport(report, 'text', {
        isColoured: terminal.isColoured,
        width: terminal.width,
        isVerbose: false,
      }))
        terminal.write(piece)
    } else {
      for (const rule of report.rules.filter(
        ({ verdict }) => verdict === 'not met' || verdict.startsWith('not yet due: the plan misses'),
      )) {
        terminal.write(`  ${rule.rule}: ${rule.sentence}\n`)
      }
    }
    terminal.write(`  report: ${resolve(page)}\n`)
  }
  terminal.write(
    `\nThe network lies in ${workspace}. Ask it something else:\n  npx mainstay check ${workspace} --as-of 2020-06-19 --verbose\n`,
  )
  return EXIT_CODES.ok
}
