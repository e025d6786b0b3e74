// The words of the pages of tables.

import { formatCount, formatNumber } from '#base/format-number.ts'

const OPERATORS = {
  is: 'is',
  isNot: 'is not',
  contains: 'contains',
  startsWith: 'starts with',
  atLeast: 'is at least',
  atMost: 'is at most',
  isBlank: 'is blank',
  isNotBlank: 'is not blank',
} as const

export const network = {
  tables: 'Tables',
  /** Of a table's name: `pool-sites` is `Pool sites`. */
  nameTable: (table: string) => `${table.charAt(0).toUpperCase()}${table.slice(1).replaceAll('-', ' ')}`,
  /** Of a column's name: `inService` is `In service`. */
  nameColumn: (column: string) => {
    const words = column.replace(/(?<=[a-z0-9])(?=[A-Z])/g, ' ').toLowerCase()
    return `${words.charAt(0).toUpperCase()}${words.slice(1)}`
  },
  rows: (matched: number, total: number) =>
    matched === total ? formatCount(total, 'row') : `${formatNumber(matched)} of ${formatCount(total, 'row')}`,
  searchIn: (table: string) => `Search ${table.toLowerCase()}`,
  noTables: 'There is no network yet',
  noTablesWhy: 'Tables of sites, elements, units and parts appear here once something is imported.',
  noRows: 'No row meets all conditions',
  noRowsWhy: 'Take a condition away, or search for something else.',
  emptyTable: (table: string) => `${table}: no rows`,
  emptyTableWhy: 'Nothing of this kind was imported into this snapshot.',
  clear: 'Clear conditions and search',
  conditions: {
    add: 'Filter',
    title: 'Add a condition',
    change: 'Change the condition',
    column: 'Column',
    operator: 'Comparison',
    value: 'Value',
    anyOf: 'any of them',
    add1: 'Add',
    keep: 'Keep',
    blank: '(blank)',
    remove: (words: string) => `Remove the condition: ${words}`,
    more: (count: number) => `${formatNumber(count)} different values; the commonest are shown`,
    own: (text: string) => `\`${text}\``,
    find: 'Find a value or type one',
    operators: OPERATORS,
  },
  matter: {
    said: (rule: string, day: string | undefined, answer: 'certain' | 'possible' | undefined) =>
      `What matters${answer === undefined ? '' : answer === 'certain' ? ' for certain' : ' possibly'} to: ${rule}${day === undefined ? '' : `, on ${day}`}`,
    which: 'Which of them',
    answers: {
      both: (count: number) => `All: ${formatNumber(count)}`,
      certain: (count: number) => `Certain: ${formatNumber(count)}`,
      possible: (count: number) => `Possible, for all that is known: ${formatNumber(count)}`,
    },
    looking: 'What matters to the rule is being looked for. In a large network this takes a while the first time.',
    ofOther: (number: number) =>
      `What matters is of snapshot ${number}, and you look at another: what was added or renamed since is not told.`,
    toOther: (number: number) => `Look at snapshot ${number}`,
    missing: (count: number) =>
      `${formatNumber(count)} more ${count === 1 ? 'has' : 'have'} no row here: the plan brings them, a total counts them and nobody listed them, they are not in this snapshot, or one may not see them.`,
    toRule: 'The rule, and its figures over time',
  },
  columns: {
    open: 'Columns',
    title: 'Columns shown',
    all: 'All',
    filled: 'Those that are filled',
    blank: 'no row states it',
    find: 'Find a column',
  },
  views: {
    open: 'Views',
    none: 'No views are saved yet',
    mine: 'Mine',
    shared: 'Shared by others',
    save: 'Save this view…',
    title: 'Save this view',
    name: 'Name',
    nameAbout: 'Table, conditions, search, order and columns are kept under it.',
    share: 'Share it with everybody of the organisation',
    change: (name: string) => `Rename or share ${name}…`,
    changeTitle: 'Rename or share the view',
    changed: 'View changed',
    meanwhile: (name: string, isShared: boolean) =>
      `It is called \`${name}\` now, and is ${isShared ? 'shared with everybody of the organisation' : 'shared with nobody'}.`,
    delete: (name: string) => `Delete ${name}…`,
    deleteTitle: 'Delete this view?',
    deleteWhy: (name: string) => `\`${name}\` is deleted for everybody who has it. The rows are not touched.`,
    saved: 'View saved',
    deleted: 'View deleted',
  },
  link: { copy: 'Copy link', copied: 'Link copied', failed: 'The browser did not let the link be copied' },
  export: {
    open: 'Export',
    about: (rows: number) =>
      `At most ${formatCount(rows, 'row')}, the columns on the screen: rows that name sites kept secret stay out, and the name of the file says how many of the table those are`,
    csv: 'CSV',
    json: 'JSON',
    xlsx: 'Excel workbook (XLSX)',
    tooMany: (most: number) => `up to ${formatNumber(most)} rows: filter first`,
  },
  row: {
    close: 'Close the row',
    source: 'Source',
    refers: 'Refers to',
    referredBy: 'Referred to by',
    asColumn: (table: string, rows: number, column: string) => `${formatCount(rows, 'row')} of ${table}, as ${column}`,
    blank: (count: number) => `${formatCount(count, 'column')} blank`,
    gone: 'This row is not in the snapshot you look at',
    goneWhy: 'It may have been removed, or come with a later import.',
    onMap: 'On the map',
    next: 'Next row',
    previous: 'Row before',
  },
} as const
