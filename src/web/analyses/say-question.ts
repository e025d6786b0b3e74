// A question in a few words, for lists.

import type { Analysis, SparesQuestion } from '#contract/application/analysis.ts'
import { formatDay, formatNumber } from '../format.ts'

export function sayQuestion({ question, draftName }: Pick<Analysis, 'question' | 'draftName'>): string {
  if (question.kind === 'rules') {
    const { asOf, knownAt, matterOn, packs, withProposed, draft } = question
    return [
      asOf === undefined ? 'Rules' : `Rules on ${formatDay(asOf)}`,
      ...(knownAt === undefined ? [] : [`as known on ${formatDay(knownAt)}`]),
      ...(matterOn === undefined ? [] : [`what counts on ${formatDay(matterOn)}`]),
      ...(packs === undefined ? [] : [packs.join(', ')]),
      ...(withProposed === undefined || withProposed.length === 0 ? [] : [`with ${withProposed.join(', ')}`]),
      ...(draft === undefined ? [] : [`with ${sayDraft(draftName, draft.version)}`]),
    ].join('; ')
  }
  const { scenario, draft } = question
  return [
    draft === undefined
      ? `Spares: ${scenario ?? 'the only scenario'}`
      : `Spares: ${sayDraft(draftName, draft.version)}`,
    ...sayWishes(question),
  ].join('; ')
}

/** What is asked besides what the scenario says itself. */
export function sayWishes({ target, hoursLost, per, budget }: SparesQuestion): readonly string[] {
  return [
    ...(target === undefined ? [] : [`survival ${formatNumber(target * 100)} %`]),
    ...(hoursLost === undefined ? [] : [`at most ${formatNumber(hoursLost)} hours lost`]),
    ...(per === undefined ? [] : [`per ${per}`]),
    ...(budget === undefined ? [] : [`budget ${formatNumber(Math.round(budget))}`]),
  ]
}

/** Of drafts asked about before their names were kept, only that it was one. */
function sayDraft(name: string | undefined, version: number): string {
  return name === undefined ? `a draft, version ${version}` : `the draft ${name}, version ${version}`
}
