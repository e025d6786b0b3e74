// mainstay check: is the network within the rules, on every date?

import { type Command, InvalidArgumentError, Option } from 'commander'
import type { CivilDay } from '#base/calendar.ts'
import type { RulesReport } from '#model/verdict.ts'
import { type CheckRequest, checkRules, type WayOfAsking } from '#service/check-rules.ts'
import { countDepartures, isMissed, MISS_LEVELS, NEVER } from '#service/find-missed.ts'
import { findUnjudged } from '#service/find-unjudged.ts'
import { REPORT_FORMATS, type ReportFormat, renderReport } from '#service/render-report.ts'
import { writeOutput } from '#service/write-output.ts'
import { type CommandContext, readDayOption, readListOption } from '../command.ts'
import { EXIT_CODES, type ExitCode } from '../exit-code.ts'
import { openFaultLog, sayFaults } from '../say-faults.ts'
import { ProgressLine } from '../terminal.ts'

const FAIL_ON_CHOICES: readonly string[] = [...MISS_LEVELS.map(({ name }) => name), NEVER]

function readFailOn(text: string): readonly string[] {
  const levels = readListOption(text)
  const unknown = levels.filter((level) => !FAIL_ON_CHOICES.includes(level))
  if (unknown.length > 0 || levels.length === 0)
    throw new InvalidArgumentError(`Allowed are ${FAIL_ON_CHOICES.join(', ')}, several separated by commas.`)
  if (levels.includes(NEVER) && levels.length > 1) throw new InvalidArgumentError('`never` stands alone.')
  return levels
}

/** Of `all`: more than that no reader opens. */
const MOST_MATTER = 1_000_000

function readMatterOption(text: string): number {
  const count = text === 'all' ? MOST_MATTER : Number(text)
  if (!/^\d{1,7}$|^all$/.test(text) || count > MOST_MATTER)
    throw new InvalidArgumentError(`Expected \`all\`, or a whole number up to ${MOST_MATTER}.`)
  return count
}

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
  readonly failOn: readonly string[]
  readonly verbose?: boolean
  readonly matter?: number
  readonly matterOn?: CivilDay
}

/** The options that say which question is asked: the same for `check` and `report`. */
export function addQuestionOptions(command: Command): Command {
  return command
    .option('--as-of <date>', 'the day to judge (default: the manifest’s, else today)', readDayOption)
    .option('--known-at <date>', 'use what was known on this day (default: the as-of date)', readDayOption)
    .option('--from <date>', 'first day of the timelines', readDayOption)
    .option('--to <date>', 'last day of the timelines', readDayOption)
    .option(
      '--packs <names>',
      'judge these packs, separated by commas, instead of the workspace’s; a name, or the path of a YAML file',
      readListOption,
    )
    .option('--with-proposed <names>', 'judge these draft packs besides, named likewise', readListOption)
    .option('--show-withheld', 'name the sites the manifest withholds (by default those tagged natsec)')
    .option('--errors <file>', 'write every fault of the input to this file, as CSV; it names what is withheld')
}

