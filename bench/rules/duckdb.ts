// The same figures by SQL: one table of subjects, and the day series of every measure from it.
//
// The SQL gets what the sweep gets, the cohort of each subject and the answers of each measure by cohort, and takes the
// same short cuts: subjects are grouped by cohort and day before measures are looked at, dates are whole numbers, the six
// counts of a site are packed into one, and only days on which something changes are held.
//
// usage, as a process of its own: duckdb DATABASE QUERIES OUT; prints the seconds of processor time of the queries.

import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import {
  BIGINT,
  type DuckDBConnection,
  DuckDBDataChunk,
  DuckDBInstance,
  type DuckDBType,
  INTEGER,
  USMALLINT,
  UTINYINT,
} from '@duckdb/node-api'
import { AFTER_ALL, BEFORE_ALL } from '#base/calendar.ts'
import { answersOf, type SweepMeasure } from '#engine/rules/cohorts.ts'
import type { DateTest } from '#engine/rules/date-tests.ts'
import { operatorPart } from '#engine/rules/operator-part.ts'
import { weightOf } from '#engine/rules/tally-sink.ts'
import type { Estate } from '#model/estate.ts'
import type { SweepPlan } from './sweep-file.ts'

interface Column {
  readonly name: string
  readonly type: DuckDBType
  readonly valueOf: (row: number) => number | bigint | null
}

const ROWS_A_CHUNK = 2048

async function fill(
  connection: DuckDBConnection,
  table: string,
  rowCount: number,
  columns: readonly Column[],
): Promise<void> {
  await connection.run(`CREATE TABLE ${table} (${columns.map(({ name, type }) => `${name} ${type}`).join(', ')})`)
  const appender = await connection.createAppender(table)
  const types = columns.map(({ type }) => type)
  for (let start = 0; start < rowCount; start += ROWS_A_CHUNK) {
    const rows = Math.min(ROWS_A_CHUNK, rowCount - start)
    const chunk = DuckDBDataChunk.create(types, rows)
    for (const [index, { valueOf }] of columns.entries()) {
      const vector = chunk.getColumnVector(index)
      for (let row = 0; row < rows; row++) vector.setItem(row, valueOf(start + row))
      vector.flush()
    }
    appender.appendDataChunk(chunk)
  }
  appender.closeSync()
}

const WINDOWS = ['possibleFrom', 'certainFrom', 'certainUntil', 'possibleUntil'] as const

/** Writes subjects, cohorts and answers into a database file. */
export async function writeDatabase(path: string, estate: Estate, plan: SweepPlan): Promise<void> {
  const { cohorts, measures } = plan
  const siteOf = new Int32Array(estate.subjectCount).fill(estate.siteCount)
  for (let site = 0; site < estate.siteCount; site++)
    siteOf.fill(site, estate.siteStart[site]!, estate.siteStart[site + 1]!)
  const subjectColumns: Column[] = [
    { name: 'site', type: INTEGER, valueOf: (subject) => siteOf[subject]! },
    { name: 'cohort', type: USMALLINT, valueOf: (subject) => cohorts.cohortOf[subject]! },
  ]
  for (const reads of ['service', 'presence'] as const) {
    for (const window of WINDOWS) {
      const column = estate[reads][window]
      subjectColumns.push({ name: `${reads}_${window}`, type: INTEGER, valueOf: (subject) => column.get(subject) })
    }
  }
  for (const [event, { earliest, latest }] of Object.entries(estate.events)) {
    subjectColumns.push({ name: `${event}_earliest`, type: INTEGER, valueOf: (subject) => earliest.get(subject) })
    subjectColumns.push({ name: `${event}_latest`, type: INTEGER, valueOf: (subject) => latest.get(subject) })
  }
  for (const [measure, { low, high }] of Object.entries(estate.weights)) {
    const known = (column: Float64Array) => (subject: number) =>
      Number.isFinite(column[subject]) ? BigInt(column[subject]!) : null
    subjectColumns.push({ name: `${measure}_low`, type: BIGINT, valueOf: known(low) })
    subjectColumns.push({ name: `${measure}_high`, type: BIGINT, valueOf: known(high) })
  }

  const answers = measures.flatMap((one, measure) =>
    cohorts.profiles.flatMap((_, cohort) =>
      answersOf(one, cohorts, cohort).spells.map((spell) => ({ measure, cohort, ...spell })),
    ),
  )
  const instance = await DuckDBInstance.create(path)
  const connection = await instance.connect()
  await fill(connection, 'subjects', estate.subjectCount, subjectColumns)
  await fill(connection, 'cohorts', cohorts.profiles.length, [
    { name: 'cohort', type: USMALLINT, valueOf: (cohort) => cohort },
    { name: 'part', type: INTEGER, valueOf: (cohort) => operatorPart(cohorts.examples[cohort]!, estate).low },
  ])
  const ofAnswer = (
    name: 'measure' | 'cohort' | 'from' | 'until' | 'denominator' | 'numerator' | 'vendorGroup',
    type: DuckDBType,
  ): Column => ({ name: `"${name}"`, type, valueOf: (row) => answers[row]![name] })
  await fill(connection, 'answers', answers.length, [
    ofAnswer('measure', USMALLINT),
    ofAnswer('cohort', USMALLINT),
    ofAnswer('from', INTEGER),
    ofAnswer('until', INTEGER),
    ofAnswer('denominator', UTINYINT),
    ofAnswer('numerator', UTINYINT),
    ofAnswer('vendorGroup', INTEGER),
  ])
  connection.closeSync()
  instance.closeSync()
}

