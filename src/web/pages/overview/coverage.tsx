// How sure are we: how much of what the answers rest on is known, each figure a link to just that.

import { useQueries, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { Overview, RulesOverview, SparesOverview } from '#contract/application/overview.ts'
import { countQuery, tablesQuery } from '../../api/tables.ts'
import { formatNumber, formatPercent } from '../../format.ts'
import { ToneMark } from '../../parts/tone.tsx'
import { useWorkspace } from '../../shell/use-workspace.ts'
import { network } from '../../words/en/network.ts'
import { overview as words } from '../../words/en/overview.ts'
import { AnswerCard } from './answer-card.tsx'
import { type GapOfRows, listGapsOfRows } from './gaps-of-rows.ts'

const { coverage: say } = words

interface CoverageProps {
  readonly workspace: string
  readonly overview: Overview
}

export function Coverage({ workspace, overview }: CoverageProps) {
  return (
    <AnswerCard question={say.question}>
      <Known workspace={workspace} overview={overview} />
    </AnswerCard>
  )
}

export function Holdings({ workspace, overview }: CoverageProps) {
  const pin = usePin()
  return (
    <AnswerCard question={say.rows}>
      <dl className="holdings">
        {overview.tables
          .filter(({ rows }) => rows > 0)
          .map(({ table, rows }) => (
            <div key={table}>
              <dt>
                <Link to={`/w/${workspace}/network`} search={{ ...pin, table } as never}>
                  {network.nameTable(table)}
                </Link>
              </dt>
              <dd>
                <Link className="said" to={`/w/${workspace}/network`} search={{ ...pin, table } as never}>
                  {formatNumber(rows)}
                </Link>
              </dd>
            </div>
          ))}
      </dl>
    </AnswerCard>
  )
}

/** Of a snapshot that was chosen, what is counted is shown of that one. */
function usePin(): { readonly snapshot?: string } {
  const { snapshot, isPinned } = useWorkspace()
  return isPinned && snapshot !== undefined ? { snapshot } : {}
}

type Missing = GapOfRows & { readonly rows: number }

/** Counted as the page of the network counts them. */
function useMissing(workspace: string, { snapshot }: Overview): readonly Missing[] {
  const { data: tables = [] } = useQuery(tablesQuery(workspace, snapshot))
  const gaps = listGapsOfRows(tables)
  const counts = useQueries({
    queries: gaps.map(({ table, where }) => countQuery(workspace, table, { snapshot, where })),
  })
  return gaps.map((gap, index) => ({ ...gap, rows: counts[index]?.data ?? 0 })).filter(({ rows }) => rows > 0)
}

interface Gap {
  readonly to: 'network' | 'rules' | 'spares'
  readonly search: object
  readonly text: string
}

interface Ground {
  readonly name: string
  /** Said in any case. */
  readonly figure?: Gap
  /** What is said where there is no gap. */
  readonly known?: string
  readonly gaps: readonly Gap[]
}

function Known({ workspace, overview }: CoverageProps) {
  const missing = useMissing(workspace, overview)
  const pin = usePin()
  const { rules, spares } = overview
  if (!rules && spares.length === 0) return <p className="muted">{say.none}</p>
  const grounds = [...(rules ? groundsOfRules(rules, missing) : []), ...groundsOfSpares(spares, rules)]
  const unsure = grounds.filter(({ gaps }) => gaps.length > 0).length
  const isEmpty = rules?.coverage.elements === 0
  return (
    <>
      <p className="headline">
        <ToneMark tone={isEmpty ? 'none' : unsure === 0 ? 'good' : 'doubt'} />
        <span>{isEmpty ? say.noElements : unsure === 0 ? say.sure : say.unsure}</span>
      </p>
      {!isEmpty && unsure > 0 && <p>{say.unsureOf(unsure, grounds.length)}</p>}
      <dl className="rests">
        {grounds.map(({ name, figure, known, gaps }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>
              {gaps.length === 0 && known}
              {[...(figure ? [figure] : []), ...gaps].map(({ to, search, text }) => (
                <Link key={text} to={`/w/${workspace}/${to}`} search={{ ...pin, ...search } as never}>
                  {text}
                </Link>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </>
  )
}

function groundsOfRules(
  { analysis, coverage, verdicts }: RulesOverview,
  missing: readonly Missing[],
): readonly Ground[] {
  const { elements, vendorKnown, vendorNotResolved, rules, notEvaluated, onAssumedFacts, uncertain } = coverage
  // That a rule does not apply may rest on assumed facts too.
  const evaluated = verdicts.reduce((sum, { rules: count }) => sum + count, -notEvaluated)
  const ofRules = (search: object, text: string): Gap => ({ to: 'rules', search: { analysis, ...search }, text })
  const ofRows = (isMeant: (what: GapOfRows['what']) => boolean): readonly Gap[] =>
    missing
      .filter(({ what }) => isMeant(what))
      .map(({ what, table, where, rows }) => ({
        to: 'network',
        search: { table, where },
        text: say.missing[what](rows),
      }))
  const isOfDay = (what: GapOfRows['what']): boolean => what === 'dayBlank' || what === 'dayUnknown'
  return [
    {
      name: say.vendors,
      ...(elements > 0
        ? { figure: ofRules({ view: 'coverage' }, say.vendorKnown(formatPercent(vendorKnown / elements))) }
        : {}),
      gaps: [
        ...ofRows((what) => !isOfDay(what)),
        ...(vendorNotResolved > 0 ? [ofRules({ view: 'coverage' }, say.unresolved(vendorNotResolved))] : []),
      ],
    },
    {
      name: say.dates,
      known: say.datesKnown,
      gaps: [
        ...ofRows(isOfDay),
        ...(uncertain > 0 ? [ofRules({ rests: 'uncertain' }, say.uncertain(uncertain, rules))] : []),
      ],
    },
    {
      name: say.assumed,
      known: say.assumedNone,
      gaps: onAssumedFacts > 0 ? [ofRules({ rests: 'assumed' }, say.assumedRules(onAssumedFacts, evaluated))] : [],
    },
    {
      name: say.asked,
      known: say.allJudged,
      gaps: notEvaluated > 0 ? [ofRules({ verdict: 'not evaluated' }, say.notEvaluated(notEvaluated))] : [],
    },
  ]
}

function groundsOfSpares(all: readonly SparesOverview[], rules: RulesOverview | undefined): readonly Ground[] {
  const unweighed = rules?.coverage.unweighed ?? 0
  const ofSpares = ({ analysis }: SparesOverview, search: object, text: string): Gap => ({
    to: 'spares',
    search: { analysis, ...search },
    text,
  })
  const weights: Ground = {
    name: say.weights,
    known: say.weightsKnown,
    gaps: [
      ...(rules && unweighed > 0
        ? [
            {
              to: 'rules' as const,
              search: { analysis: rules.analysis, rests: 'unweighed' },
              text: say.unweighed(unweighed),
            },
          ]
        : []),
      ...all
        .filter(({ sitesWithoutWeight }) => sitesWithoutWeight > 0)
        .map((one) =>
          ofSpares(one, { view: 'basis' }, say.sitesUnweighed(one.sitesWithoutWeight, one.sites, one.scenario)),
        ),
    ],
  }
  // Parts are the same in every scenario; what is assumed of their classes may differ.
  const [first] = all
  if (!first) return [weights]
  const { parts, partsNotReckoned, partsWithClassRate, partsWithoutPrice, scenario } = first
  const ofParts = (known: string, count: number, text: string): readonly Gap[] =>
    count > 0 ? [ofSpares(first, { view: 'parts', known }, text)] : []
  const own = parts - partsNotReckoned - partsWithClassRate
  const rates: Ground = {
    name: say.rates,
    figure: ofSpares(first, { view: 'parts', known: 'ownRate' }, say.ratesOwn(own, parts, scenario)),
    gaps: [
      ...ofParts('classRate', partsWithClassRate, say.ratesClass(partsWithClassRate)),
      ...ofParts('noRate', partsNotReckoned, say.ratesNone(partsNotReckoned)),
      ...ofParts('noPrice', partsWithoutPrice, say.noPrice(partsWithoutPrice)),
    ],
  }
  return [weights, rates]
}
