// mainstay report: the same answer as a page that opens offline, prints, and can be mailed.

import type { Command } from 'commander'
import { checkRules } from '#service/check-rules.ts'
import { renderReport } from '#service/render-report.ts'
import { writeOutput } from '#service/write-output.ts'
import type { CommandContext } from '../command.ts'
import { EXIT_CODES, type ExitCode } from '../exit-code.ts'
import { openFaultLog, sayFaults } from '../say-faults.ts'
import { ProgressLine } from '../terminal.ts'
import { addQuestionOptions, type CheckOptions, requestOf } from './check.ts'

export function addReportCommand(program: Command, context: CommandContext): void {
  addQuestionOptions(program.command('report').argument('[workspace]', 'folder with mainstay.yaml', '.'))
    .description('write the answer as one self-contained HTML file')
    .option('--out <file>', 'where to write it', 'mainstay-report.html')
    .addHelpText(
      'after',
      `
Examples:
  mainstay report                                   writes mainstay-report.html
  mainstay report my-network --as-of 2020-06-19 --out june-2020.html`,
    )
    .action(async (workspace: string, options: CheckOptions & { out: string }) =>
      context.end(await runReport(workspace, options, context)),
    )
}

async function runReport(
  workspace: string,
  options: CheckOptions & { out: string },
  { terminal }: CommandContext,
): Promise<ExitCode> {
  const progress = new ProgressLine(terminal)
  const faults = openFaultLog(options.errors)
  const judgement = await checkRules(requestOf(workspace, options, terminal.today), faults.log, progress.show)
  progress.clear()
  await faults.close()
  sayFaults(faults.log, terminal, options.errors)
  if (!judgement) return EXIT_CODES.badInput
  await writeOutput(
    options.out,
    renderReport(judgement.report, 'html', { isColoured: false, width: 100, isVerbose: true, isOnTerminal: false }),
  )
  terminal.write(`${options.out}\n`)
  return EXIT_CODES.ok
}
