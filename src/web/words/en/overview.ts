// The words of the first page.

import { formatCount, formatNumber } from '#base/format-number.ts'

type ReckonedCount = 'parts' | 'reckoned' | 'ofNoRate' | 'notInService'

export const overview = {
  nothing: 'Nothing is imported yet',
  nothingWhy:
    'Drop the files of an inventory on the import page: CSV tables, workbooks, NetBox exports or 3GPP bulk-CM. Mainstay shows what they would change before anything is taken in.',
  toImport: 'Import files',
  making: 'The workspace is being made',
  toWorkspaces: 'Begin from an example',
  ask: 'Ask now',
  askAnew: 'Ask anew',
  askAll: 'Ask what was not asked yet',
  asking: 'Being asked',
  stale: 'The inventory has moved on since this was answered.',
  running: 'Being worked out',
  notAsked: 'Not asked yet',
  outdated: 'An earlier version of Mainstay answered this in a form of its own: ask it anew.',
  open: 'Open',
  rules: {
    question: 'Are we within the rules?',
    asOf: (day: string) => `as of ${day}`,
    notAsked: 'No rules have been judged for this snapshot.',
    binding: 'Rules in force that bind',
    beside: 'Advice, policy and proposals',
  },
  next: {
    question: 'What breaks next, and when?',
    none: 'Nothing breaks on any day that is planned or known',
    certain: 'certainly',
    possible: 'possibly',
    when: 'When',
    what: 'Rule',
    why: 'Why',
    notAsked: 'Answered together with the rules.',
  },
  lasting: {
    question: 'How long will we last?',
    toEnd: (day: string) => `Beyond ${day}`,
    until: (day: string) => `Until ${day}`,
    notToSay: 'Not to be told',
    noParts: 'No parts to reckon',
    notAsked: 'No scenario has been reckoned for this snapshot.',
    noScenarios: 'This workspace has no scenario yet: what stops, and when.',
    chance: (share: string, day: string) => `${share} chance that nothing runs out by ${day}`,
    reckoned: ({ parts, reckoned, ofNoRate, notInService }: Readonly<Record<ReckonedCount, number>>) =>
      [
        `Of ${formatCount(parts, 'part')} in all ${formatNumber(reckoned)} are reckoned`,
        ...(notInService > 0 ? [`${formatNumber(notInService)} are not in service then`] : []),
        ...(ofNoRate > 0 ? [`of ${formatNumber(ofNoRate)} it is not known how often they fail`] : []),
      ].join(', '),
    weakest: 'Weakest parts',
    part: 'Part',
    lasts: 'Lasts until',
    survival: 'Chance at the end',
    beyond: 'beyond the end',
    scenario: 'Scenario',
  },
  buying: {
    question: 'What must be bought?',
    nothing: 'Nothing',
    nothingToBeHad: 'Nothing that can be had',
    units: (count: number) => formatCount(count, 'unit'),
    notObtainable: (count: number) => `${formatCount(count, 'part')} cannot be had in time`,
    list: 'To the list',
  },
  coverage: {
    question: 'How sure are we?',
    known: (share: string) => `${share} of elements have a vendor that is known`,
    none: 'Told together with the rules.',
    notStated: (count: number) => `${formatCount(count, 'element')} without a vendor`,
    notResolved: (count: number) => `${formatCount(count, 'element')} with a vendor nobody knows`,
    notEvaluated: (count: number) => `${formatCount(count, 'rule')} not evaluated`,
    parts: (missing: number, all: number) => `${formatNumber(missing)} of ${formatCount(all, 'part')} not reckoned`,
    rows: 'What this snapshot holds',
  },
} as const
