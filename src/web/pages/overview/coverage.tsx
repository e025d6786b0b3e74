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

/** Rows of the tables in which something is not stated: counted as the page of the network counts them. */
const BLANKS = [
  { table: 'elements', column: 'vendor', where: 'vendor~isBlank', of: 'vendors' },
  { table: 'elements', column: 'vendor', where: 'vendor~is~unknown', of: 'vendors' },
  { table: 'contracts', column: 'supplier', where: 'supplier~isBlank', of: 'vendors' },
  { table: 'elements', column: 'inService', where: 'inService~isBlank', of: 'blankDays' },
  { table: 'elements', column: 'inService', where: 'inService~is~unknown', of: 'unknownDays' },
] as const

type Blank = (typeof BLANKS)[number] & { readonly rows: number }

function useBlanks(workspace: string, { snapshot }: Overview): readonly Blank[] {
  const { data: tables = [] } = useQuery(tablesQuery(workspace, snapshot))
  const asked = BLANKS.flatMap((blank) => {
    const table = tables.find(({ table: name, rows }) => name === blank.table && rows > 0)
    if (!table) return []
    // What no row states cannot be asked about: it is blank in all of them.
    const isFilled = table.columns.some(({ name, isFilled: is }) => name === blank.column && is)
    if (!isFilled && !blank.where.endsWith('~isBlank')) return []
    return [{ blank, where: isFilled ? [blank.where] : [] }]
  })
  const counts = useQueries({
    queries: asked.map(({ blank, where }) => countQuery(workspace, blank.table, { snapshot, where })),
  })
  return asked.map(({ blank }, index) => ({ ...blank, rows: counts[index]?.data ?? 0 })).filter(({ rows }) => rows > 0)
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
  const blanks = useBlanks(workspace, overview)
  const pin = usePin()
  const { rules, spares } = overview
  if (!rules && spares.length === 0) return <p className="muted">{say.none}</p>
  const grounds = [...(rules ? groundsOfRules(rules, blanks) : []), ...groundsOfSpares(spares, rules)]
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

function groundsOfRules({ analysis, coverage, verdicts }: RulesOverview, blanks: readonly Blank[]): readonly Ground[] {
  const { elements, vendorKnown, vendorNotResolved, rules, notEvaluated, onAssumedFacts, uncertain } = coverage
  // That a rule does not apply may rest on assumed facts too.
  const evaluated = verdicts.reduce((sum, { rules: count }) => sum + count, -notEvaluated)
  const ofRules = (search: object, text: string): Gap => ({ to: 'rules', search: { analysis, ...search }, text })
  const ofBlanks = (of: Blank['of'], tell: (blank: Blank) => string): readonly Gap[] =>
    blanks
      .filter((blank) => blank.of === of)
      .map((blank) => ({ to: 'network', search: { table: blank.table, where: blank.where }, text: tell(blank) }))
  const tellBlank = ({ table, rows }: Blank): string => say.stated(network.nameTable(table).toLowerCase(), rows)
  return [
    {
      name: say.vendors,
      ...(elements > 0
        ? { figure: ofRules({ view: 'coverage' }, say.vendorKnown(formatPercent(vendorKnown / elements))) }
        : {}),
      gaps: [
        ...ofBlanks('vendors', tellBlank),
        ...(vendorNotResolved > 0 ? [ofRules({ view: 'coverage' }, say.unresolved(vendorNotResolved))] : []),
      ],
    },
    {
      name: say.dates,
      known: say.datesKnown,
      gaps: [
        ...ofBlanks('blankDays', ({ rows }) => say.dateBlank(rows)),
        ...ofBlanks('unknownDays', ({ rows }) => say.dateUnknown(rows)),
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
