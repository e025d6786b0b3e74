// Are we within the rules, and what breaks next?

import { Told } from '../../parts/told.tsx'
import { Link } from '@tanstack/react-router'
import type { RulesOverview } from '#contract/application/overview.ts'
import { wordFootedVerdict } from '#report/rules/count-verdicts.ts'
import { VERDICT_TONES } from '#report/rules/verdict-tones.ts'
import { ToManifest } from '../../analyses/to-manifest.tsx'
import { formatDay, formatFromDay, formatNumber } from '../../format.ts'
import { type Tone, ToneMark, ToneWord, toneOnFooting } from '../../parts/tone.tsx'
import { overview as words } from '../../words/en/overview.ts'
import { sayNoneBreaks } from './say-none-breaks.ts'
import { AnswerCard, type AnswerProps, Failed, NotAsked, Pending, Stale } from './answer-card.tsx'

const QUESTION = { kind: 'rules' } as const
const MOST_NEXT = 5

const ORDER: readonly Tone[] = ['bad', 'ahead', 'doubt', 'good', 'later', 'blank', 'none']

export function RulesAnswer({ workspace, overview, isAsking, onAsk }: AnswerProps) {
  const { rules } = overview
  const pending = overview.pending.find(({ kind }) => kind === 'rules')
  const failed = overview.failed.find(({ kind }) => kind === 'rules')
  const open = overview.notAsked.find(({ what }) => what === 'rules')
  const ask = { question: QUESTION, isAsking, onAsk }
  return (
    <>
      <AnswerCard question={words.rules.question}>
        {pending && <Pending workspace={workspace} job={pending.job} />}
        {failed && !pending && <Failed workspace={workspace} failed={failed} isAsking={isAsking} onAsk={onAsk} />}
        {rules ? (
          <>
            {!rules.isOfHead && !pending && !failed && <Stale {...ask} />}
            <Verdicts workspace={workspace} rules={rules} />
          </>
        ) : (
          !pending &&
          !failed && <NotAsked why={open?.isOutdated === true ? words.outdated : words.rules.notAsked} {...ask} />
        )}
      </AnswerCard>
      <AnswerCard question={words.next.question}>
        {rules ? (
          <>
            <NextBreaches workspace={workspace} rules={rules} />
            <p className="muted small">{words.next.until(formatDay(rules.until))}</p>
            <NextDue workspace={workspace} rules={rules} />
          </>
        ) : (
          <p className="muted">{words.next.notAsked}</p>
        )}
      </AnswerCard>
    </>
  )
}

function toneOfAnswer({ answer, isUnreserved }: RulesOverview): Tone {
  switch (answer) {
    case 'no':
    case 'no, on assumed facts':
      return 'bad'
    case 'waived':
      return 'waived'
    case 'cannot be shown':
      return 'doubt'
    case 'yes':
      return isUnreserved ? 'good' : 'later'
    case 'nothing judged':
    case 'nothing to judge':
      return 'none'
  }
}

interface VerdictsProps {
  readonly workspace: string
  readonly rules: RulesOverview
}

function Verdicts({ workspace, rules }: VerdictsProps) {
  // `Yes, on assumed facts. On 1 November …`: the answer, and what it rests on.
  const [answer = '', ...why] = rules.headline.split(/(?<=\.) /)
  const tone = toneOfAnswer(rules)
  return (
    <>
      <p className="headline">
        <ToneMark tone={tone} />
        <Link to={`/w/${workspace}/rules`} search={{ analysis: rules.analysis } as never}>
          {answer.replace(/\.$/, '')}
        </Link>
      </p>
      <p>
        <Told>{why.join(' ')}</Told>
      </p>
      <ToManifest workspace={workspace} answer={rules.answer} />
      {rules.reservations.map(({ about, text }) => (
        <p key={text} className="small">
          <Link
            className="reservation"
            to={`/w/${workspace}/rules`}
            search={searchAbout(rules.analysis, about) as never}
          >
            <Told>{text}</Told>
          </Link>
        </p>
      ))}
      <p className="muted small">{words.rules.asOf(formatDay(rules.asOf))}</p>
      <VerdictCounts workspace={workspace} rules={rules} binds />
      <VerdictCounts workspace={workspace} rules={rules} binds={false} />
    </>
  )
}

