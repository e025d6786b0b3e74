// Makes a workspace to fill in: a manifest that explains itself, and a template of every table and of a scenario.

import { join } from 'node:path'
import { stringify } from 'yaml'
import { type CivilDay, formatDay } from '#base/calendar.ts'
import { TABLES } from '#model/tables.ts'
import { makeFolder } from './make-folder.ts'
import { writeOutput } from './write-output.ts'

/** Whose network it is, where that is known already. */
export interface WorkspaceOwner {
  readonly title: string
  readonly operator: string
  readonly jurisdictions: readonly string[]
}

function plainYaml(text: string): string {
  return stringify(text, { lineWidth: 0 }).trimEnd()
}

const writeManifest = (
  today: CivilDay,
  { title, operator, jurisdictions }: WorkspaceOwner,
): string => `# Whose network this is, and which rules are asked about.
workspace: 1
title: ${plainYaml(title)}
operator:
  name: ${plainYaml(operator)}          # as it stands in the operators columns
  # tier: 1                  # tier under a security code; absent is unknown
  # licences: [3.5GHz]       # licences and bands held; absent is unknown
  # addressedBy: [uk-dvd-2022]  # packs that name this operator
jurisdictions: [${jurisdictions.join(', ')}]          # the shipped packs of these are used: mainstay rules list
# rulePacks: [uk-dvd-2022]   # or exactly these
inventoryDate: ${formatDay(today)}    # the day the tables describe: write a new one whenever you renew them
# historyKnownFrom: 2018-01-01  # inventories forget what was removed
# currency: GBP              # of the prices in parts.csv that state none
`

const SCENARIO = `# scenarios/<name>.yaml: what is taken away from when on, and what is asked of the spares.
scenario: 1
until: 2027-12-31
disruptions:
  - disruption: cut-off
    vendors: [huawei]        # ids of the vendor registry; or parts, by their identifiers
    stops: {newUnits: 2026-09-15, repairs: 2027-03-01}   # the first day without each
target: {survival: 0.95}     # that no failure finds an empty shelf
# budget: 100000             # in the currency of mainstay.yaml
`

/** Templates a first workspace needs; the others are described in docs/formats/workspace.md. */
const FIRST_TABLES = ['sites', 'elements', 'plan']

const SOMEBODY: WorkspaceOwner = { title: 'Our network', operator: 'Our Company', jurisdictions: ['GB'] }

/** Writes the workspace into an empty folder. */
export async function initWorkspace(folder: string, today: CivilDay, owner: WorkspaceOwner = SOMEBODY): Promise<void> {
  await makeFolder(folder)
  await makeFolder(join(folder, 'templates'))
  const write = async (name: string, chunks: Iterable<string>): Promise<void> => {
    await writeOutput(join(folder, name), chunks)
  }
  await write('mainstay.yaml', [writeManifest(today, owner)])
  await write('templates/scenario.yaml', [SCENARIO])
  for (const table of TABLES) {
    const header = table.columns.map((column) => column.name).join(',')
    if (FIRST_TABLES.includes(table.name)) await write(`${table.name}.csv`, [`${header}\r\n`])
    const about = table.columns.map(
      (column) =>
        `${column.name}${column.required ? ' (required)' : ''}: ${column.about}; such as \`${column.example}\``,
    )
    await write(`templates/${table.name}.txt`, [
      `${table.name}.csv: ${table.about}\n\n${header}\n\n${about.join('\n')}\n`,
    ])
  }
}
