// mainstay init: a workspace to fill in, or an example to look at.

import type { Command } from 'commander'
import { initWorkspace } from '#service/init-workspace.ts'
import { makeExample } from '#service/make-example.ts'
import type { CommandContext } from '../command.ts'
import { EXIT_CODES } from '../exit-code.ts'
import { ProgressLine } from '../terminal.ts'

export function addInitCommand(program: Command, context: CommandContext): void {
  const { terminal } = context
  program
    .command('init <folder>')
    .description('make a workspace: templates to fill in, or an example')
    .option('--example <name>', 'make this example instead of an empty workspace')
    .addHelpText('after', '\nExamples:\n  mainstay init my-network\n  mainstay init by-hand --example by-hand')
    .action(async (folder: string, options: { example?: string }) => {
      const progress = new ProgressLine(terminal)
      if (options.example === undefined) {
        const written = await initWorkspace(folder)
        terminal.write(
          `${folder}: ${written.length} files\nFill in sites.csv and elements.csv (templates/ says how), then: mainstay check ${folder}\n`,
        )
      } else {
        await makeExample(options.example, folder, progress.show)
        progress.clear()
        terminal.write(`${folder}: the example ${options.example}\nNext: mainstay check ${folder}\n`)
      }
      context.end(EXIT_CODES.ok)
    })
}
