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
  failed: 'This was asked of this snapshot, and failed',
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
    noneJudged: 'Not to be told: nothing was judged',
    noneShown: 'No breach is certain; what cannot be shown stays open',
    noneFurther: 'Nothing further breaks on any day that is planned or known',
    noneOfJudged: 'Of what was judged, nothing breaks on any day that is planned or known',
    noneOnAssumed: 'On assumed facts, nothing breaks on any day that is planned or known',
    certain: 'certainly',
    possible: 'possibly',
    when: 'When',
    what: 'Rule',
    why: 'Why',
    notAsked: 'Answered together with the rules.',
    due: 'Falls due next',
    until: (day: string) => `judged up to ${day}`,
  },
  lasting: {
    question: 'How long will we last?',
    toEnd: (day: string) => `Beyond ${day}`,
    until: (day: string) => `Until ${day}`,
    asOf: (day: string) => `reckoned as of ${day}`,
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
    nothingToBeHad: 'Nothing can be bought',
    units: (count: number) => formatCount(count, 'unit'),
    notObtainable: (count: number) =>
      `${formatCount(count, 'part')} ${count === 1 ? 'falls' : 'fall'} short and cannot be bought`,
    list: 'To the list',
  },
  coverage: {
    question: 'How sure are we?',
    sure: 'Everything the answers rest on is known',
    unsure: 'Not entirely',
    unsureOf: (count: number, all: number) =>
      `Of the ${formatNumber(all)} things that the answers rest on, ${formatNumber(count)} ${count === 1 ? 'is' : 'are'} not known throughout.`,
    none: 'Nothing was asked yet: there is no answer to be sure of.',
    noElements: 'There is no element to know anything of',
    vendors: 'Vendors',
    vendorKnown: (share: string) => `known of ${share} of elements`,
    unresolved: (count: number) =>
      `${formatNumber(count)} ${count === 1 ? 'element, unit or contract' : 'elements, units and contracts'} with a vendor nobody knows`,
    stated: (table: string, count: number) => `${formatNumber(count)} of ${table} without a vendor`,
    dates: 'Dates',
    datesKnown: 'of all elements it is stated since when they serve',
    dateBlank: (count: number) =>
      `${formatCount(count, 'element')} without a day from which ${count === 1 ? 'it serves' : 'they serve'}`,
    dateUnknown: (count: number) => `${formatCount(count, 'element')} of which that day is unknown`,
    uncertain: (count: number, all: number) =>
      `${formatNumber(count)} of ${formatCount(all, 'rule')} judged with who, when or how much in part not certain`,
    weights: 'Weights',
    weightsKnown: 'of everything that is weighed it is known',
    unweighed: (count: number) => `${formatCount(count, 'rule')} with something whose weight is not known`,
    sitesUnweighed: (count: number, all: number, scenario: string) =>
      `${formatNumber(count)} of ${formatCount(all, 'site')} without a weight (${scenario})`,
    rates: 'Failure rates',
    ratesOwn: (count: number, all: number, scenario: string) =>
      `${formatNumber(count)} of ${formatCount(all, 'part')} with one of their own (${scenario})`,
    ratesClass: (count: number) => `${formatNumber(count)} with that of their class`,
    ratesNone: (count: number) => `${formatNumber(count)} with none: not reckoned`,
    noPrice: (count: number) => `${formatNumber(count)} without a price`,
    assumed: 'Assumed facts',
    assumedNone: 'no verdict rests on any',
    assumedRules: (count: number, all: number) => `${formatNumber(count)} of ${formatCount(all, 'rule')} rest on them`,
    asked: 'Not judged',
    allJudged: 'every rule was evaluated',
    notEvaluated: (count: number) => `${formatCount(count, 'rule')} not evaluated`,
    rows: 'What this snapshot holds',
  },
} as const
