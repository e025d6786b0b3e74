// mainstay check: is the network within the rules, on every date?

import { type Command, Option } from 'commander'
import type { CivilDay } from '#base/calendar.ts'
import type { RulesReport } from '#model/verdict.ts'
import { type CheckRequest, checkRules } from '#service/check-rules.ts'
import { REPORT_FORMATS, type ReportFormat, renderReport } from '#service/render-report.ts'
import { writeOutput } from '#service/write-output.ts'
import { type CommandContext, readDayOption, readListOption } from '../command.ts'
import { EXIT_CODES, type ExitCode } from '../exit-code.ts'
import { openFaultLog, sayFaults } from '../say-faults.ts'
import { ProgressLine } from '../terminal.ts'

const FAIL_ON = ['notMet', 'cannotBeShown', 'planMisses', 'never'] as const
type FailOn = (typeof FAIL_ON)[number]

export interface CheckOptions {
  readonly asOf?: CivilDay
  readonly knownAt?: CivilDay
  readonly from?: CivilDay
  readonly to?: CivilDay
  readonly packs?: string[]
  readonly withProposed?: string[]
  readonly format: ReportFormat
  readonly out?: string
  readonly showWithheld?: boolean
  readonly errors?: string
  readonly failOn: FailOn
  readonly verbose?: boolean
}

/** The options that say which question is asked: the same for `check` and `report`. */
export function addQuestionOptions(command: Command): Command {
  return command
    .option('--as-of <date>', 'the day to judge (default: the manifest’s, else today)', readDayOption)
    .option('--known-at <date>', 'use what was known on this day (default: the as-of date)', readDayOption)
    .option('--from <date>', 'first day of the timelines', readDayOption)
    .option('--to <date>', 'last day of the timelines', readDayOption)
    .option('--packs <names>', 'judge these packs, separated by commas, instead of the workspace’s', readListOption)
    .option('--with-proposed <names>', 'judge these draft packs besides', readListOption)
    .option('--show-withheld', 'name the sites the manifest withholds (by default those tagged natsec)')
    .option('--errors <file>', 'write every fault of the input to this file, as CSV')
}

export function addCheckCommand(program: Command, context: CommandContext): void {
  addQuestionOptions(program.command('check').argument('[workspace]', 'folder with mainstay.yaml', '.'))
    .description('judge the network against its rule packs, on every date')
    .addOption(new Option('--format <format>', 'how to say it').choices(REPORT_FORMATS).default('text'))
    .option('--out <file>', 'write there instead of to standard output')
    .option('--verbose', 'every rule, stretch and element')
    .addOption(
      new Option('--fail-on <verdict>', 'which verdict ends with exit code 2').choices(FAIL_ON).default('notMet'),
    )
    .addHelpText(
      'after',
      `
Examples:
  mainstay check                                  the workspace in this folder, as of today
  mainstay check my-network --as-of 2023-08-01    as it stood, and was known, on that day
  mainstay check --known-at 2026-11-01 --as-of 2023-08-01   that day, with what is known now
  mainstay check --packs uk-dvd-2022,se-pts-2020  the same network under other rules
  mainstay check --with-proposed eu-csa2-proposal-2026      what a draft would break
  mainstay check --format sarif --out rules.sarif for a code-scanning view`,
    )
    .action(async (workspace: string, options: CheckOptions) =>
      context.end(await runCheck(workspace, options, context)),
    )
}

export async function runCheck(
  workspace: string,
  options: CheckOptions,
  { terminal }: CommandContext,
): Promise<ExitCode> {
  const progress = new ProgressLine(terminal)
  const faults = openFaultLog(options.errors)
  const report = await checkRules(requestOf(workspace, options, terminal.today), faults.log, progress.show)
  progress.clear()
  await faults.close()
  sayFaults(faults.log, terminal, options.errors)
  if (!report) return EXIT_CODES.badInput
  const rendering = renderReport(report, options.format, {
    isColoured: terminal.isColoured && options.out === undefined,
    width: terminal.width,
    isVerbose: options.verbose ?? false,
  })
  if (options.out === undefined) for (const piece of rendering) terminal.write(piece)
  else await writeOutput(options.out, rendering)
  return isMissed(report, options.failOn) ? EXIT_CODES.notMet : EXIT_CODES.ok
}

export function requestOf(workspace: string, options: Partial<CheckOptions>, today: CivilDay): CheckRequest {
  const { asOf, knownAt, from, to, packs, withProposed } = options
  return {
    workspace,
    today,
    ...(asOf === undefined ? {} : { asOf }),
    ...(knownAt === undefined ? {} : { knownAt }),
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
    ...(packs === undefined ? {} : { packs }),
    ...(withProposed === undefined ? {} : { withProposed }),
    showsWithheld: options.showWithheld ?? false,
  }
}

/** Drafts never fail a check: they are not rules yet. A waived breach is told, and is the authority's to end. */
function isMissed(report: RulesReport, failOn: FailOn): boolean {
  if (failOn === 'never') return false
  const failing = new Set<string>(['not met'])
  if (failOn === 'cannotBeShown') failing.add('cannot be shown')
  if (failOn === 'planMisses') failing.add('not yet due: the plan misses it')
  return report.rules.some(
    (rule) => rule.status !== 'proposed' && rule.waivedUntil === undefined && failing.has(rule.verdict),
  )
}
