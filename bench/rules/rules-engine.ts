// The same scopes asked of one object after the other by a general rules engine, as rules are often evaluated.
//
// On one day, and without unknowns: only elements are taken of which every rule can be answered with yes or no, since
// the engine knows no maybe. What it finds is counted and compared with the answers of the sweep.

import { Engine, type NestedCondition, type TopLevelCondition } from 'json-rules-engine'
import { parseDay } from '#base/calendar.ts'
import { MAYBE, NO, YES } from '#base/trilean.ts'
import { answersOf } from '#engine/rules/cohorts.ts'
import { DateQuestions, testsOf } from '#engine/rules/date-tests.ts'
import type { Measure } from '#engine/rules/measure.ts'
import { controlSpells, type VendorBook } from '#engine/vendors/index.ts'
import type { Estate, SubjectClass } from '#model/estate.ts'
import { isWithinFunction } from '#model/network-function.ts'
import { plainBand, plainName } from '#model/plain-name.ts'
import { meetsPattern, plainPattern } from '#model/product-pattern.ts'
import type { Predicate, RulePack, Scope, VendorCondition } from '#model/rule.ts'
import type { SweepPlan } from './sweep-file.ts'

export interface RulesEngineRun {
  readonly elements: number
  readonly rules: number
  readonly seconds: number
  /** Whether every rule found as many elements as the sweep says there are on the day. */
  readonly isEqual: boolean
}

export async function runRulesEngine(
  estate: Estate,
  plan: SweepPlan,
  book: VendorBook,
  day: number,
  elementCount: number,
): Promise<RulesEngineRun> {
  const asked = askedMeasures(plan)
  const engine = new Engine()
  addOperators(engine)
  const conditions = new Conditions(book, day)
  for (const { index, measure, pack } of asked) {
    const denominator = conditions.ofDenominator(measure, pack)
    engine.addRule({ conditions: { all: denominator }, event: { type: `${index} in scope` } })
    if (!measure.numerator) continue
    const counted = [...denominator, ...conditions.ofScope(measure.numerator, pack, ['element'])]
    engine.addRule({ conditions: { all: counted }, event: { type: `${index} counted` } })
  }
  const { facts, expected } = takeSample(estate, plan, asked, day, elementCount)
  const found = new Map<string, number>()
  const begun = process.cpuUsage()
  for (const fact of facts) {
    const { events } = await engine.run(fact)
    for (const { type } of events) found.set(type, (found.get(type) ?? 0) + 1)
  }
  const { user, system } = process.cpuUsage(begun)
  const types = new Set([...found.keys(), ...expected.keys()])
  return {
    elements: facts.length,
    rules: asked.reduce((sum, { measure }) => sum + (measure.numerator ? 2 : 1), 0),
    seconds: (user + system) / 1e6,
    isEqual: [...types].every((type) => (found.get(type) ?? 0) === (expected.get(type) ?? 0)),
  }
}

interface AskedMeasure {
  readonly index: number
  readonly measure: Measure
  readonly pack: RulePack
}

/** Element measures whose answers do not hang on what the authority recorded. */
function askedMeasures(plan: SweepPlan): AskedMeasure[] {
  const packOf = new Map<number, RulePack>()
  for (const { statement, windows } of plan.readings)
    for (const { main } of windows) for (const index of main) packOf.set(index, statement.pack)
  return plan.measures.flatMap(({ measure }, index) => {
    const pack = packOf.get(index)
    return pack && measure.regime === undefined ? [{ index, measure, pack }] : []
  })
}

type Facts = Record<string, unknown>

function factsOf(subject: SubjectClass): Facts {
  const resolved = subject.suppliers.flatMap(({ role, resolution }) =>
    resolution?.kind === 'resolved' ? [{ role, vendor: resolution.vendor }] : [],
  )
  return {
    subject: subject.subject,
    kind: subject.kind,
    functions: subject.functions,
    technologies: subject.configurations[0]!.technologies ?? [],
    bands: subject.configurations[0]!.bands ?? [],
    product: plainName(subject.product),
    region: subject.region,
    siteTags: subject.siteTags,
    tags: subject.tags,
    suppliers: resolved,
    isServed: subject.served === YES,
  }
}

