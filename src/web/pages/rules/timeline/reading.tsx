// What stands below the drawing: what is so on the day pointed out, and what the colours mean.

import { useMemo } from 'react'
import { type CivilDay, formatDay as dayText } from '#base/calendar.ts'
import type { MetricResult, RuleResult } from '#model/verdict.ts'
import { stepsAgainstLimits } from '#report/rules/metric-side.ts'
import { isOnAssumedFacts } from '#report/rules/wording.ts'
import { formatDay } from '../../../format.ts'
import { ToneWord, toneOnFooting } from '../../../parts/tone.tsx'
import { rules as words } from '../../../words/en/rules.ts'
import { readDay } from '../read-day.ts'

interface ReadingProps {
  readonly rule: RuleResult
  readonly metric: MetricResult | undefined
  readonly limit: number | undefined
  readonly asOf: CivilDay
  readonly day: CivilDay | undefined
  readonly isOther: boolean
}

/** The day under the pointer, else the day judged. */
export function Reading({ rule, metric, limit: otherLimit, asOf, day, isOther }: ReadingProps) {
  const steps = useMemo(() => (metric ? stepsAgainstLimits(metric) : []), [metric])
  const { figure, limit, state, tone } = readDay(rule, metric, steps, day ?? asOf, otherLimit)
  return (
    <p className="reading">
      <b>{formatDay(dayText(day ?? asOf))}</b>
      {figure !== undefined && <span>{figure}</span>}
      {limit !== undefined && <span className="muted">{limit}</span>}
      {state !== undefined && tone !== undefined && (
        <ToneWord tone={toneOnFooting(tone, isOnAssumedFacts(rule))}>{sayOnFooting(state, tone, rule)}</ToneWord>
      )}
      {isOther && <span className="muted">{words.judgedOtherwise}</span>}
    </p>
  )
}

/** What is said for certain is so only if what the rule assumes is so. */
const CERTAIN_TONES: ReadonlySet<string> = new Set(['good', 'bad', 'waived'])

function sayOnFooting(word: string, tone: string, rule: RuleResult): string {
  return isOnAssumedFacts(rule) && CERTAIN_TONES.has(tone) ? `${word}, ${words.assumed}` : word
}

interface LegendProps {
  readonly drawn: readonly { readonly tone: string; readonly word: string }[]
  readonly rule: RuleResult
  readonly metric: MetricResult | undefined
  readonly isOther: boolean
}

export function Legend({ drawn, rule, metric, isOther }: LegendProps) {
  const wordOf = new Map(drawn.map(({ tone, word }) => [tone, word]))
  return (
    <ul className="legend">
      {metric && (
        <li>
          <svg className="swatch" width="22" height="12" aria-hidden="true">
            <rect className="band" x="0" y="1.5" width="22" height="9" />
            <path className="edge" d="M0 1.5h22M0 10.5h22" />
          </svg>
          {words.band(metric.kind === 'share' ? 'share' : metric.unit)}
        </li>
      )}
      {[...wordOf].map(([tone, word]) => (
        <li key={tone}>
          <svg className="swatch" width="22" height="12" aria-hidden="true">
            <rect className={`strip ${tone}`} x="0.5" y="0.5" width="21" height="11" />
          </svg>
          {sayOnFooting(word, tone, rule)}
        </li>
      ))}
      {isOther && <li>{words.lowerStrip}</li>}
    </ul>
  )
}
