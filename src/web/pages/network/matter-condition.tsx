// The condition that rows matter to a rule of an analysis: said, narrowed to what is certain or possible, taken away.

import { Link, useNavigate } from '@tanstack/react-router'
import type { Matter } from '#contract/application/matter.ts'
import { MATTER_ANSWERS, type MatterAnswer, type MatterCondition } from '#contract/application/matter-text.ts'
import { formatSearch } from '../../address/search.ts'
import { formatDay } from '../../format.ts'
import { Icon } from '../../parts/icon.tsx'
import { Menu } from '../../parts/menu.tsx'
import { ToneMark } from '../../parts/tone.tsx'
import { network } from '../../words/en/network.ts'

const words = network.matter

interface MatterChipProps {
  readonly workspace: string
  readonly table: string
  readonly condition: MatterCondition
  /** Undefined while it is looked for, and where it cannot be found. */
  readonly found: Matter | undefined
  readonly onAnswer: (answer: MatterAnswer | undefined) => void
  readonly onRemove: () => void
}

export function MatterChip({ workspace, table, condition, found, onAnswer, onRemove }: MatterChipProps) {
  const { rule, answer } = condition
  const navigate = useNavigate()
  const toRule = (): void =>
    void navigate({ to: `/w/${workspace}/rules${formatSearch(ruleSearch(condition))}` as never })
  const said = words.said(found?.title ?? rule, found && formatDay(found.on), answer)
  const counts = countIn(found, table)
  const countOf = (one: MatterAnswer | undefined): number =>
    one === undefined ? counts.certain + counts.possible : counts[one]
  return (
    <span className="condition matter-condition">
      <Menu
        label={words.which}
        className="matter-said"
        isDisabled={found === undefined}
        button={<span title={said}>{said}</span>}
        groups={[
          {
            title: said,
            choices: [undefined, ...MATTER_ANSWERS].map((one) => ({
              id: one ?? 'both',
              label: words.answers[one ?? 'both'](countOf(one)),
              isChosen: one === answer,
              isDisabled: countOf(one) === 0,
              onChoose: () => onAnswer(one),
            })),
          },
          { choices: [{ id: 'rule', label: words.toRule, icon: 'rules', onChoose: toRule }] },
        ]}
      />
      <button type="button" aria-label={network.conditions.remove(said)} onClick={onRemove}>
        <Icon name="close" />
      </button>
    </span>
  )
}

/** How many rows of the table are named. */
export function countNamed(found: Matter, table: string, answer: MatterAnswer | undefined): number {
  const counts = countIn(found, table)
  return answer === undefined ? counts.certain + counts.possible : counts[answer]
}

function countIn(found: Matter | undefined, table: string): Readonly<Record<MatterAnswer, number>> {
  return found?.tables.find((one) => one.table === table) ?? { certain: 0, possible: 0 }
}

interface MatterNoteProps {
  readonly snapshot: string
  readonly found: Matter
  /** Rows that are named and stand in no row here; 0 too where other conditions leave rows out. */
  readonly missing: number
}

/** What is to be known of rows that are shown for this: of which snapshot the analysis is, and what it names that is not here. */
export function MatterNote({ snapshot, found, missing }: MatterNoteProps) {
  const isOfOther = found.snapshot !== snapshot
  if (!isOfOther && missing === 0) return null
  return (
    <div className="note doubt matter-note" role="status">
      <ToneMark tone="doubt" />
      <div>
        {isOfOther && (
          <p>
            {words.ofOther(found.snapshotNumber)}{' '}
            <Link
              to="."
              search={
                ((before: Readonly<Record<string, unknown>>) => ({ ...before, snapshot: found.snapshot })) as never
              }
            >
              {words.toOther(found.snapshotNumber)}
            </Link>
          </p>
        )}
        {missing > 0 && <p>{words.missing(missing)}</p>}
      </div>
    </div>
  )
}

const ruleSearch = ({ analysis, pack, rule }: MatterCondition) => ({ analysis, view: 'rule', pack, rule })
