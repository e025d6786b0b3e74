// mainstay rules: the packs at hand, what they say, whether their examples hold, and what changes between two.

import { formatCount, formatNumber } from '#base/format-number.ts'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { type Command, Option } from 'commander'
import { stringify } from 'yaml'
import { FaultLog } from '#model/fault-log.ts'
import type { PackDifference, RuleDifference } from '#service/compare-packs.ts'
import { diffPacks } from '#service/diff-packs.ts'
import { findPacks, listPacks, type PackSummary, testPacks } from '#service/show-rules.ts'
import { type CommandContext, readDayOption } from '../command.ts'
import { EXIT_CODES, type ExitCode } from '../exit-code.ts'
import { counted, sayFaults } from '../say-faults.ts'
import { ProgressLine, type Terminal } from '../terminal.ts'
import { type CheckOptions, requestOf } from './check.ts'

const FORMAT = () => new Option('--format <format>', 'how to say it').choices(['text', 'json']).default('text')
const WORKSPACE = '--workspace <folder>'

interface Options {
  readonly format: 'text' | 'json'
  readonly workspace?: string
}

/** The folder one stands in, if it is a workspace: its own packs are at hand too. */
function workspaceOf(options: Options): string | undefined {
  return options.workspace ?? (existsSync(join('.', 'mainstay.yaml')) ? '.' : undefined)
}

export function addRulesCommand(program: Command, context: CommandContext): void {
  const rules = program.command('rules').description('the rule packs: list, show, test, compare')
  rules
    .command('list')
    .description('the packs at hand, with what each is worth and lacks')
    .addOption(FORMAT())
    .option(WORKSPACE, 'list its own packs too')
    .addHelpText('after', '\nExamples:\n  mainstay rules list\n  mainstay rules list --format json')
    .action(async (options: Options) => context.end(await runList(options, context.terminal)))
  rules
    .command('show <pack>')
    .description('what a pack says: its rules, sources, editions and gaps')
    .addOption(FORMAT())
    .option(WORKSPACE, 'look among its own packs too')
    .addHelpText(
      'after',
      '\nExamples:\n  mainstay rules show uk-dvd-2022\n  mainstay rules show my-draft.yaml --format json',
    )
    .action(async (pack: string, options: Options) => context.end(await runShow(pack, options, context.terminal)))
  rules
    .command('test [packs...]')
    .description('run the examples of packs (all packs, if none is named)')
    .addOption(FORMAT())
    .option(WORKSPACE, 'test its own packs too')
    .addHelpText(
      'after',
      '\nExamples:\n  mainstay rules test\n  mainstay rules test uk-dvd-2022 my-draft.yaml\n  mainstay rules test --workspace my-network',
    )
    .action(async (packs: string[], options: Options) => context.end(await runTest(packs, options, context.terminal)))
  rules
    .command('diff <before> <after>')
    .description('what one pack says otherwise than another, and what that does to a network')
    .addOption(FORMAT())
    .option(WORKSPACE, 'the network to judge under both (default: the folder one stands in)')
    .option('--as-of <date>', 'the day to judge', readDayOption)
    .option('--known-at <date>', 'use what was known on this day', readDayOption)
    .addHelpText('after', '\nExamples:\n  mainstay rules diff uk-dvd-2022 my-draft.yaml --workspace my-network')
    .action(async (before: string, after: string, options: Options & Partial<CheckOptions>) =>
      context.end(await runDiff(before, after, options, context.terminal)),
    )
}

function sayJson(terminal: Terminal, value: unknown): void {
  terminal.write(`${JSON.stringify(value, undefined, 2)}\n`)
}

async function runList(options: Options, terminal: Terminal): Promise<ExitCode> {
  const log = new FaultLog()
  const packs = await listPacks(workspaceOf(options), log)
  sayFaults(log, terminal, undefined)
  if (options.format === 'json') sayJson(terminal, packs)
  else for (const pack of packs) terminal.write(`${describePack(pack)}\n`)
  return log.errorCount > 0 ? EXIT_CODES.badInput : EXIT_CODES.ok
}

function describePack(pack: PackSummary): string {
  const gaps = pack.missing === 0 ? '' : `, ${counted(pack.missing, 'requirement')} known to be missing`
  const head = `${pack.pack.padEnd(24)} ${pack.jurisdiction.padEnd(3)} ${pack.status.padEnd(9)} ${pack.title}`
  return `${head}\n${''.padEnd(24)} ${counted(pack.rules, 'rule')}, weakest fact ${pack.weakestProvenance}${gaps}; editions ${pack.editions.join(', ')}`
}

