// Authorisations and waivers, brought to the subjects they speak of.

import { AFTER_ALL, BEFORE_ALL } from '#base/calendar.ts'
import { MAYBE, NO, type Trilean, YES } from '#base/trilean.ts'
import { always, during, notSpells, orSpells, type TrileanSpells } from '#base/trilean-spells.ts'
import type { Estate } from '#model/estate.ts'
import { type FactTable, textAt } from '#model/fact-table.ts'
import type { Fault } from '#model/fault.ts'
import { readSelector, type Selector } from '#model/selector.ts'
import type { VendorBook } from '../vendors/index.ts'
import { DateReader, SelectorMatcher } from '../estate/index.ts'

export interface WaiverRecord {
  readonly rule: string
  readonly scope: string
  readonly approver: string
  readonly reference: string
  readonly from: number
  /** First day after the waiver. */
  readonly until: number
}

/** What the authority granted and waived, by rule and subject. */
export class SubjectRecords {
  readonly waivers: readonly WaiverRecord[]
  /** By regime and entity: the days on which it runs without a valid authorisation. */
  readonly #withoutAuthorisation = new Map<string, Map<number, TrileanSpells>>()
  /** By rule and entity: the days on which its breach is waived. */
  readonly #waived = new Map<string, Map<number, TrileanSpells>>()

  constructor(tables: readonly FactTable[], estate: Estate, book: VendorBook, report: (fault: Fault) => void) {
    const matcher = new SelectorMatcher(estate, book)
    this.#loadAuthorisations(tables, estate, matcher, report)
    this.waivers = this.#loadWaivers(tables, matcher, report)
  }

  /** `maybe` throughout where nothing is recorded of the entity. */
  withoutAuthorisation(regime: string, entity: number): TrileanSpells {
    return this.#withoutAuthorisation.get(regime)?.get(entity) ?? always(MAYBE)
  }

  waived(rule: string, entity: number): TrileanSpells {
    return this.#waived.get(rule)?.get(entity) ?? always(NO)
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

  #loadAuthorisations(
    tables: readonly FactTable[],
    estate: Estate,
    matcher: SelectorMatcher,
    report: (fault: Fault) => void,
  ): void {
    const granted = new Map<string, Map<number, TrileanSpells>>()
    const pending = new Map<string, Set<number>>()
    for (const table of tables.filter((one) => one.schema.name === 'authorisations')) {
      const dates = new DateReader(table, ['from', 'until'])
      for (let row = 0; row < table.rowCount; row++) {
        const regime = textAt(table, 'regime', row)
        const status = textAt(table, 'status', row)
        const from = dates.read(0, row) ? dates.earliest : BEFORE_ALL
        const until = dates.read(1, row) ? dates.latest + 1 : AFTER_ALL
        for (const entity of coveredEntities(table, row, estate, matcher, report)) {
          if (status === 'pending') {
            getOrCreate(pending, regime, () => new Set<number>()).add(entity)
            continue
          }
          const byEntity = getOrCreate(granted, regime, () => new Map<number, TrileanSpells>())
          const spells = status === 'granted' ? during(from, until, YES) : always(NO)
          byEntity.set(entity, orSpells(byEntity.get(entity) ?? always(NO), spells))
        }
      }
    }
    for (const [regime, byEntity] of granted) {
      const answers = new Map<number, TrileanSpells>()
      for (const [entity, spells] of byEntity) {
        const isPending = pending.get(regime)?.has(entity) ?? false
        // A pending application leaves open what no grant answers.
        answers.set(entity, notSpells(isPending ? orSpells(spells, always(MAYBE)) : spells))
      }
      this.#withoutAuthorisation.set(regime, answers)
    }
  }

  #loadWaivers(tables: readonly FactTable[], matcher: SelectorMatcher, report: (fault: Fault) => void): WaiverRecord[] {
    const waivers: WaiverRecord[] = []
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
        }
        waivers.push(waiver)
        const selector = selectorOf(table, 'scope', row, waiver.scope, report)
        if (!selector) continue
        const byEntity = getOrCreate(this.#waived, waiver.rule, () => new Map<number, TrileanSpells>())
        for (const entity of matcher.entitiesOf(selector)) {
          byEntity.set(entity, orSpells(byEntity.get(entity) ?? always(NO), during(from, waiver.until, YES as Trilean)))
        }
      }
    }
    return waivers
  }
}

function coveredEntities(
  table: FactTable,
  row: number,
  estate: Estate,
  matcher: SelectorMatcher,
  report: (fault: Fault) => void,
): Iterable<number> {
  const element = textAt(table, 'element', row)
  if (element !== '') {
    const entity = estate.entities.find(element)
    return entity === undefined ? [] : [entity]
  }
  const selector = selectorOf(table, 'selector', row, textAt(table, 'selector', row), report)
  return selector ? matcher.entitiesOf(selector) : []
}

function selectorOf(
  table: FactTable,
  column: string,
  row: number,
  text: string,
  report: (fault: Fault) => void,
): Selector | undefined {
  const reading = readSelector(text)
  if ('value' in reading) return reading.value
  report({ ...reading.problem, severity: 'error', file: table.file, line: table.lines[row]!, column, text })
  return undefined
}

function getOrCreate<Value>(map: Map<string, Value>, key: string, create: () => Value): Value {
  let value = map.get(key)
  if (value === undefined) map.set(key, (value = create()))
  return value
}
