// mainstay import: files of another system into the workspace, all of a source or nothing.

import { formatCount } from '#base/format-number.ts'
import { type Command, Option } from 'commander'
import { quoteForFault } from '#model/fault.ts'
import { FaultLog } from '#model/fault-log.ts'
import type { TableRows } from '#service/compare-import.ts'
import { type ImportResult, type ImportSourceRequest, importSource } from '#service/import-source.ts'
import { describeLeftOut } from '#service/left-out-tally.ts'
import { suggestMapping } from '#service/suggest-mapping.ts'
import { refuseExisting, writeOutput } from '#service/write-output.ts'
import type { CommandContext } from '../command.ts'
import { EXIT_CODES, type ExitCode } from '../exit-code.ts'
import { openFaultLog, sayFaults } from '../say-faults.ts'
import { ProgressLine, type Terminal } from '../terminal.ts'

interface Options {
  readonly into: string
  readonly source?: string
  readonly as?: string
  readonly mapping?: string
  readonly suggestMapping?: string
  readonly dryRun?: boolean
  readonly goodRows?: boolean
  readonly empty?: boolean
  readonly errors?: string
  readonly format: 'text' | 'json'
}

const EXAMPLES_SHOWN = 5

export function addImportCommand(program: Command, context: CommandContext): void {
  program
    .command('import <files...>')
    .description('bring files of another system into a workspace')
    .option('--into <workspace>', 'folder with mainstay.yaml', '.')
    .option('--as <format>', 'bulk-cm, netbox, device-type-library or tables (default: recognised)')
    .option(
      '--source <name>',
      'name these facts are kept under; importing it again replaces them (default: the format)',
    )
    .option('--mapping <file>', 'the saved mapping of columns, roles and fields')
    .option('--suggest-mapping <file>', 'write a first mapping to review (NetBox, tables), and import nothing')
    .option('--dry-run', 'tell everything, write nothing')
    .option('--good-rows', 'keep the rows without errors although others have some, where every file could be read')
    .option('--empty', 'take away the rows of tables of which these files have none')
    .option('--errors <file>', 'write every fault to this file, as CSV')
    .addOption(new Option('--format <format>', 'how to say it').choices(['text', 'json']).default('text'))
    .addHelpText(
      'after',
      `
Examples:
  mainstay import ems-dump.xml --into my-network --source ems-north
  mainstay import devices-*.json --suggest-mapping netbox.yaml
  mainstay import devices-*.json --mapping netbox.yaml --dry-run
  mainstay import dates.xlsx --as tables --mapping dates.yaml --source erp`,
    )
    .action(async (files: string[], options: Options) => context.end(await runImport(files, options, context.terminal)))
}

async function runImport(files: readonly string[], options: Options, terminal: Terminal): Promise<ExitCode> {
  if (options.suggestMapping !== undefined) return runSuggest(files, options, options.suggestMapping, terminal)
  const progress = new ProgressLine(terminal)
  const faults = openFaultLog(options.errors)
  const request: ImportSourceRequest = {
    workspace: options.into,
    files,
    isDryRun: options.dryRun ?? false,
    keepsGoodRows: options.goodRows ?? false,
    mayEmpty: options.empty ?? false,
    today: terminal.today,
    ...(options.source === undefined ? {} : { source: options.source }),
    ...(options.as === undefined ? {} : { format: options.as }),
    ...(options.mapping === undefined ? {} : { mapping: options.mapping }),
  }
  const result = await importSource(request, faults.log, progress.show)
  progress.clear()
  await faults.close()
  sayFaults(faults.log, terminal, options.errors)
  if (!result) return EXIT_CODES.badInput
  if (options.format === 'json') terminal.write(`${JSON.stringify(result, undefined, 2)}\n`)
  else sayResult(result, terminal)
  return result.outcome === 'refused' ? EXIT_CODES.badInput : EXIT_CODES.ok
}

async function runSuggest(
  files: readonly string[],
  options: Options,
  out: string,
  terminal: Terminal,
): Promise<ExitCode> {
  refuseExisting(out)
  const log = new FaultLog()
  const suggested = await suggestMapping({ files, ...(options.as === undefined ? {} : { format: options.as }) }, log)
  sayFaults(log, terminal, undefined)
  if (suggested === undefined) return EXIT_CODES.badInput
  await writeOutput(out, [suggested.text])
  const agree = suggested.format === 'netbox' ? ', take out `review: true` where you agree' : ''
  terminal.write(`${out}: review it${agree}, then import with --mapping ${out}\n`)
  return EXIT_CODES.ok
}

const OUTCOME_WORDS: Record<Exclude<ImportResult['outcome'], 'refused'>, string> = {
  written: 'written',
  'nothing changed': 'nothing changed, nothing written',
  'dry run': 'dry run, nothing written',
}

function wordOutcome({ outcome, mayHaveGoodRows }: ImportResult): string {
  if (outcome !== 'refused') return OUTCOME_WORDS[outcome]
  const refused = 'refused: nothing was written; mend the errors'
  return mayHaveGoodRows ? `${refused}, or try --good-rows, which keeps the rows that can stand without them` : refused
}

function sayResult(result: ImportResult, terminal: Terminal): void {
  terminal.write(`${result.source} (${result.format}): ${result.rows.map(sayRows).join(', ') || 'no rows'}\n`)
  for (const { table, isJoined, added, changed, gone, unchanged } of result.differences) {
    const rows = isJoined ? `columns of ${table}` : table
    const what = result.outcome === 'refused' ? `${rows}, had it been written` : rows
    terminal.write(
      `  ${what}: ${added.length} added, ${changed.length} changed, ${gone.length} gone, ${unchanged} as before\n`,
    )
    sayKeys(
      'changed',
      changed.map(({ key, columns }) => `${key} (${columns.join(', ')})`),
      terminal,
    )
    sayKeys(
      'gone',
      gone.map(({ key }) => key),
      terminal,
    )
  }
  if (result.unmapped.length > 0) terminal.write('not brought in:\n')
  for (const { what, count, examples, remedy } of result.unmapped) {
    terminal.write(
      `  ${count} ${what}, such as ${examples.slice(0, EXAMPLES_SHOWN).map(quoteForFault).join(', ')}\n    ${remedy}\n`,
    )
  }
  if (result.leftOut && result.outcome !== 'refused')
    terminal.write(`left out: ${describeLeftOut(result.leftOut)}; every check of the workspace says so\n`)
  terminal.write(`${wordOutcome(result)}\n`)
}

/** Rows that are only joined are none of their own: another source owns them. */
function sayRows({ table, rows, isJoined }: TableRows): string {
  const counted = `${formatCount(rows, 'row')} of ${table}`
  return isJoined ? `columns in ${counted}` : counted
}

function sayKeys(what: string, keys: readonly string[], terminal: Terminal): void {
  if (keys.length === 0) return
  const more = keys.length > EXAMPLES_SHOWN ? ` and ${keys.length - EXAMPLES_SHOWN} more` : ''
  terminal.write(`    ${what}: ${keys.slice(0, EXAMPLES_SHOWN).map(quoteForFault).join(', ')}${more}\n`)
}