async function runShow(name: string, options: Options, terminal: Terminal): Promise<ExitCode> {
  const log = new FaultLog()
  const [loaded] = await findPacks([name], workspaceOf(options), log)
  sayFaults(log, terminal, undefined)
  if (!loaded) return EXIT_CODES.badInput
  if (options.format === 'json') sayJson(terminal, loaded.pack)
  else {
    const { rules, ...head } = loaded.pack
    // Examples are the pack's tests; whoever wants them reads the file or asks for JSON.
    const shown = {
      ...head,
      rules: rules.map(({ examples, ...rule }) => ({ ...rule, examples: `${examples.length}` })),
    }
    terminal.write(stringify(shown, { lineWidth: Math.max(60, Math.min(terminal.width, 120)) }))
  }
  return EXIT_CODES.ok
}

async function runTest(names: readonly string[], options: Options, terminal: Terminal): Promise<ExitCode> {
  const log = new FaultLog()
  const outcomes = await testPacks(names, workspaceOf(options), log)
  sayFaults(log, terminal, undefined)
  if (outcomes.length === 0 && log.errorCount > 0) return EXIT_CODES.badInput
  const failed = outcomes.filter((outcome) => !outcome.passed)
  if (options.format === 'json') sayJson(terminal, outcomes)
  else {
    for (const { pack, rule, example, problems, sentence } of failed) {
      terminal.write(`failed  ${pack} ${rule}: ${example}\n`)
      for (const problem of problems) terminal.write(`        ${problem}\n`)
      terminal.write(`        the engine says: ${sentence}\n`)
    }
    const held = outcomes.length - failed.length
    terminal.write(
      `${formatCount(held, 'example')} ${held === 1 ? 'holds' : 'hold'}, ${formatNumber(failed.length)} ${failed.length === 1 ? 'does' : 'do'} not\n`,
    )
  }
  if (log.errorCount > 0) return EXIT_CODES.badInput
  return failed.length > 0 ? EXIT_CODES.notMet : EXIT_CODES.ok
}

async function runDiff(
  before: string,
  after: string,
  options: Options & Partial<CheckOptions>,
  terminal: Terminal,
): Promise<ExitCode> {
  const log = new FaultLog()
  const workspace = workspaceOf(options)
  const request = workspace === undefined ? undefined : requestOf(workspace, options, terminal.today)
  const progress = new ProgressLine(terminal)
  const difference = await diffPacks(before, after, request, log, progress.show)
  progress.clear()
  sayFaults(log, terminal, undefined)
  if (!difference) return EXIT_CODES.badInput
  if (options.format === 'json') sayJson(terminal, difference)
  else {
    // As they were asked for: a draft often has the name of the pack it is a draft of.
    terminal.write(`${before} -> ${after}\n`)
    sayDifference(difference, terminal)
  }
  return EXIT_CODES.ok
}

function sayDifference(difference: PackDifference, terminal: Terminal): void {
  for (const change of difference.changes) terminal.write(`  ${change}\n`)
  if (difference.rules.length === 0) {
    const alike = difference.isJudged
      ? 'no rule is stated otherwise, and the network is judged alike'
      : 'no rule is stated otherwise'
    terminal.write(difference.changes.length === 0 ? 'nothing differs\n' : `\n${alike}\n`)
  }
  for (const rule of difference.rules) {
    terminal.write(`\n${rule.rule}: ${rule.title}\n`)
    for (const change of rule.changes) terminal.write(`  ${change}\n`)
    sayVerdicts(rule, terminal)
  }
}

function sayVerdicts({ before, after, outcome, breaches, stretches }: RuleDifference, terminal: Terminal): void {
  if (before) terminal.write(`  before: ${before.verdict}. ${before.sentence}\n`)
  if (after) terminal.write(`  after:  ${after.verdict}. ${after.sentence}\n`)
  for (const line of outcome) terminal.write(`          ${line}\n`)
  for (const line of breaches) terminal.write(`  ${line}\n`)
  for (const { what, from, to, before: was, after: is } of stretches)
    terminal.write(`  ${what} ${from === to ? `on ${from}` : `from ${from} to ${to}`}: ${was} -> ${is}\n`)
}