export function addCheckCommand(program: Command, context: CommandContext): void {
  addQuestionOptions(program.command('check').argument('[workspace]', 'folder with mainstay.yaml', '.'))
    .description('judge the network against its rule packs, on every date')
    .addOption(new Option('--format <format>', 'how to say it').choices(REPORT_FORMATS).default('text'))
    .option('--out <file>', 'write there instead of to standard output')
    .option('--verbose', 'every rule and stretch, and all that is named of what matters')
    .option(
      '--matter <count>',
      'how many elements or sites each rule names, the heaviest first: a number, or all (default: 100, of csv-matter all)',
      readMatterOption,
    )
    .option(
      '--matter-on <date>',
      'the day they are named of (default: that of the answer, or of the next breach)',
      readDayOption,
    )
    .addOption(
      new Option('--fail-on <verdicts>', 'what ends with exit code 2, separated by commas (see below)')
        .argParser(readFailOn)
        .default(['notMet'], 'notMet'),
    )
    .addHelpText(
      'after',
      `
Formats: text; json (schemas/rules-report-1.json); csv, a row a rule; csv-matter, a row a subject that makes a figure
what it is; sarif; html.

Exit code 2 (--fail-on) is asked of rules in force that bind, and not of what is waived:
${[...MISS_LEVELS, { name: NEVER, about: 'none of these' }].map(({ name, about }) => `  ${name.padEnd(14)} ${about}`).join('\n')}
A rule not met always counts, whatever is named beside it, except with never. Drafts never count.

Reports withhold the names of sensitive sites. Faults on standard error and in --errors name them, because they serve to
mend the input: do not publish those.

Examples:
  mainstay check                                  the workspace in this folder, as of today
  mainstay check my-network --as-of 2023-08-01    as it stood, and was known, on that day
  mainstay check --known-at 2026-11-01 --as-of 2023-08-01   that day, with what is known now
  mainstay check --packs uk-dvd-2022,se-pts-2020  the same network under other rules
  mainstay check --with-proposed eu-csa2-proposal-2026      what a draft would break
  mainstay check --with-proposed drafts/cap.yaml            the same, of a draft of your own
  mainstay check --fail-on cannotBeShown,notEvaluated   only what is shown to be met is good enough
  mainstay check --format sarif --out rules.sarif           for a code-scanning view
  mainstay check --format csv-matter --out matter.csv       the equipment that makes each figure, for a spreadsheet`,
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
  // The table of what matters is written as it is found, and not held.
  const isNamedInReport = options.matter !== undefined && options.format !== 'csv-matter'
  const request = requestOf(workspace, options, terminal.today)
  const judgement = await checkRules(
    isNamedInReport ? { ...request, matterPerRule: options.matter } : request,
    faults.log,
    progress.show,
  )
  progress.clear()
  await faults.close()
  sayFaults(faults.log, terminal, options.errors)
  if (!judgement) return EXIT_CODES.badInput
  const { report, matterOf } = judgement
  const rendering = renderReport(
    report,
    options.format,
    {
      isColoured: terminal.isColoured && options.out === undefined,
      width: terminal.width,
      isVerbose: options.verbose ?? false,
      isOnTerminal: terminal.isRead && options.out === undefined,
    },
    (place) => matterOf(place, options.matter ?? MOST_MATTER),
  )
  if (options.out === undefined) for (const piece of rendering) terminal.write(piece)
  else await writeOutput(options.out, rendering)
  if (isMissed(report, options.failOn)) return EXIT_CODES.notMet
  if (!options.failOn.includes(NEVER)) terminal.writeError(`${sayUnjudged(report)}${sayAdvice(report)}`)
  return EXIT_CODES.ok
}

const COMMAND_LINE: WayOfAsking = {
  packs: '--packs',
  drafts: '--with-proposed',
  insteadOfDraft: '`--packs` judges any other',
  insteadOfName: 'or `mainstay rules diff`, which judges each by itself',
}

export function requestOf(workspace: string, options: Partial<CheckOptions>, today: CivilDay): CheckRequest {
  const { asOf, knownAt, from, to, packs, withProposed, matterOn } = options
  return {
    workspace,
    today,
    ...(asOf === undefined ? {} : { asOf }),
    ...(knownAt === undefined ? {} : { knownAt }),
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
    ...(packs === undefined ? {} : { packs }),
    ...(matterOn === undefined ? {} : { matterOn }),
    ...(withProposed === undefined ? {} : { withProposed }),
    wayOfAsking: COMMAND_LINE,
    showsWithheld: options.showWithheld ?? false,
  }
}

/** Where none was judged, exit code 0 must not pass for an answer. */
function sayUnjudged(report: RulesReport): string {
  const unjudged = findUnjudged(report)
  if (!unjudged) return ''
  const { waiting, leftToSpares, isBinding } = unjudged
  const said = leftToSpares === waiting ? 'left to `mainstay spares`' : 'not evaluated'
  const what = waiting === 1 ? `1 rule was ${said}` : `${waiting} rules were ${said}`
  return `no rule was judged, and ${what}: exit code 0${isBinding ? ' (--fail-on notEvaluated makes it 2)' : ''}\n`
}

/** Advice that is departed from must not pass in silence where it does not fail. */
function sayAdvice(report: RulesReport): string {
  const departed = countDepartures(report)
  if (departed === 0) return ''
  const what = departed === 1 ? '1 rule of advice or policy is' : `${departed} rules of advice or policy are`
  return `${what} departed from, which binds nobody: exit code 0 (--fail-on advice makes it 2)\n`
}
