// mainstay spares: how long will the spares last, and what must we buy now?

import { type Command, InvalidArgumentError, Option } from 'commander'
import { planSpares } from '#service/plan-spares.ts'
import { LARGEST_SURVIVAL_ASKED } from '#model/scenario.ts'
import type { SparesReport } from '#model/spares-report.ts'
import { explainPart, packSpares, renderSpares, SPARES_FORMATS, type SparesFormat } from '#service/render-spares.ts'
import { writeOutput } from '#service/write-output.ts'
import type { CommandContext } from '../command.ts'
import { EXIT_CODES, type ExitCode } from '../exit-code.ts'
import { openFaultLog, sayFaults } from '../say-faults.ts'
import { ProgressLine } from '../terminal.ts'

/** What is asked, of a part or of all, and where what is wrong with the input goes. */
interface QuestionOptions {
  readonly scenario?: string
  readonly target?: number
  readonly hoursLost?: number
  readonly per?: 'part' | 'vendor' | 'network'
  readonly budget?: number
  readonly out?: string
  readonly errors?: string
  readonly threads?: number
}

interface SparesOptions extends QuestionOptions {
  readonly format: SparesFormat
  readonly verbose?: boolean
}

export function addSparesCommand(program: Command, context: CommandContext): void {
  const spares = program.command('spares')
  spares
    .argument('[workspace]', 'folder with mainstay.yaml', '.')
    .description('how long the spares last when somebody is cut off, and what to buy')
  addQuestionOptions(spares)
    .addOption(new Option('--format <format>', 'how to say it').choices(SPARES_FORMATS).default('text'))
    .option('--verbose', 'every part and purchase')
    .addHelpText(
      'after',
      `
Examples:
  mainstay spares                                     the workspace in this folder, under its only scenario
  mainstay spares my-network --scenario cut-off       another network, and which scenario
  mainstay spares --target 99% --per network          what it takes to be surer
  mainstay spares --hours-lost 20000                  the least with which no more site-hours are expected to be lost
  mainstay spares --budget 250000                     the best for that much
  mainstay spares --format html --out spares.html     one page that opens offline and prints
  mainstay spares --format csv --out buy.csv          what to buy, for a spreadsheet
  mainstay spares --format csv-parts --out parts.csv  one row a part, with all its figures
  mainstay spares --format csv-steady                 one row a part and pool, while supply still runs
  mainstay spares --format xlsx --out spares.xlsx     a workbook of all tables
  mainstay spares explain RRU-5901                    the reckoning of one part, step by step`,
    )
    .action(async (workspace: string, options: SparesOptions, command: Command) => {
      if (options.format === 'xlsx' && options.out === undefined)
        command.error('error: `--format xlsx` makes a file that no terminal shows: name it with `--out spares.xlsx`')
      context.end(await runSpares(workspace, options, context))
    })
  addExplainCommand(spares, context)
}

function addQuestionOptions(command: Command): Command {
  return command
    .option('--scenario <name>', 'one of scenarios/*.yaml (default: the only one there is)')
    .option('--target <probability>', 'survive to the horizon with this probability', readProbability)
    .addOption(
      new Option('--hours-lost <most>', 'lose at most so much service: weight of sites times hours')
        .argParser(readHours)
        .conflicts('target'),
    )
    .addOption(new Option('--per <what>', 'of what the target is').choices(['part', 'vendor', 'network']))
    .option('--budget <amount>', 'the best for so much money, instead of the least for the target', readAmount)
    .option('--out <file>', 'write there instead of to standard output')
    .option('--errors <file>', 'write every fault of the input to this file, as CSV')
    .option(
      '--threads <count>',
      'simulate in so many threads (default: one a processor); the same bytes with any',
      readThreads,
    )
}

function addExplainCommand(spares: Command, context: CommandContext): void {
  const explain = spares
    .command('explain <part> [workspace]')
    .description('the reckoning of one part, step by step, with its numbers and their sources')
  addQuestionOptions(explain)
    .addHelpText(
      'after',
      `
Examples:
  mainstay spares explain RRU-5901                    in this folder, under its only scenario
  mainstay spares explain RRU-5901 my-network --scenario cut-off
  mainstay spares explain RRU-5901 --target 99%       what it takes to be surer of each part
  mainstay spares explain RRU-5901 --budget 250000    what of that much goes into this one, all parts reckoned`,
    )
    .action(async (part: string, workspace: string = '.') =>
      context.end(await runExplain(part, workspace, optionsOfBoth(spares, explain), context)),
    )
}

/** The command above reads its options wherever they stand: those that `explain` has too are meant for it, others refused. */
function optionsOfBoth(spares: Command, explain: Command): QuestionOptions {
  for (const option of spares.options) {
    const isGiven = spares.getOptionValueSource(option.attributeName()) === 'cli'
    if (isGiven && !explain.options.some(({ long }) => long === option.long))
      explain.error(`error: \`${option.long}\` is an option of \`mainstay spares\`, not of \`mainstay spares explain\``)
  }
  return spares.opts<QuestionOptions>()
}