/** The answer of date tests on a row of subjects: 0 no, 1 maybe, 2 yes. */
function askTests(tests: readonly DateTest[], events: Estate['events']): string {
  const answers = tests.map(({ event, after, notAfter }) => {
    const earliest = events[event] ? `${event}_earliest` : `${BEFORE_ALL}`
    const latest = events[event] ? `${event}_latest` : events.installed ? 'installed_latest' : `${AFTER_ALL}`
    return `CASE WHEN ${latest} <= ${after} OR ${earliest} > ${notAfter} THEN 0
                 WHEN ${earliest} > ${after} AND ${latest} <= ${notAfter} THEN 2 ELSE 1 END`
  })
  return answers.length === 0 ? '2' : `least(${answers.join(', ')})`
}

/** A certain stretch of days, or else its whole possible span; and what lies about a certain one: [certain, from, until, when]. */
function stretches(windows: string): readonly (readonly [boolean, string, string, string])[] {
  const [possibleFrom, certainFrom, certainUntil, possibleUntil] = WINDOWS.map((name) => `${windows}_${name}`) as [
    string,
    string,
    string,
    string,
  ]
  const isCertain = `${certainFrom} < ${certainUntil}`
  return [
    [true, certainFrom, certainUntil, isCertain],
    [
      false,
      possibleFrom,
      `least(${certainFrom}, ${possibleUntil})`,
      `${isCertain} AND ${possibleFrom} < ${certainFrom}`,
    ],
    [
      false,
      `greatest(${certainUntil}, ${possibleFrom})`,
      possibleUntil,
      `${isCertain} AND ${certainUntil} < ${possibleUntil}`,
    ],
    [false, possibleFrom, possibleUntil, `${certainFrom} >= ${certainUntil}`],
  ]
}

