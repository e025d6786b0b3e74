// The words of the page of reports.

export const reports = {
  title: 'Reports',
  about:
    'Every answer, with what it was computed from: the same inputs give the same bytes, here and at the command line.',
  none: 'No report yet',
  noneWhy: 'Ask about the rules or the spares, and the answer stands here with its inputs.',
  goRules: 'Judge the rules',
  what: 'Question',
  state: 'State',
  when: 'Asked',
  of: 'Of',
  inputs: 'Inputs',
  kind: { all: 'All', rules: 'Rules', spares: 'Spares' },
  search: 'Search reports',
  searchHint: 'Question, answer, person, fingerprint',
  remove: 'Take the answer away',
  removeTitle: 'Take this answer away?',
  removeWhy:
    'The answer and its reports are gone, and links to them lead nowhere. That it was asked, and who took it away, stays in the list below. It may be asked again.',
  removed: 'The answer was taken away.',
  removedOnes: (count: string) => `${count} taken away`,
  removedBy: (when: string, who: string) => `taken away ${when} by ${who}`,
  open: 'Open',
  look: 'Look at it here',
  version: 'Mainstay',
  result: 'Result',
  fingerprint: 'sha256',
  copy: 'Copy the fingerprint',
  latest: 'latest',
  earlier: 'earlier snapshot',
} as const
