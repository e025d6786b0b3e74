// Which analysis is shown, and the others to choose from.

import type { Analysis } from '#contract/application/analysis.ts'
import { formatInstant } from '../format.ts'
import { Icon } from '../parts/icon.tsx'
import { Menu } from '../parts/menu.tsx'
import { analyses as words } from '../words/en/analyses.ts'
import { sayQuestion } from './say-question.ts'

interface AnalysisMenuProps {
  readonly all: readonly Analysis[]
  readonly chosen: Analysis | undefined
  readonly onChoose: (id: string) => void
}

const MOST_LISTED = 40

export function AnalysisMenu({ all, chosen, onChoose }: AnalysisMenuProps) {
  const choices = all.slice(0, MOST_LISTED).map((one) => ({
    id: one.id,
    label: sayQuestion(one),
    about: `${words.ofSnapshot(one.snapshotNumber)}, ${words.state[one.state]}, ${words.asked(formatInstant(one.createdAt), one.createdBy)}`,
    isChosen: one.id === chosen?.id,
    onChoose: () => onChoose(one.id),
  }))
  if (choices.length === 0) return null
  return (
    <Menu
      label={words.choose}
      button={
        <>
          <Icon name="clock" />
          <span className="analysis-name">{chosen ? sayQuestion(chosen) : words.choose}</span>
          <Icon name="down" />
        </>
      }
      groups={[{ title: words.choose, choices }]}
    />
  )
}