/** The statements whose last results stand in the table `figures`: by measure, vendor group, category and day. */
export function writeQueries(estate: Estate, plan: SweepPlan): string[] {
  const first = plan.horizon.from
  const end = plan.horizon.to + 1
  const clamp = (day: string) => `greatest(${first}, least(${end}, ${day}))`
  const queries = [
    `CREATE TABLE sums (ledger INTEGER, cohort USMALLINT, byDates UTINYINT, countsBy UTINYINT, certain BOOLEAN, day INTEGER, low BIGINT, high BIGINT, unknown BIGINT)`,
    `CREATE TABLE ledgers (measure USMALLINT, ledger INTEGER)`,
    `CREATE TABLE turns (measure USMALLINT, vendorGroup INTEGER, category UTINYINT, day INTEGER, low HUGEINT, high HUGEINT, unknown HUGEINT)`,
  ]
  const ledgers = new Map<string, { readonly example: SweepMeasure; readonly measures: number[] }>()
  for (const [index, one] of plan.measures.entries()) {
    const { measure, answers } = one
    if (measure.count === 'sites') {
      queries.push(siteQuery(index, measure.reads, estate.siteCount, clamp))
      continue
    }
    const weights = weightOf(measure, estate) && measure.weight
    const key = JSON.stringify([measure.reads, weights, answers.denominatorTests, answers.numeratorTests])
    const ledger = ledgers.get(key)
    if (ledger) ledger.measures.push(index)
    else ledgers.set(key, { example: one, measures: [index] })
  }
  for (const [number, { example, measures }] of [...ledgers.values()].entries()) {
    queries.push(ledgerQuery(number, example, measures, estate, clamp))
    for (const measure of measures) queries.push(`INSERT INTO ledgers VALUES (${measure}, ${number})`)
  }
  const shared = plan.measures.flatMap(({ measure }, index) => (measure.isOperatorWeighted ? [index] : []))
  queries.push(foldQuery(shared, first, end))
  queries.push(`CREATE TABLE figures AS
    SELECT measure, vendorGroup, category, day,
      sum(low) OVER running AS low, sum(high) OVER running AS high, sum(unknown) OVER running AS unknown
    FROM (
      SELECT measure, vendorGroup, category, day, sum(low) AS low, sum(high) AS high, sum(unknown) AS unknown
      FROM turns WHERE day < ${end} GROUP BY ALL
    )
    WINDOW running AS (PARTITION BY measure, vendorGroup, category ORDER BY day)`)
  return queries
}

/** Adds up how many subjects of each cohort begin and end on each day, or what they weigh. */
function ledgerQuery(
  ledger: number,
  { measure, answers }: SweepMeasure,
  measures: readonly number[],
  estate: Estate,
  clamp: (day: string) => string,
): string {
  const weights = weightOf(measure, estate) && measure.weight
  const [low, high] = weights ? [`${weights}_low`, `${weights}_high`] : ['1', '1']
  const byDates = askTests(answers.denominatorTests, estate.events)
  const countsBy = askTests(answers.numeratorTests, estate.events)
  const scope = `cohort IN (SELECT cohort FROM data.answers WHERE measure IN (${measures.join(', ')}))`
  const isAsked = byDates === '2' ? scope : `${scope} AND ${byDates} > 0`
  const parts = stretches(measure.reads).flatMap(([certain, from, until, when]) =>
    [
      { day: from, sign: '' },
      { day: until, sign: '-' },
    ].map(
      ({ day, sign }) => `SELECT cohort, ${byDates} AS byDates, ${countsBy} AS countsBy, ${certain} AS certain,
        ${clamp(day)} AS day, ${sign}${low} AS low, ${sign}${high} AS high,
        ${weights ? `CASE WHEN ${low} IS NULL THEN ${sign}1 ELSE 0 END` : '0'} AS unknown
        FROM data.subjects WHERE ${isAsked} AND ${when} AND ${clamp(from)} < ${clamp(until)}`,
    ),
  )
  return `INSERT INTO sums
    SELECT ${ledger}, cohort, byDates, countsBy, certain, day, coalesce(sum(low), 0), coalesce(sum(high), 0), sum(unknown)
    FROM (${parts.join('\nUNION ALL\n')}) GROUP BY ALL`
}

const CATEGORY = (certain: string, numerator: string) =>
  `CASE ${numerator} WHEN 2 THEN 0 WHEN 0 THEN 1 ELSE 2 END + CASE WHEN ${certain} THEN 0 ELSE 3 END`

