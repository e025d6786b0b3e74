// mainstay spares: how long will the spares last, and what must we buy now?

import { type Command, InvalidArgumentError, Option } from 'commander'
import { planSpares } from '#service/plan-spares.ts'
import type { SparesReport } from '#model/spares-report.ts'
import { explainPart, packSpares, renderSpares, SPARES_FORMATS, type SparesFormat } from '#service/render-spares.ts'
import { writeOutput } from '#service/write-output.ts'
import type { CommandContext } from '../command.ts'
import { EXIT_CODES, type ExitCode } from '../exit-code.ts'
import { openFaultLog, sayFaults } from '../say-faults.ts'
import { ProgressLine } from '../terminal.ts'

interface SparesOptions {
  readonly scenario?: string
  readonly target?: number
  readonly hoursLost?: number
  readonly per?: 'part' | 'vendor' | 'network'
  readonly budget?: number
  readonly format: SparesFormat
  readonly out?: string
  readonly errors?: string
  readonly verbose?: boolean
}

export function addSparesCommand(program: Command, context: CommandContext): void {
  const spares = program.command('spares')
  spares
    .argument('[workspace]', 'folder with mainstay.yaml', '.')
    .description('how long the spares last when somebody is cut off, and what to buy')
    .option('--scenario <name>', 'one of scenarios/*.yaml (default: the only one there is)')
    .option('--target <probability>', 'survive to the horizon with this probability', readProbability)
    .addOption(
      new Option('--hours-lost <most>', 'lose at most so much service: weight of sites times hours')
        .argParser(readHours)
        .conflicts('target'),
    )
    .addOption(new Option('--per <what>', 'of what the target is').choices(['part', 'vendor', 'network']))
    .option('--budget <amount>', 'the best for so much money, instead of the least for the target', readAmount)
    .addOption(new Option('--format <format>', 'how to say it').choices(SPARES_FORMATS).default('text'))
    .option('--out <file>', 'write there instead of to standard output')
    .option('--errors <file>', 'write every fault of the input to this file, as CSV')
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
  spares
    .command('explain <part> [workspace]')
    .description('the reckoning of one part, step by step, with its numbers and their sources')
    // The options stand with the command above, wherever they are written.
    .action(async (part: string, workspace: string = '.') =>
      context.end(await runExplain(part, workspace, spares.opts<SparesOptions>(), context)),
    )
}

function readProbability(text: string): number {
  const value = text.endsWith('%') ? Number(text.slice(0, -1)) / 100 : Number(text)
  if (!(value > 0 && value < 1))
    throw new InvalidArgumentError('Expected a probability above 0 and below 1, such as 0.95 or 95%.')
  return value
}

function readHours(text: string): number {
  const value = Number(text)
  if (!(value > 0 && value <= 1e15)) throw new InvalidArgumentError('Expected a number above 0, such as 20000.')
  return value
}

function readAmount(text: string): number {
  const value = Number(text)
  if (!(value >= 0 && value <= 1e12)) throw new InvalidArgumentError('Expected an amount of money, 0 or more.')
  return value
}

async function runExplain(
  part: string,
  workspace: string,
  options: SparesOptions,
  { terminal }: CommandContext,
): Promise<ExitCode> {
  const report = await ask(workspace, options, terminal, part)
  if (!report) return EXIT_CODES.badInput
  terminal.write(explainPart(report, part, terminal.width))
  return EXIT_CODES.ok
}

/** The report, of one part alone where that is named; undefined where the input has errors, which are told. */
async function ask(
  workspace: string,
  options: SparesOptions,
  terminal: CommandContext['terminal'],
  only?: string,
): Promise<SparesReport | undefined> {
  const progress = new ProgressLine(terminal)
  const faults = openFaultLog(options.errors)
  const { scenario, target, hoursLost, per, budget } = options
  const report = await planSpares(
    {
      workspace,
      today: terminal.today,
      ...(scenario === undefined ? {} : { scenario }),
      ...(target === undefined ? {} : { target }),
      ...(hoursLost === undefined ? {} : { hoursLost }),
      ...(per === undefined ? {} : { per }),
      ...(budget === undefined ? {} : { budget }),
      ...(only === undefined ? {} : { only }),
    },
    faults.log,
    progress.show,
  )
  progress.clear()
  await faults.close()
  sayFaults(faults.log, terminal, options.errors)
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
