// mainstay init: a workspace to fill in, an example to look at, or an invented network of any size.

import { type Command, Option } from 'commander'
import { initWorkspace } from '#service/init-workspace.ts'
import { makeExample, makeWorld } from '#service/make-example.ts'
import { refuseFilledFolder } from '#service/make-folder.ts'
import type { CommandContext } from '../command.ts'
import { EXIT_CODES } from '../exit-code.ts'
import { ProgressLine } from '../terminal.ts'

interface Options {
  readonly example?: string
  readonly recipe?: string
}

export function addInitCommand(program: Command, context: CommandContext): void {
  const { terminal } = context
  program
    .command('init <folder>')
    .description('make a workspace: templates to fill in, an example, or an invented network')
    .addOption(new Option('--example <name>', 'make this example instead of an empty workspace').conflicts('recipe'))
    .option('--recipe <file>', 'make the network of this recipe (docs/models/worlds.md)')
    .addHelpText(
      'after',
      `
Examples:
  mainstay init my-network
  mainstay init by-hand --example by-hand
  mainstay init big --recipe my-world.yaml`,
    )
    .action(async (folder: string, { example, recipe }: Options) => {
      refuseFilledFolder(folder)
      const progress = new ProgressLine(terminal)
      if (example !== undefined) await makeExample(example, folder, progress.show)
      else if (recipe !== undefined) await makeWorld(recipe, folder, progress.show)
      else await initWorkspace(folder, terminal.today)
      progress.clear()
      const made = example ?? recipe
      terminal.write(
        made === undefined
          ? `${folder}: fill in sites.csv and elements.csv (templates/ says how), then: mainstay check ${folder}\n`
          : `${folder}: the network of ${made}\nNext: mainstay check ${folder}\n`,
      )
      context.end(EXIT_CODES.ok)
    })
}
