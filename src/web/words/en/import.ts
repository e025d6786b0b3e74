// The words of the import page.

import { formatCount, formatNumber } from '#base/format-number.ts'
import type { Arrival } from '#contract/application/arrival.ts'
import { joinNames } from '#report/figures.ts'

const STATES: Readonly<Record<Arrival['state'], string>> = {
  received: 'received',
  previewing: 'being read',
  previewed: 'to be decided',
  refused: 'refused',
  accepting: 'being taken in',
  accepted: 'accepted',
  rejected: 'rejected',
}

const FORMATS: Readonly<Record<string, string>> = {
  tables: 'CSV tables or workbooks',
  netbox: 'NetBox export',
  'bulk-cm': '3GPP bulk-CM',
  'device-type-library': 'device type library',
}

export const importing = {
  drop: 'Drop files here',
  dropWhy:
    'CSV tables, workbooks, NetBox exports, 3GPP bulk-CM; mainstay.yaml, scenarios, rule packs and vendors; or the whole folder of a workspace. Nothing is changed before you accept it.',
  dropHere: 'Let go to upload',
  choose: 'Choose files',
  chooseFolder: 'Choose a folder',
  leftOutOfFolder: (count: number, tables: readonly string[]) =>
    `${formatCount(count, 'file')} of the folder left out: a workspace is not read from ${count === 1 ? 'it' : 'them'}.${tables.length === 0 ? '' : ` Tables are read beside mainstay.yaml alone, not ${joinNames(tables, 3)}.`}`,
  nothingInFolder: 'There is no file in it that can be brought in.',
  notAllowed: 'Your role lets you look at imports, not bring files in.',
  uploading: (count: number) => `Uploading ${formatCount(count, 'file')}`,
  stopUpload: 'Stop',
  uploadStopped: 'The upload was stopped',
  history: 'Arrivals',
  noHistory: 'No files have arrived yet.',
  snapshots: 'Snapshots',
  noSnapshots: 'The first accepted import becomes snapshot 1.',
  look: 'Look at it',
  columns: { files: 'Files', state: 'State', when: 'When', who: 'Who', number: 'Number', origin: 'From', rows: 'Rows' },
  back: 'All arrivals',
  states: STATES,
  files: (count: number) => formatCount(count, 'file'),
  arrivedBy: (who: string, when: string) => `brought by ${who}, ${when}`,
  decidedBy: (what: string, who: string, when: string) => `${what} by ${who}, ${when}`,
  tooMany: (count: number, most: number) =>
    `${formatCount(count, 'file')} at once: at most ${formatNumber(most)}. Bring the tables of a folder joined into fewer files, or its files in several uploads.`,
  tooLargeTogether: (size: string, most: string) =>
    `These files have ${size} together: at most ${most} at once. Bring them in several uploads.`,
  tooLarge: (name: string, size: string, most: string) =>
    `\`${name}\` has ${size}: at most ${most}. Split it, or write its tables as several CSV files.`,
  uploadLost:
    'The upload broke off, for the server could not be reached. Nothing of it was kept: send the files again once the server is there.',
  sendAgain: 'Send again',
  manifest: {
    open: 'Change mainstay.yaml',
    look: 'Look at mainstay.yaml',
    about:
      'Whose network this is, which packs address it, by which it is judged, on which day, and which sites are kept secret. What you change is previewed and accepted like an import.',
    preview: 'Preview it',
    unsaved: 'Not brought in yet: kept in this browser',
    discard: 'Throw away what I typed',
    unchecked: 'not checked yet: preview it to check',
    meanwhile: 'mainstay.yaml was changed meanwhile, by an import that was accepted',
    meanwhileWhy:
      'Nothing of yours is lost: it stands below. Take what is there now, or go on with yours, which then stands in its place.',
    goOn: 'Go on with mine',
  },
  how: {
    title: 'How it is read',
    ofWorkspace:
      'These are files of a workspace: each goes to where it lies in one, in the place of the one that is there. Nothing else changes.',
    format: 'Format',
    formats: FORMATS,
    recognised: (format: string) => `recognised: ${format}`,
    notRecognised: 'not recognised: choose one',
    replacesFiles: 'Files of the workspace',
    replacesFilesAbout:
      'Tables that no import brought, such as those it began with. Choose one to correct its rows by these files: all of its rows go, and these come in their place.',
    replacesFile: (file: string) => `Take the place of \`${file}\``,
    source: 'Name of the source',
    sourceAbout: 'A later import under the same name replaces what this one brought.',
    adds: (source: string) =>
      `It is added: nothing has been imported as “${source}” before, and what other imports brought stays.`,
    replaces: (source: string, tables: string) =>
      `It takes the place of all that was imported as “${source}” before: ${tables}.`,
    takesAway: (tables: string) =>
      `These files bring no ${tables}: what was imported of them goes away, and rows that refer to it are refused.`,
    addInstead: (source: string) => `Add it as “${source}” instead`,
    sourceFault: 'letters, digits, dots, hyphens and underscores, beginning with a letter or digit',
    keepsGoodRows: 'Take in the good rows, and leave out those with errors',
    mayEmpty: 'It may empty a table that had rows',
    mapping: 'Mapping of columns',
    mappingAbout: 'Says which of their columns becomes which of ours. It is kept with the import.',
    mappingKept: 'Not previewed yet: until then this mapping is kept in this browser alone.',
    mappingMeanwhile: 'It was previewed by another mapping meanwhile. To preview anew takes this one instead.',
    mappingTheirs: 'Take that mapping',
    suggest: 'Suggest a mapping',
    suggestAnew: 'Suggest anew',
    form: 'Column by column',
    text: 'As text (YAML)',
    broken: 'The text is no mapping that the form can show; correct it as text.',
    looking: 'Looking into the files',
    table: 'Table',
    needed: 'needed',
    more: (count: number) => `${formatCount(count, 'other column')} of ours`,
    lacking: (columns: string) => `Nothing fills what every row must have: ${columns}.`,
    unread: (columns: string) => `Not read: ${columns}.`,
    rowsMapped: 'The first rows, as they would be read',
    noRows: 'There is no row below the header.',
    noColumns: 'Choose the columns above, and the rows appear here.',
    decimalComma: 'numbers written 1.234,5',
    ours: 'Our column',
    theirs: 'Their column',
    samples: 'What stands in it',
    ignored: 'not read',
    dateFormat: 'How dates are written',
    preview: 'Preview',
    previewAnew: 'Preview anew',
  },
  working: {
    previewing: 'Reading the files',
    accepting: 'Taking it in',
    cancel: 'Cancel',
  },
  behind: 'The workspace has moved on since this preview. Preview it anew to see what it would change now.',
  outdated:
    'An earlier version of Mainstay kept this preview, in a form this one does not read. Preview it anew to see what it would change.',
  outdatedThen: 'An earlier version of Mainstay kept what was previewed then, in a form this one does not read.',
  result: {
    title: 'What it would change',
    changesNothing: 'It changes nothing: everything in it is there already.',
    errors: (count: number, isCutShort: boolean) => `${isCutShort ? 'At least ' : ''}${formatCount(count, 'error')}`,
    warnings: (count: number) => formatCount(count, 'warning'),
    leftOut: (count: number) => `${formatCount(count, 'row')} left out`,
    table: 'Table',
    read: 'Rows read',
    readGood: 'Rows read without error',
    added: 'Added',
    changed: 'Changed',
    gone: 'Gone',
    same: 'As before',
    joined: 'joined to rows of another source',
    unmapped: 'What the files say that is not brought in',
    refused: 'It cannot be taken in as it is',
    cutShort: (errors: number) =>
      `The files were not read to their end: after ${formatCount(errors, 'error')} nobody learns anything from another one. Look at the first of them: usually they have one cause.`,
    refusedWhy: (errors: number) => `${formatCount(errors, 'error')} would have to be put right in the files first.`,
    refusedMapped: (errors: number) =>
      `${formatCount(errors, 'error')} would have to be put right first. How dates and numbers are written, which column is which, and which of your words stands for which of ours is said in the mapping below: correct it there and preview anew. The rest is put right in the files.`,
    refusedFor: (source: string, tables: string) =>
      `It would take the place of all that was imported as “${source}” before, and these files bring no ${tables}: rows that refer to those are refused. Give it another name below, and it is added instead.`,
    notRecognised: (files: string, count: number) =>
      `${files} ${count === 1 ? 'is' : 'are'} not recognised: nobody can tell what is in ${count === 1 ? 'it' : 'them'}`,
    areRecognised: (tables: string) =>
      `Recognised are CSV files and workbooks (.xlsx) that are called like a table (${tables}) or have its columns, NetBox exports, 3GPP bulk-CM, device types of the device type library, and what is written for Mainstay itself: mainstay.yaml, scenarios (\`scenario: 1\`), rule packs (\`pack:\`) and vendors (\`vendors:\`).`,
    saveOtherwise: 'Save it in one of these forms, unpacked and without a password, and upload it again.',
    mayReplace: (files: string) =>
      `The workspace has rows of these tables that no import brought, in ${files}. Do these files correct them? Choose below that they take their place, and preview anew.`,
    replacing: (files: string) => `In the place of ${files} of the workspace`,
    mayMap:
      'Are the columns of the files called as you call them? Suggest a mapping below, look it through and preview anew.',
    mayGood: 'Rows without errors can be taken in without the others: choose so below and preview anew.',
    clean: 'No faults',
  },
  faults: {
    title: 'Faults',
    filter: 'Find in faults',
    all: 'All',
    errors: 'Errors',
    warnings: 'Warnings',
    where: 'Where',
    what: 'What',
    expected: 'Expected',
    download: (form: string) => `Download ${form.toUpperCase()}`,
    more: 'Show more',
    line: (line: number) => `line ${formatNumber(line)}`,
    didYouMean: 'did you mean',
    none: 'No fault is like that',
    unlisted: (count: number, isCutShort: boolean) =>
      `${isCutShort ? 'At least ' : ''}${formatCount(count, 'more fault')}, not listed: the first 100,000 errors are, and as many warnings. A last line of the files says so too.`,
  },
  changes: {
    title: 'Rows that change',
    download: (form: string) => `Download ${form.toUpperCase()}`,
    kinds: { all: 'All', added: 'Added', changed: 'Changed', gone: 'Gone' },
    row: 'Row',
    column: 'Column',
    before: 'Before',
    after: 'After',
    becomes: 'becomes',
    isNew: 'a row that was not there before',
    isGone: 'a row that is no longer there',
    blank: 'blank',
    none: 'No rows of that kind',
    more: 'Show more',
  },
  decide: {
    accept: 'Accept',
    reject: 'Reject',
    acceptTitle: 'Take it in?',
    acceptWhy: (added: number, changed: number, gone: number, files: number) =>
      `${files === 0 ? '' : `${formatCount(files, 'file')} of the workspace written. `}${formatCount(added, 'row')} added, ${formatNumber(changed)} changed, ${formatNumber(gone)} gone. A new snapshot is made; the one before stays as it is.`,
    rejectTitle: 'Reject it?',
    rejectWhy:
      'The list of arrivals keeps that it was rejected; the files themselves are removed, and nothing is changed.',
    onlyApprovers: 'An approver decides on it.',
    accepted: 'It was taken in: there is a new snapshot.',
    rejected: 'It was rejected.',
    moved:
      'Somebody else changed the workspace meanwhile. It is previewed anew, so that you decide on what it would change now.',
  },
} as const
