// A question in a few words, for lists.

import type { Question } from '#contract/application/analysis.ts'
import { formatDay, formatNumber } from '../format.ts'

export function sayQuestion(question: Question): string {
  if (question.kind === 'rules') {
    const { asOf, knownAt, matterOn, packs, withProposed, draft } = question
    return [
      asOf === undefined ? 'Rules' : `Rules on ${formatDay(asOf)}`,
      ...(knownAt === undefined ? [] : [`as known on ${formatDay(knownAt)}`]),
      ...(matterOn === undefined ? [] : [`what counts on ${formatDay(matterOn)}`]),
      ...(packs === undefined ? [] : [packs.join(', ')]),
      ...(withProposed === undefined || withProposed.length === 0 ? [] : [`with ${withProposed.join(', ')}`]),
      ...(draft === undefined ? [] : [`with a draft, version ${draft.version}`]),
    ].join('; ')
  }
  const { scenario, draft, target, hoursLost, per, budget } = question
  return [
    draft === undefined ? `Spares: ${scenario ?? 'the only scenario'}` : `Spares: a draft, version ${draft.version}`,
    ...(target === undefined ? [] : [`survival ${formatNumber(target * 100)} %`]),
    ...(hoursLost === undefined ? [] : [`at most ${formatNumber(hoursLost)} hours lost`]),
    ...(per === undefined ? [] : [`per ${per}`]),
    ...(budget === undefined ? [] : [`budget ${formatNumber(Math.round(budget))}`]),
  ].join('; ')
}