const WINDOWS = ['possibleFrom', 'certainFrom', 'certainUntil', 'possibleUntil'] as const
const EVENTS = ['procured', 'produced', 'delivered', 'installed', 'inService'] as const

function takeSample(
  estate: Estate,
  plan: SweepPlan,
  asked: readonly AskedMeasure[],
  day: number,
  elementCount: number,
): { facts: Facts[]; expected: Map<string, number> } {
  const { cohorts, measures } = plan
  const dates = asked.map(({ index }) => {
    const { denominatorTests, numeratorTests } = measures[index]!.answers
    return {
      denominator: new DateQuestions(denominatorTests, estate.events),
      numerator: new DateQuestions(numeratorTests, estate.events),
    }
  })
  const facts: Facts[] = []
  const expected = new Map<string, number>()
  for (let subject = 0; subject < estate.subjectCount && facts.length < elementCount; subject++) {
    const windows = [estate.service, estate.presence].map((one) => WINDOWS.map((name) => one[name].get(subject)))
    if (windows.some(([from, surelyFrom, surelyUntil, until]) => from !== surelyFrom || surelyUntil !== until)) continue
    const subjectClass = estate.classes[estate.classOf[subject]!]!
    if (subjectClass.subject !== 'element') continue
    const answers = asked.map(({ index, measure }, place) => {
      const [from, , , until] = windows[measure.reads === 'service' ? 0 : 1] as [number, number, number, number]
      const spell = answersOf(measures[index]!, cohorts, cohorts.cohortOf[subject]!).spells.find(
        (one) => one.from <= day && day < one.until,
      )
      if (!spell || day < from || day >= until) return { denominator: NO, numerator: NO }
      return {
        denominator: Math.min(spell.denominator, dates[place]!.denominator.ask(subject)),
        numerator: Math.min(spell.numerator, dates[place]!.numerator.ask(subject)),
      }
    })
    if (
      answers.some(
        ({ denominator, numerator }) => denominator === MAYBE || (denominator === YES && numerator === MAYBE),
      )
    )
      continue
    const fact = factsOf(subjectClass)
    ;[fact.serviceFrom, fact.serviceUntil] = [windows[0]![0], windows[0]![3]]
    ;[fact.presenceFrom, fact.presenceUntil] = [windows[1]![0], windows[1]![3]]
    // Where nobody states an event, it lies not after the installation.
    for (const event of EVENTS) {
      fact[`${event}Latest`] = (estate.events[event] ?? estate.events.installed)!.latest.get(subject)
      fact[`${event}Earliest`] = estate.events[event]?.earliest.get(subject) ?? Number.NEGATIVE_INFINITY
    }
    facts.push(fact)
    for (const [place, { index, measure }] of asked.entries()) {
      const { denominator, numerator } = answers[place]!
      if (denominator !== YES) continue
      expected.set(`${index} in scope`, (expected.get(`${index} in scope`) ?? 0) + 1)
      if (measure.numerator && numerator === YES)
        expected.set(`${index} counted`, (expected.get(`${index} counted`) ?? 0) + 1)
    }
  }
  return { facts, expected }
}

interface SuppliedBy {
  readonly roles: readonly string[] | undefined
  readonly vendors: ReadonlySet<string>
}

function addOperators(engine: Engine): void {
  engine.addOperator('isWithinAny', (ids: readonly string[], wanted: readonly string[]) =>
    ids.some((id) => wanted.some((node) => isWithinFunction(id, node))),
  )
  engine.addOperator('hasAny', (carried: readonly string[], wanted: readonly string[]) =>
    carried.some((one) => wanted.includes(one)),
  )
  engine.addOperator('meetsAny', (product: string, patterns: readonly string[]) =>
    patterns.some((pattern) => meetsPattern(product, pattern)),
  )
  engine.addOperator(
    'hasSupplier',
    (suppliers: readonly { role: string; vendor: string }[], { roles, vendors }: SuppliedBy) =>
      suppliers.some(({ role, vendor }) => vendors.has(vendor) && (roles?.includes(role) ?? true)),
  )
}

