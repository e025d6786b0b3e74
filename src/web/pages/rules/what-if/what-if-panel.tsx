// Another limit or day in figures, and what the rule would then say beside what it says.

import { useState } from 'react'
import { type CivilDay, formatDay as dayText, parseDay } from '#base/calendar.ts'
import type { MetricResult, RuleResult, RulesReport, RuleState } from '#model/verdict.ts'
import { formatLimit, metricsInOrder } from '#report/rules/rule-state.ts'
import { formatDay, formatNumber } from '../../../format.ts'
import { Button } from '../../../parts/button.tsx'
import { TextField } from '../../../parts/field.tsx'
import { rules as words } from '../../../words/en/rules.ts'
import { SayVerdict } from '../say-verdict.tsx'
import type { RuleOtherwise } from './judge-otherwise.ts'
import { readLimit, writeLimit } from './read-limit.ts'

interface WhatIfPanelProps {
  readonly rule: RuleResult
  readonly report: RulesReport
  readonly otherwise: RuleOtherwise | undefined
  readonly limit: number | undefined
  readonly dueFrom: CivilDay | undefined
  readonly onLimit: ((limit: number) => void) | undefined
  readonly onDueFrom: ((day: CivilDay) => void) | undefined
  readonly onReset: () => void
}

export function WhatIfPanel(props: WhatIfPanelProps) {
  const { rule, otherwise, limit, dueFrom, onLimit, onDueFrom, onReset } = props
  const [metric] = metricsInOrder(rule)
  const due = dueFrom ?? parseDay(rule.dueFrom ?? '')
  const isChanged = limit !== undefined || dueFrom !== undefined
  return (
    <section className={`card what-if${isChanged ? ' changed' : ''}`}>
      <div className="what-if-head">
        <h3>{words.whatIf.title}</h3>
        <p className="muted small">{words.whatIf.about}</p>
      </div>
      <div className="what-if-fields">
        {onLimit && metric && <LimitField metric={metric} limit={limit ?? metric.limit} onLimit={onLimit} />}
        {onDueFrom && due !== undefined && (
          <TextField
            label={words.whatIf.deadline}
            about={words.whatIf.deadlineAbout(formatDay(rule.deadline ?? rule.dueFrom ?? ''))}
            type="date"
            value={dayText(due - 1)}
            onChange={({ target }) => {
              const day = parseDay(target.value)
              if (day !== undefined) onDueFrom(day + 1)
            }}
          />
        )}
        <Button disabled={!isChanged} onClick={onReset}>
          {words.whatIf.reset}
        </Button>
      </div>
      {/* Always there: what comes while one drags would move the drawing under the pointer. */}
      <Comparison rule={rule} otherwise={isChanged ? otherwise : undefined} />
    </section>
  )
}

interface LimitFieldProps {
  readonly metric: MetricResult
  readonly limit: number
  readonly onLimit: (limit: number) => void
}

/** What is typed stays as it is typed until the limit is another, because it was dragged or is again that of the instrument. */
function LimitField({ metric, limit, onLimit }: LimitFieldProps) {
  const isShare = metric.kind === 'share'
  const [typed, setTyped] = useState<{ readonly text: string; readonly limit: number } | undefined>()
  const own = typed?.limit === limit ? typed.text : undefined
  const read = own === undefined ? undefined : readLimit(own, isShare)
  return (
    <TextField
      label={isShare ? words.whatIf.limitShare : words.whatIf.limit}
      about={words.whatIf.limitAbout(formatLimit(metric))}
      fault={read && 'fault' in read ? words.whatIf.limitFaults[read.fault] : undefined}
      type="number"
      step={isShare ? 0.1 : 1}
      value={own ?? writeLimit(limit, isShare)}
      onChange={({ target }) => {
        const now = readLimit(target.value, isShare)
        setTyped({ text: target.value, limit: 'limit' in now ? now.limit : limit })
        if ('limit' in now) onLimit(now.limit)
      }}
    />
  )
}

/** Days of the horizon in a state that no waiver covers. */
function countDays({ timeline }: Pick<RuleResult, 'timeline'>, wanted: RuleState): number {
  return timeline
    .filter(({ state, waived }) => state === wanted && waived !== true)
    .reduce((sum, { from, to }) => sum + (parseDay(to) ?? 0) - (parseDay(from) ?? 0) + 1, 0)
}

function Comparison({ rule, otherwise }: { readonly rule: RuleResult; readonly otherwise: RuleOtherwise | undefined }) {
  const { waivedUntil: _until, beyondWaiver: _beyond, ...unwaived } = rule
  // A waiver is of what is not met: it says nothing of what would be.
  const other: RuleResult =
    otherwise && otherwise.verdict !== 'not met' ? { ...unwaived, ...otherwise } : { ...rule, ...otherwise }
  const first = (day: string | undefined): string => (day === undefined ? words.whatIf.never : formatDay(day))
  const days = (one: RuleResult, state: RuleState): string => formatNumber(countDays(one, state))
  const lines: readonly (readonly [string, string, string])[] = [
    [words.whatIf.first, first(rule.firstBreach), first(otherwise ? otherwise.firstBreach : rule.firstBreach)],
    [
      words.whatIf.firstPossible,
      first(rule.firstPossibleBreach),
      first(otherwise ? otherwise.firstPossibleBreach : rule.firstPossibleBreach),
    ],
    [words.whatIf.days, days(rule, 'not met'), days(other, 'not met')],
    [words.whatIf.doubtDays, days(rule, 'cannot be shown'), days(other, 'cannot be shown')],
  ]
  return (
    <div className="scroll what-if-table" role="region" aria-label={words.whatIf.title} tabIndex={0}>
      <table className="table" aria-live="polite">
        <thead>
          <tr>
            <td />
            <th>{words.whatIf.stated}</th>
            <th>{words.whatIf.otherwise}</th>
          </tr>
        </thead>
        <tbody>
          <tr>
            <th scope="row">{words.whatIf.verdict}</th>
            <td>
              <SayVerdict rule={rule} />
            </td>
            <td>
              <SayVerdict rule={other} />
            </td>
          </tr>
          {lines.map(([what, stated, otherwiseSaid]) => (
            <tr key={what} className={stated === otherwiseSaid ? '' : 'differs'}>
              <th scope="row">{what}</th>
              <td>{stated}</td>
              <td>{otherwiseSaid}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
