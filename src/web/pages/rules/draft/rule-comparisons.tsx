// What a draft would break: how many rules, then each that changes, as it is now and as the draft has it, over the same days.

import { useMemo } from 'react'
import type { RuleResult } from '#model/verdict.ts'
import { percent } from '#report/chart/drawing.ts'
import { createTimeScale, dayOfText, type TimeScale } from '#report/chart/time-scale.ts'
import { drawnStretches, stretchesOf } from '#report/rules/html-timeline.ts'
import { Strip } from '../../../drawings/strip.tsx'
import { formatCount, formatDay } from '../../../format.ts'
import { Told } from '../../../parts/told.tsx'
import { type Tone, ToneMark, ToneWord } from '../../../parts/tone.tsx'
import { rules } from '../../../words/en/rules.ts'
import { SayVerdict } from '../say-verdict.tsx'
import { RULE_CHANGES, type RuleChange, type RuleComparison } from './compare-rules.ts'

const words = rules.drafts

const TONES: Readonly<Record<RuleChange, Tone>> = {
  'newly broken': 'bad',
  'broken longer': 'bad',
  'in doubt longer': 'doubt',
  'newly kept': 'good',
  'broken less long': 'good',
  otherwise: 'none',
  'not evaluated': 'doubt',
  added: 'none',
  gone: 'none',
  'the same': 'none',
}

interface RuleComparisonsProps {
  readonly comparisons: readonly RuleComparison[]
  readonly horizon: { readonly from: string; readonly to: string }
  readonly asOf: string
  /** Opens a rule of the draft, where there is more to say of it. */
  readonly onOpen?: (rule: RuleResult) => void
}

export function RuleComparisons({ comparisons, horizon, asOf, onOpen }: RuleComparisonsProps) {
  const scale = useMemo(
    () => createTimeScale(dayOfText(horizon.from) ?? 0, dayOfText(horizon.to) ?? 0),
    [horizon.from, horizon.to],
  )
  const changed = comparisons.filter(({ change }) => change !== 'the same' && change !== 'not evaluated')
  const untold = comparisons.filter(({ change }) => change === 'not evaluated')
  const same = comparisons.filter(({ change }) => change === 'the same')
  const list = (some: readonly RuleComparison[]) => (
    <ul className="draft-changes">
      {some.map((one) => (
        <Comparison key={one.rule} comparison={one} scale={scale} asOf={asOf} onOpen={onOpen} />
      ))}
    </ul>
  )
  return (
    <>
      <p className="draft-counts">
        {RULE_CHANGES.map((change) => {
          const count = comparisons.filter((one) => one.change === change).length
          return count === 0 ? null : (
            <ToneWord key={change} tone={TONES[change]}>
              {words.changes[change](count)}
            </ToneWord>
          )
        })}
      </p>
      {changed.length === 0 ? <p className="muted">{sayNoChange(same.length, untold.length)}</p> : list(changed)}
      {untold.length > 0 && <Unevaluated comparisons={untold} />}
      {same.length > 0 && (
        <details className="draft-same">
          <summary>{words.sameRules(formatCount(same.length, 'rule'))}</summary>
          {list(same)}
        </details>
      )}
    </>
  )
}

function sayNoChange(same: number, untold: number): string {
  if (untold === 0) return words.nothing
  return same === 0 ? words.nothingTold : words.nothingElse
}

/** Which rules neither the draft nor what it is held against is judged by, and what is missing for that. */
function Unevaluated({ comparisons }: Pick<RuleComparisonsProps, 'comparisons'>) {
  const reasons = new Set(comparisons.map(reasonOf))
  return (
    <div className="note doubt">
      <ToneMark tone="doubt" />
      <div>
        <p className="note-title">{words.unevaluated(formatCount(comparisons.length, 'rule'))}</p>
        <dl className="draft-reasons">
          {[...reasons].map((why) => (
            <div key={why}>
              <dt>
                <Told>{why}</Told>
              </dt>
              <dd className="small">
                {comparisons
                  .filter((one) => reasonOf(one) === why)
                  .map(({ rule, title }) => `${title} (${rule})`)
                  .join('; ')}
              </dd>
            </div>
          ))}
        </dl>
      </div>
    </div>
  )
}

const reasonOf = ({ drafted, stands }: RuleComparison): string => drafted?.why ?? stands?.why ?? words.noReason

interface ComparisonProps {
  readonly comparison: RuleComparison
  readonly scale: TimeScale
  readonly asOf: string
  readonly onOpen: ((rule: RuleResult) => void) | undefined
}

function Comparison({ comparison, scale, asOf, onOpen }: ComparisonProps) {
  const { rule, title, change, stands, drafted } = comparison
  return (
    <li>
      <div className="draft-change-name">
        <span className="draft-change-kind">
          <ToneMark tone={TONES[change]} /> {words.change[change]}
        </span>
        {onOpen && drafted ? (
          <button type="button" className="as-link" onClick={() => onOpen(drafted)}>
            {title}
          </button>
        ) : (
          <span>{title}</span>
        )}
        <span className="identifier muted small">{rule}</span>
      </div>
      <div className="draft-change-sides">
        <Side label={words.stands} rule={stands} scale={scale} asOf={asOf} />
        <Side label={words.drafted} rule={drafted} scale={scale} asOf={asOf} />
      </div>
    </li>
  )
}

interface SideProps {
  readonly label: string
  readonly rule: RuleResult | undefined
  readonly scale: TimeScale
  readonly asOf: string
}

function Side({ label, rule, scale, asOf }: SideProps) {
  const drawn = useMemo(() => (rule ? drawnStretches(stretchesOf(rule, scale), scale) : []), [rule, scale])
  const at = percent(scale.startOf(dayOfText(asOf) ?? scale.from))
  return (
    <div className="draft-side">
      <span className="muted small">{label}</span>
      {rule ? (
        <>
          <span className="small">
            <SayVerdict rule={rule} />
          </span>
          <svg height="14" aria-hidden="true">
            <Strip stretches={drawn} top={1} height={12} />
            <line className="marker as-of" x1={at} x2={at} y1="-1" y2="15" />
          </svg>
          <FirstBreach rule={rule} />
          {rule.verdict === 'not evaluated' && rule.why !== undefined && (
            <span className="draft-why muted small">
              <Told>{rule.why}</Told>
            </span>
          )}
        </>
      ) : (
        <span className="muted small">{words.noSuchRule}</span>
      )}
    </div>
  )
}

function FirstBreach({ rule: { firstBreach, firstPossibleBreach, verdict } }: { readonly rule: RuleResult }) {
  if (firstBreach !== undefined) return <span className="bad small">{words.from(formatDay(firstBreach))}</span>
  if (firstPossibleBreach !== undefined)
    return <span className="doubt small">{words.perhapsFrom(formatDay(firstPossibleBreach))}</span>
  const isAnswered = verdict !== 'not evaluated' && verdict !== 'not applicable'
  return <span className="muted small">{isAnswered ? words.never : ''}</span>
}
