// What each of several answers is called beside the others: its scenario, what was asked besides, and where that is the same, which it is.

import type { Analysis } from '#contract/application/analysis.ts'
import type { SparesReport } from '#model/spares-report.ts'
import { sayWishes } from '../../../analyses/say-question.ts'
import { formatInstant } from '../../../format.ts'
import { analyses as shared } from '../../../words/en/analyses.ts'
import { spares as words } from '../../../words/en/spares.ts'

export interface Compared {
  readonly analysis: Analysis
  readonly report: SparesReport
}

interface Named {
  readonly analysis: Pick<Analysis, 'question' | 'draftName' | 'snapshotNumber' | 'createdAt'>
  readonly report: { readonly scenario: Pick<SparesReport['scenario'], 'title' | 'name'> }
}

export function namesOf(compared: readonly Named[]): readonly string[] {
  const ofSnapshot = ({ analysis }: Named): string => shared.ofSnapshot(analysis.snapshotNumber)
  const askedAt = ({ analysis }: Named): string => formatInstant(analysis.createdAt)
  return tellApart(tellApart(compared.map(sayAsked), compared.map(ofSnapshot)), compared.map(askedAt))
}

function sayAsked({ analysis: { question, draftName }, report }: Named): string {
  const { title, name } = report.scenario
  const own = title === '' ? name : title
  if (question.kind !== 'spares') return own
  return [question.draft === undefined ? own : words.comparison.ofDraft(own, draftName), ...sayWishes(question)].join(
    '; ',
  )
}

/** Names that are alike, each with what is said of it besides. */
function tellApart(names: readonly string[], besides: readonly string[]): readonly string[] {
  return names.map((name, index) =>
    names.filter((other) => other === name).length > 1 ? `${name}; ${besides[index]!}` : name,
  )
}