/** Conditions of the engine from the predicates of packs, as they stand on one day. */
class Conditions {
  readonly #book: VendorBook
  readonly #day: number

  constructor(book: VendorBook, day: number) {
    this.#book = book
    this.#day = day
  }

  ofDenominator(measure: Measure, pack: RulePack): NestedCondition[] {
    const subjects = measure.denominator[0]?.where?.subject ?? ['element']
    const excepted = measure.exceptions.filter(({ until }) => until === undefined || parseDay(until)! >= this.#day)
    return [
      { fact: 'isServed', operator: 'equal', value: true },
      { fact: `${measure.reads}From`, operator: 'lessThanInclusive', value: this.#day },
      { fact: `${measure.reads}Until`, operator: 'greaterThan', value: this.#day },
      ...measure.denominator.flatMap((scope) => this.ofScope(scope, pack, subjects)),
      ...excepted.map(({ scope }) => ({ not: { all: this.ofScope(scope, pack, subjects) } as TopLevelCondition })),
    ]
  }

  ofScope(scope: Scope, pack: RulePack, subjects: readonly string[]): NestedCondition[] {
    const dates = testsOf(scope).flatMap(({ event, after, notAfter }): NestedCondition[] => [
      { fact: `${event}Latest`, operator: 'greaterThan', value: after },
      { fact: `${event}Earliest`, operator: 'lessThanInclusive', value: notAfter },
    ])
    return [...this.#ofPredicate(scope.where ?? {}, pack, subjects), ...dates]
  }

  #ofPredicate(predicate: Predicate, pack: RulePack, outer: readonly string[]): NestedCondition[] {
    const subjects = predicate.subject ?? outer
    const found: NestedCondition[] = [{ fact: 'subject', operator: 'in', value: subjects }]
    const add = (fact: string, operator: string, value: unknown): void => {
      if (value !== undefined) found.push({ fact, operator, value })
    }
    add('kind', 'in', predicate.kind)
    add(
      'functions',
      'isWithinAny',
      predicate.function?.flatMap((name) =>
        name.startsWith('@') ? (pack.functionSets?.[name.slice(1)]?.functions ?? []) : [name],
      ),
    )
    add('technologies', 'hasAny', predicate.technology)
    add('bands', 'hasAny', predicate.band?.map(plainBand))
    add('product', 'meetsAny', predicate.product?.map(plainPattern))
    add('siteTags', 'hasAny', predicate.siteTag?.map(plainName))
    add('region', 'in', predicate.region?.map(plainName))
    add('tags', 'hasAny', predicate.tag?.map(plainName))
    add('suppliers', 'hasSupplier', predicate.vendor && this.#meant(predicate.vendor, pack))
    for (const part of predicate.all ?? []) found.push({ all: this.#ofPredicate(part, pack, subjects) })
    if (predicate.any)
      found.push({ any: predicate.any.map((part) => ({ all: this.#ofPredicate(part, pack, subjects) })) })
    if (predicate.not) found.push({ not: { all: this.#ofPredicate(predicate.not, pack, subjects) } })
    return found
  }

  /** The vendors a condition means on the day, and whom they control. */
  #meant(condition: VendorCondition, pack: RulePack): SuppliedBy {
    const day = this.#day
    const listed = condition.designated === undefined ? [] : (pack.designations?.[condition.designated]?.entries ?? [])
    const entries = [
      ...(condition.is ?? []).map((vendor) => ({ vendor, reach: condition.reach })),
      ...listed.filter(
        ({ announced, from, until }) =>
          (parseDay(announced ?? from ?? '') ?? day) <= day &&
          (parseDay(from ?? '') ?? day) <= day &&
          (until === undefined || parseDay(until)! >= day),
      ),
    ]
    const vendors = new Set<string>()
    for (const { vendor, reach } of entries) {
      vendors.add(vendor)
      if (reach === 'entity') continue
      for (const other of this.#book.vendors.keys())
        if (
          controlSpells(this.#book, other, vendor).some(
            (one) => one.from <= day && day < one.until && one.value === YES,
          )
        )
          vendors.add(other)
    }
    return { roles: condition.roles, vendors }
  }
}
