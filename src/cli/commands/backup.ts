// mainstay backup, restore and verify: all data of the application as a folder of plain files, and back.

import type { Command } from 'commander'
import { backUp, restore, verifyBackup } from '#service/application/backup/back-up.ts'
import { verifyData } from '#service/application/backup/verify-data.ts'
import { defaultDataFolder } from '#service/application/default-data-folder.ts'
import type { CommandContext } from '../command.ts'
import { EXIT_CODES } from '../exit-code.ts'
import { faultsOfPostgres } from '../serve-settings.ts'
import { counted } from '../say-faults.ts'
import { ProgressLine } from '../terminal.ts'

interface DataOptions {
  readonly data: string
}

export function addBackupCommands(program: Command, context: CommandContext): void {
  const { terminal } = context
  const data = defaultDataFolder(process.platform, process.env)
  const { MAINSTAY_POSTGRES: postgres } = process.env
  const placeOf = (options: DataOptions) => {
    const [fault] = faultsOfPostgres(postgres)
    if (fault !== undefined) throw new Error(fault)
    return { data: options.data, ...(postgres === undefined ? {} : { postgres }) }
  }
  const progress = new ProgressLine(terminal)

  program
    .command('backup <folder>')
    .description('writes all data of the application into a new folder; the application is not running meanwhile')
    .option('--data <folder>', 'where everything is kept', data)
    .addHelpText('after', '\nExamples:\n  mainstay backup /backups/mainstay-2026-11-22')
    .action(async (folder: string, options: DataOptions) => {
      const { files } = await backUp(placeOf(options), folder, progress.show)
      progress.clear()
      terminal.write(`${folder}: ${counted(files, 'file')}, each with its sha256 in backup.json\n`)
      context.end(EXIT_CODES.ok)
    })

  program
    .command('restore <folder>')
    .description('reads a backup into a folder where nothing is yet')
    .option('--data <folder>', 'where everything is to be kept', data)
    .addHelpText(
      'after',
      '\nWith MAINSTAY_POSTGRES set, what was done goes to that server: so a team moves from one to the other.\n\nExamples:\n  mainstay restore /backups/mainstay-2026-11-22 --data /srv/mainstay',
    )
    .action(async (folder: string, options: DataOptions) => {
      const { files } = await restore(folder, placeOf(options), progress.show)
      progress.clear()
      terminal.write(`${options.data}: ${counted(files, 'file')} restored\n`)
      context.end(EXIT_CODES.ok)
    })

  program
    .command('verify [backup]')
    .description('whether all data of the application, or a backup, is whole')
    .option('--data <folder>', 'where everything is kept', data)
    .addHelpText('after', '\nExamples:\n  mainstay verify\n  mainstay verify /backups/mainstay-2026-11-22')
    .action(async (backup: string | undefined, options: DataOptions) => {
      const { said, damages } =
        backup === undefined
          ? await verifyPlace(placeOf(options))
          : { said: backup, damages: await verifyBackup(backup, progress.show) }
      progress.clear()
      for (const damage of damages) terminal.writeError(`${damage}\n`)
      terminal.write(`${said}: ${damages.length === 0 ? 'whole' : counted(damages.length, 'damage')}\n`)
      context.end(damages.length === 0 ? EXIT_CODES.ok : EXIT_CODES.badInput)
    })

  async function verifyPlace(place: ReturnType<typeof placeOf>) {
    const { rows, snapshots, results, damages } = await verifyData(place, progress.show)
    const what = [counted(rows, 'row'), counted(snapshots, 'snapshot'), counted(results, 'result')].join(', ')
    return { said: `${place.data} (${what})`, damages }
  }
}