/** The rules it speaks of, alone; what is of no rules stands with what the answers rest on. */
function searchAbout(analysis: string, about: RulesOverview['reservations'][number]['about']): object {
  switch (about) {
    case 'unasked':
    case 'leftToSpares':
      return { analysis, binds: 'yes', rests: about }
    case 'assumed':
      return { analysis, binds: 'yes', rests: 'metOnAssumed' }
    default:
      return { analysis, view: 'coverage' }
  }
}

/** Of the rules that the answer is of, or of those beside them. */
function VerdictCounts({ workspace, rules, binds }: VerdictsProps & { readonly binds: boolean }) {
  const counts = rules.verdicts
    .filter((one) => one.binds === binds)
    .toSorted((left, right) => ORDER.indexOf(VERDICT_TONES[left.verdict]) - ORDER.indexOf(VERDICT_TONES[right.verdict]))
  if (counts.length === 0) return null
  const searchOf = (verdict: string[]) =>
    ({ analysis: rules.analysis, binds: binds ? 'yes' : 'no', ...(verdict.length > 0 ? { verdict } : {}) }) as never
  const all = counts.reduce((sum, { rules: count }) => sum + count, 0)
  return (
    <section className="verdict-counts">
      <h3>
        <Link to={`/w/${workspace}/rules`} search={searchOf([])}>
          <span>{binds ? words.rules.binding : words.rules.beside}</span>
          <span className="verdict-count">{formatNumber(all)}</span>
        </Link>
      </h3>
      <ul className="verdicts">
        {counts.map((counted) => {
          const word = wordFootedVerdict(counted)
          return (
            <li key={word}>
              <Link to={`/w/${workspace}/rules`} search={searchOf([word])}>
                <ToneWord tone={toneOnFooting(VERDICT_TONES[counted.verdict], counted.onAssumedFacts)}>{word}</ToneWord>
                <span className="verdict-count">{formatNumber(counted.rules)}</span>
              </Link>
            </li>
          )
        })}
      </ul>
    </section>
  )
}

function NextBreaches({ workspace, rules }: VerdictsProps) {
  if (rules.next.length === 0) {
    const { tone, say } = sayNoneBreaks(rules)
    return (
      <p className="next-none">
        <ToneMark tone={tone} />
        <span>{words.next[say]}</span>
      </p>
    )
  }
  return (
    <ol className="next">
      {rules.next.slice(0, MOST_NEXT).map(({ pack, rule, title, on, isCertain, sentence }) => (
        <li key={`${pack} ${rule} ${on}`}>
          <When day={on} asOf={rules.asOf} to={ruleAddress(workspace, rules, pack, rule)} />
          <span className="next-what">
            <Link {...ruleAddress(workspace, rules, pack, rule)}>{title}</Link>{' '}
            <span className={`badge ${isCertain ? 'bad' : 'doubt'}`}>
              <ToneMark tone={isCertain ? 'bad' : 'doubt'} />
              {isCertain ? words.next.certain : words.next.possible}
            </span>
            <span className="next-why">
              <Told>{sentence}</Told>
            </span>
          </span>
        </li>
      ))}
    </ol>
  )
}

/** What does not bind yet, and whether the plan meets it once it does. */
function NextDue({ workspace, rules }: VerdictsProps) {
  if (rules.due.length === 0) return null
  return (
    <section className="next-due">
      <h3>{words.next.due}</h3>
      <ol className="next">
        {rules.due.map(({ pack, rule, title, on, verdict, onAssumedFacts }) => (
          <li key={`${pack} ${rule}`}>
            <When day={on} asOf={rules.asOf} to={ruleAddress(workspace, rules, pack, rule)} />
            <span className="next-what">
              <Link {...ruleAddress(workspace, rules, pack, rule)}>{title}</Link>
              <ToneWord tone={toneOnFooting(VERDICT_TONES[verdict], onAssumedFacts)}>
                {wordFootedVerdict({ verdict, onAssumedFacts }).replace(/^not yet due: /, '')}
              </ToneWord>
            </span>
          </li>
        ))}
      </ol>
    </section>
  )
}

function ruleAddress(workspace: string, { analysis }: RulesOverview, pack: string, rule: string) {
  return { to: `/w/${workspace}/rules`, search: { analysis, view: 'rule', pack, rule } as never }
}

interface WhenProps {
  readonly day: string
  readonly asOf: string
  readonly to: ReturnType<typeof ruleAddress>
}

function When({ day, asOf, to }: WhenProps) {
  return (
    <Link className="next-when said" {...to}>
      <span className="next-day">{formatDay(day)}</span>
      <span className="muted small">{formatFromDay(day, asOf)}</span>
    </Link>
  )
}
