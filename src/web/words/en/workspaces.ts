// The words of the list of workspaces.

export const workspaces = {
  title: 'Workspaces',
  about:
    'A workspace is a living inventory of one network: what it holds changes by imports, and every state it was in is kept.',
  none: 'Begin with an example, or with nothing',
  noneWhy:
    'An example is a whole invented network with its rules and spares, made in a few seconds. An empty workspace waits for your files.',
  create: 'New workspace',
  name: 'Name',
  nameFault: 'give it a name',
  from: 'Begins from',
  example: 'An example',
  empty: 'Nothing',
  which: 'Which example',
  operator: 'Operator',
  operatorAbout: 'Whose network it is.',
  jurisdictions: 'Jurisdictions',
  jurisdictionsAbout: 'Codes of two or three letters, such as `GB`, separated by blanks: whose rules are asked.',
  jurisdictionsFault: 'codes of two or three letters, such as GB',
  make: 'Make it',
  making: 'Being made',
  open: 'Open',
  rename: 'Rename…',
  renameTitle: 'Rename the workspace',
  renamed: 'Renamed',
  renamedMeanwhile: (name: string) => `It is called \`${name}\` now.`,
  changedMeanwhile: (name: string, head: string) => `It is called \`${name}\` now, and holds: ${head}.`,
  remove: 'Remove…',
  removeTitle: 'Remove the workspace for ever',
  removeWhy: (name: string) =>
    `All of \`${name}\` goes: every state it was in, the files that came for it, its drafts and its analyses. What runs for it is cancelled. Nobody can bring it back, save from a backup.`,
  removeName: 'Type its name',
  removeNow: 'Remove it',
  removed: (name: string) => `Removed ${name}`,
  columns: { name: 'Name', snapshot: 'Latest snapshot', rows: 'Rows', created: 'Made', change: 'Change' },
  nothingYet: 'nothing yet',
} as const
