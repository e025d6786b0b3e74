// mainstay demo: the main job on an example network, from nothing to a report.

import { join, resolve } from 'node:path'
import type { Command } from 'commander'
import { type CivilDay, formatDay, parseDay, spellDay } from '#base/calendar.ts'
import { FaultLog } from '#model/fault-log.ts'
import type { RulesReport } from '#model/verdict.ts'
import { checkOnDays } from '#service/check-rules.ts'
import { makeExample } from '#service/make-example.ts'
import { renderReport, sayAnswer } from '#service/render-report.ts'
import { writeOutput } from '#service/write-output.ts'
import type { CommandContext } from '../command.ts'
import { EXIT_CODES, type ExitCode } from '../exit-code.ts'
import { sayFaults } from '../say-faults.ts'
import { ProgressLine, type Terminal } from '../terminal.ts'

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
    .description('judge an example network of 18,400 radio sites (19,564 sites in all) and write its report')
    .option('--out <folder>', 'where to put the network and the report', 'out/demo')
    .addHelpText('after', '\nExamples:\n  mainstay demo\n  mainstay demo --out somewhere-else')
    .action(async (options: { out: string }) => context.end(await runDemo(options.out, context)))
}

async function runDemo(out: string, { terminal }: CommandContext): Promise<ExitCode> {
  const progress = new ProgressLine(terminal)
  const workspace = join(out, 'stockpile-2020')
  await makeExample('stockpile-2020', workspace, progress.show)
  const log = new FaultLog()
  const days = STORY.map(({ day }) => day)
  let told = 0
  for await (const report of checkOnDays(workspace, days, log, progress.show)) {
    progress.clear()
    const { day, tells } = STORY[told++]!
    const page = join(out, `report-${formatDay(day)}.html`)
    await writeOutput(
      page,
      renderReport(report, 'html', { isColoured: false, width: 100, isVerbose: true, isOnTerminal: false }),
    )
    terminal.write(`${told === 1 ? '' : '\n'}${spellDay(day)}: ${tells}\n`)
    if (told === STORY.length) sayWhole(report, terminal)
    else sayMissed(report, terminal)
    terminal.write(`  report: ${resolve(page)}\n`)
  }
  sayFaults(log, terminal, undefined)
  if (told < STORY.length) return EXIT_CODES.failed
  terminal.write(
    `\nThe network lies in ${workspace}. Ask it something else:\n  npx mainstay check ${workspace} --as-of 2020-06-19 --verbose\n  npx mainstay spares ${workspace} --scenario export-controls-2020\n`,
  )
  return EXIT_CODES.ok
}

function sayMissed(report: RulesReport, terminal: Terminal): void {
  terminal.write(`  ${sayAnswer(report)}\n`)
  for (const { rule, verdict, sentence } of report.rules) {
    if (verdict === 'not met' || verdict.startsWith('not yet due: the plan misses'))
      terminal.write(`  ${rule}: ${sentence}\n`)
  }
}

function sayWhole(report: RulesReport, terminal: Terminal): void {
  const { isColoured, width, isRead: isOnTerminal } = terminal
  for (const piece of renderReport(report, 'text', { isColoured, width, isVerbose: false, isOnTerminal }))
    terminal.write(piece)
}