/** From cohorts to measures: a spell of answers takes the days it lasts out of the cohort's. */
function foldQuery(shared: readonly number[], first: number, end: number): string {
  const factor = shared.length === 0 ? '1' : `CASE WHEN a.measure IN (${shared.join(', ')}) THEN c.part ELSE 1 END`
  const category = CATEGORY('s.certain AND a.denominator = 2 AND s.byDates = 2', 'least(a.numerator, s.countsBy)')
  const joined = `FROM sums s
      JOIN ledgers r ON r.ledger = s.ledger
      JOIN (SELECT *, greatest("from", ${first}) AS begins, least("until", ${end}) AS ends FROM data.answers) a
        ON a.measure = r.measure AND a.cohort = s.cohort
      JOIN data.cohorts c ON c.cohort = s.cohort
      WHERE a.begins < a.ends AND s.day < a.ends`
  const part = (day: string, sign: string) => `SELECT a.measure, a.vendorGroup, ${category} AS category, ${day} AS day,
      ${sign}s.low * ${factor} AS low, ${sign}s.high * ${factor} AS high, ${sign}s.unknown AS unknown ${joined}`
  return `INSERT INTO turns SELECT measure, vendorGroup, category, day, sum(low), sum(high), sum(unknown) FROM (
    ${part('greatest(s.day, a.begins)', '')}
    UNION ALL
    ${part('a.ends', '-')}
  ) GROUP BY ALL`
}

/** Whole sites: six counts of subjects, ten bits each, run on from day to day, and the category they make. */
function siteQuery(measure: number, windows: string, siteCount: number, clamp: (day: string) => string): string {
  const bits = 10
  const within = (day: string) => clamp(`greatest(a."from", least(a."until", ${day}))`)
  const parts = stretches(windows).flatMap(([certain, from, until, when]) =>
    [
      { day: from, sign: '' },
      { day: until, sign: '-' },
    ].map(
      ({ day, sign }) => `SELECT site, ${within(day)} AS day,
        ${sign}(1::BIGINT << (${bits} * (${CATEGORY(`${certain} AND a.denominator = 2`, 'a.numerator')}))) AS counts
        FROM data.subjects s JOIN data.answers a ON a.measure = ${measure} AND a.cohort = s.cohort
        WHERE ${when} AND ${within(from)} < ${within(until)} AND site < ${siteCount}`,
    ),
  )
  const count = (category: number) => `((counts >> ${bits * category}) & ${2 ** bits - 1})`
  const [a, b, c, d, e, f] = [0, 1, 2, 3, 4, 5].map(count)
  return `INSERT INTO turns
    WITH days AS (
      SELECT site, day, sum(counts)::BIGINT AS counts FROM (${parts.join('\nUNION ALL\n')}) GROUP BY site, day
    ), running AS (
      SELECT site, day, sum(counts) OVER (PARTITION BY site ORDER BY day)::BIGINT AS counts FROM days
    ), states AS (
      SELECT site, day, CASE
        WHEN ${a} > 0 THEN 0
        WHEN ${b} + ${c} > 0 THEN CASE WHEN ${c} + ${d} + ${f} > 0 THEN 2 ELSE 1 END
        WHEN ${d} + ${e} + ${f} = 0 THEN -1
        WHEN ${e} + ${f} = 0 THEN 3
        WHEN ${d} + ${f} = 0 THEN 4
        ELSE 5 END AS category
      FROM running
    ), steps AS (
      SELECT day, category, lag(category, 1, -1) OVER (PARTITION BY site ORDER BY day) AS before FROM states
    )
    SELECT ${measure}, -2, category, day, sum(one), sum(one), 0 FROM (
      SELECT category, day, 1 AS one FROM steps WHERE category <> before AND category >= 0
      UNION ALL
      SELECT before, day, -1 FROM steps WHERE category <> before AND before >= 0
    ) GROUP BY category, day`
}

async function main([database, queries, out]: readonly string[]): Promise<void> {
  const instance = await DuckDBInstance.create(':memory:', { threads: '1' })
  const connection = await instance.connect()
  await connection.run(`ATTACH '${database}' AS data (READ_ONLY)`)
  const begun = process.cpuUsage()
  for (const query of JSON.parse(readFileSync(queries!, 'utf8')) as string[]) await connection.run(query)
  const { user, system } = process.cpuUsage(begun)
  await connection.run(`COPY (SELECT * FROM figures ORDER BY ALL) TO '${out}' (FORMAT csv, HEADER false)`)
  console.log(JSON.stringify({ seconds: (user + system) / 1e6 }))
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main(process.argv.slice(2))
