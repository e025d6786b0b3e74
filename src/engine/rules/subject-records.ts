// Authorisations and waivers, brought to the subjects they speak of.

import { AFTER_ALL, BEFORE_ALL } from '#base/calendar.ts'
import { MAYBE, NO, type Trilean, YES } from '#base/trilean.ts'
import { always, during, notSpells, orSpells, type TrileanSpells } from '#base/trilean-spells.ts'
import { type FactTable, textAt } from '#model/fact-table.ts'
import { type Place, placeOf } from '#model/place.ts'
import { readSelector } from '#model/selector.ts'
import { DateReader, type SelectorMatcher } from '../estate/index.ts'

export interface WaiverRecord {
  readonly rule: string
  readonly scope: string
  readonly approver: string
  readonly reference: string
  readonly from: number
  /** First day after the waiver. */
  readonly until: number
  /** Of its row. */
  readonly place: Place
}

/** By rule, or regime, and entity: days. */
type SpellsOfSubjects = ReadonlyMap<string, ReadonlyMap<number, TrileanSpells>>

/** What was recorded, as data. */
export interface RecordedOfSubjects {
  readonly waivers: readonly WaiverRecord[]
  /** The days on which each runs without a valid authorisation of a regime. */
  readonly withoutAuthorisation: SpellsOfSubjects
  /** The days on which the breach of a rule is waived for it. */
  readonly waived: SpellsOfSubjects
}

/** What the authority granted and waived, by rule and subject. */
export class SubjectRecords {
  readonly recorded: RecordedOfSubjects
  readonly waivers: readonly WaiverRecord[]

  constructor(recorded: RecordedOfSubjects) {
    this.recorded = recorded
    this.waivers = recorded.waivers
  }

  /** `maybe` throughout where nothing is recorded of the entity. */
  withoutAuthorisation(regime: string, entity: number): TrileanSpells {
    return this.recorded.withoutAuthorisation.get(regime)?.get(entity) ?? always(MAYBE)
  }

  /** Whether anything was decided under this regime at all. */
  decides(regime: string): boolean {
    return this.recorded.withoutAuthorisation.has(regime)
  }

  waived(rule: string, entity: number): TrileanSpells {
    return this.recorded.waived.get(rule)?.get(entity) ?? always(NO)
  }

  hasWaivers(rule: string): boolean {
    return this.waivers.some((waiver) => waiver.rule === rule)
  }

  /** The days on which the rule is waived as a whole. */
  waivedAsAWhole(rule: string): TrileanSpells {
    return this.waivers
      .filter((waiver) => waiver.rule === rule && waiver.scope === '*')
      .map((waiver) => during(waiver.from, waiver.until, YES))
      .reduce(orSpells, always(NO))
  }
}

/** Reads them from rows that passed `checkReferences`. */
export function readSubjectRecords(tables: readonly FactTable[], matcher: SelectorMatcher): SubjectRecords {
  const scopes = new ScopeReader(matcher)
  return new SubjectRecords({
    withoutAuthorisation: readAuthorisations(tables, scopes),
    ...readWaivers(tables, scopes),
  })
}

function readAuthorisations(tables: readonly FactTable[], scopes: ScopeReader): SpellsOfSubjects {
  const without = new Map<string, Map<number, TrileanSpells>>()
  const granted = new Map<string, Map<number, TrileanSpells>>()
  const refused = new Map<string, Map<number, TrileanSpells>>()
  const decided = new Map<string, Set<number>>()
  for (const table of tables.filter((one) => one.schema.name === 'authorisations')) {
    const dates = new DateReader(table, ['from', 'until'])
    for (let row = 0; row < table.rowCount; row++) {
      // What is pending is as open as what nobody recorded.
      const status = textAt(table, 'status', row)
      if (status === 'pending') continue
      const from = dates.read(0, row) ? dates.earliest : BEFORE_ALL
      const until = dates.read(1, row) ? dates.latest + 1 : AFTER_ALL
      const regime = textAt(table, 'regime', row)
      const decidedHere = getOrCreate(decided, regime, () => new Set())
      for (const [entity, isMeant] of scopes.coveredEntities(table, row)) {
        addSpells(status === 'granted' ? granted : refused, regime, entity, during(from, until, isMeant))
        if (isMeant === YES) decidedHere.add(entity)
      }
    }
  }
  // Once something was decided, a day without a standing grant, or with a standing refusal, is without authorisation;
  // of what perhaps was, nothing is known.
  for (const [regime, entities] of decided) {
    const answers = new Map<number, TrileanSpells>()
    for (const entity of entities) {
      const grant = granted.get(regime)?.get(entity) ?? always(NO)
      const refusal = refused.get(regime)?.get(entity) ?? always(NO)
      answers.set(entity, orSpells(refusal, notSpells(grant)))
    }
    if (answers.size > 0) without.set(regime, answers)
  }
  return without
}

function readWaivers(
  tables: readonly FactTable[],
  scopes: ScopeReader,
): Pick<RecordedOfSubjects, 'waivers' | 'waived'> {
  const waivers: WaiverRecord[] = []
  const waived = new Map<string, Map<number, TrileanSpells>>()
  for (const table of tables.filter((one) => one.schema.name === 'waivers')) {
    const dates = new DateReader(table, ['from', 'until'])
    for (let row = 0; row < table.rowCount; row++) {
      dates.read(0, row)
      const from = dates.earliest
      dates.read(1, row)
      const waiver = {
        rule: textAt(table, 'rule', row),
        scope: textAt(table, 'scope', row),
        approver: textAt(table, 'approver', row),
        reference: textAt(table, 'reference', row),
        from,
        until: dates.latest + 1,
        place: placeOf(table, row),
      }
      waivers.push(waiver)
      // A waiver that perhaps means something is none: what it waives is in breach all the same.
      for (const [entity, isMeant] of scopes.selectedEntities(table, 'scope', row))
        if (isMeant === YES) addSpells(waived, waiver.rule, entity, during(from, waiver.until, YES))
    }
  }
  return { waivers, waived }
}

/** Reads what rows speak of. */
class ScopeReader {
  readonly #matcher: SelectorMatcher

  constructor(matcher: SelectorMatcher) {
    this.#matcher = matcher
  }

  /** The elements a row names or selects, and the units that sit in them: for certain, or perhaps. */
  coveredEntities(table: FactTable, row: number): ReadonlyMap<number, Trilean> {
    const element = textAt(table, 'element', row)
    if (element !== '') return this.#matcher.meaningOf(new Map([['element', [element]]]))
    return this.selectedEntities(table, 'selector', row)
  }

  selectedEntities(table: FactTable, column: string, row: number): ReadonlyMap<number, Trilean> {
    const reading = readSelector(textAt(table, column, row))
    return 'value' in reading ? this.#matcher.meaningOf(reading.value) : new Map()
  }
}

function addSpells(
  by: Map<string, Map<number, TrileanSpells>>,
  key: string,
  entity: number,
  spells: TrileanSpells,
): void {
  const byEntity = getOrCreate(by, key, () => new Map<number, TrileanSpells>())
  byEntity.set(entity, orSpells(byEntity.get(entity) ?? always(NO), spells))
}

function getOrCreate<Value>(map: Map<string, Value>, key: string, create: () => Value): Value {
  let value = map.get(key)
  if (value === undefined) map.set(key, (value = create()))
  return value
}