const BY_CHANCE = 'no stock of finite size gives it, for failures come by chance, and any number of them is possible'

/** What a script leaves empty is read as 0 otherwise. */
function refuseEmpty(text: string, expected: string): void {
  if (text.trim() === '') throw new InvalidArgumentError(`It is empty. Expected ${expected}.`)
}

function readProbability(text: string): number {
  refuseEmpty(text, 'a probability above 0 and below 1, such as 0.95 or 95%')
  const value = probabilityIn(text)
  if (value !== undefined && value > LARGEST_SURVIVAL_ASKED)
    throw new InvalidArgumentError(
      `It is too near to certainty to be told from it. Expected at most ${LARGEST_SURVIVAL_ASKED}: what is needed for more is not looked for.`,
    )
  if (value !== undefined) return value
  if (shareIn(text) === 1)
    throw new InvalidArgumentError(
      `It is certainty: ${BY_CHANCE}. Expected a probability below 1, such as 0.999 or 99.9%.`,
    )
  const plain = text.replace(',', '.')
  const meant = Number(plain) > 1 ? probabilityIn(`${plain}%`) : probabilityIn(plain)
  const didYouMean = meant === undefined ? '' : ` Did you mean ${meant}?`
  throw new InvalidArgumentError(`Expected a probability above 0 and below 1, such as 0.95 or 95%.${didYouMean}`)
}

function shareIn(text: string): number {
  return text.endsWith('%') ? Number((Number(text.slice(0, -1)) / 100).toPrecision(15)) : Number(text)
}

function probabilityIn(text: string): number | undefined {
  const value = shareIn(text)
  return value > 0 && value < 1 ? value : undefined
}

function readHours(text: string): number {
  refuseEmpty(text, 'a number above 0, such as 20000')
  const value = Number(text)
  if (value === 0)
    throw new InvalidArgumentError(`It is no hour lost at all: ${BY_CHANCE}. Expected a number above 0, such as 100.`)
  if (!(value > 0 && value <= 1e15)) throw new InvalidArgumentError('Expected a number above 0, such as 20000.')
  return value
}

const MOST_THREADS = 256

function readThreads(text: string): number {
  const value = Number(text)
  if (!(Number.isInteger(value) && value >= 1 && value <= MOST_THREADS))
    throw new InvalidArgumentError(`Expected a whole number from 1 to ${MOST_THREADS}.`)
  return value
}

function readAmount(text: string): number {
  refuseEmpty(text, 'an amount of money, 0 or more, such as 250000')
  const value = Number(text)
  if (!(value >= 0 && value <= 1e12)) throw new InvalidArgumentError('Expected an amount of money, 0 or more.')
  return value
}

async function runExplain(
  part: string,
  workspace: string,
  options: QuestionOptions,
  { terminal }: CommandContext,
): Promise<ExitCode> {
  const report = await ask(workspace, options, terminal, part)
  if (!report) return EXIT_CODES.badInput
  const explanation = explainPart(report, part, terminal.width)
  if (options.out === undefined) terminal.write(explanation)
  else await writeOutput(options.out, [explanation])
  return EXIT_CODES.ok
}

/** The report; undefined where the input has errors, which are told. */
async function ask(
  workspace: string,
  { scenario, target, hoursLost, per, budget, errors, threads }: QuestionOptions,
  terminal: CommandContext['terminal'],
  explained?: string,
): Promise<SparesReport | undefined> {
  const progress = new ProgressLine(terminal)
  const faults = openFaultLog(errors)
  const report = await planSpares(
    {
      workspace,
      today: terminal.today,
      ...(scenario === undefined ? {} : { scenario }),
      ...(target === undefined ? {} : { target }),
      ...(hoursLost === undefined ? {} : { hoursLost }),
      ...(per === undefined ? {} : { per }),
      ...(budget === undefined ? {} : { budget }),
      ...(threads === undefined ? {} : { threads }),
      ...(explained === undefined ? {} : { explained }),
    },
    faults.log,
    progress.show,
  )
  progress.clear()
  await faults.close()
  sayFaults(faults.log, terminal, errors)
  return report
}

async function runSpares(workspace: string, options: SparesOptions, { terminal }: CommandContext): Promise<ExitCode> {
  const report = await ask(workspace, options, terminal)
  if (!report) return EXIT_CODES.badInput
  if (options.format === 'xlsx') {
    await writeOutput(options.out!, await packSpares(report))
    return EXIT_CODES.ok
  }
  const rendering = renderSpares(report, options.format, {
    isColoured: terminal.isColoured && options.out === undefined,
    width: terminal.width,
    isVerbose: options.verbose ?? false,
    isOnTerminal: terminal.isRead && options.out === undefined,
  })
  if (options.out === undefined) for (const piece of rendering) terminal.write(piece)
  else await writeOutput(options.out, rendering)
  return EXIT_CODES.ok
}
