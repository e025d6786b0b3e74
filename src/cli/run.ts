// All commands, in the order a newcomer needs them.

import { Command, CommanderError } from 'commander'
import { wordRefusal } from '#base/refusals.ts'
import { PRODUCT } from '#service/product.ts'
import { addBackupCommands } from './commands/backup.ts'
import { addCheckCommand } from './commands/check.ts'
import { addDemoCommand } from './commands/demo.ts'
import { addImportCommand } from './commands/import.ts'
import { addInitCommand } from './commands/init.ts'
import { addReportCommand } from './commands/report.ts'
import { addRulesCommand } from './commands/rules.ts'
import { addServeCommand } from './commands/serve.ts'
import { addSparesCommand } from './commands/spares.ts'
import { EXIT_CODE_HELP, EXIT_CODES, type ExitCode } from './exit-code.ts'
import type { Terminal } from './terminal.ts'

export async function runCommandLine(args: readonly string[], terminal: Terminal): Promise<ExitCode> {
  let code: ExitCode = EXIT_CODES.ok
  const context = {
    terminal,
    end: (ended: ExitCode): void => {
      code = ended
    },
  }
  const program = createProgram(terminal)
  for (const add of [
    addServeCommand,
    addDemoCommand,
    addInitCommand,
    addImportCommand,
    addCheckCommand,
    addReportCommand,
    addRulesCommand,
    addSparesCommand,
    addBackupCommands,
  ])
    add(program, context)
  try {
    await program.parseAsync([...args], { from: 'user' })
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT_CODES.ok : EXIT_CODES.usage
    terminal.writeError(`mainstay: ${describeFailure(error)}\n`)
    if (process.env.MAINSTAY_DEBUG && error instanceof Error) terminal.writeError(`${error.stack}\n`)
    return EXIT_CODES.failed
  }
  return code
}

function createProgram(terminal: Terminal): Command {
  return new Command('mainstay')
    .description('Will our network stay lawful, and stay up, when a vendor is taken away?')
    .version(PRODUCT.version)
    .configureOutput({ writeOut: (text) => terminal.write(text), writeErr: (text) => terminal.writeError(text) })
    .exitOverride()
    .showSuggestionAfterError()
    .showHelpAfterError('(--help tells what there is, with examples)')
    .addHelpText(
      'after',
      `
Begin with:
  mainstay serve                       the application, in a browser
  mainstay demo                        judge an example network and write its report
  mainstay init my-network             make a workspace of your own, with templates to fill in
  mainstay check my-network            judge it
  mainstay rules list                  the rule packs that are shipped

${EXIT_CODE_HELP}`,
    )
}

/** What the system refused and nobody expected, in words, with the path; of any other failure what it says. */
function describeFailure(error: unknown): string {
  const { code, path, syscall, message } = error as NodeJS.ErrnoException
  if (code === undefined || syscall === undefined) return message ?? String(error)
  const isWriting = /^(?:write|mkdir|rename|unlink|rm|link|copyfile|ftruncate|fsync)/.test(syscall)
  const words = wordRefusal(code, isWriting ? 'writing' : 'reading')
  return `${path === undefined ? '' : `\`${path}\` `}cannot be ${isWriting ? 'written' : 'read'}: ${words}`
}
