// What the tables speak of and the estate lacks, for it is at fault or not known on the day: no fault follows from that.

import type { Origin } from '#model/estate.ts'
import type { FactTable } from '#model/fact-table.ts'
import { mayBeUnread, withLeftOut } from '#model/left-out-rows.ts'
import { collectKeys, elementMadeBy, NamesAfterOld, namesOfElements, rowsOf } from '#model/row-names.ts'
import type { TextIndex } from '#model/text-index.ts'
import type { EntityList } from './entity-list.ts'

export class Absences {
  /** Rows of the tables have faults. */
  readonly isPartial: boolean
  readonly #facts: readonly FactTable[]
  readonly #entities: EntityList
  #isAnyUnknown = false
  #stated: TextIndex | undefined
  #inventory: TextIndex | undefined
  readonly #planned = new NamesAfterOld()
  readonly #passedOver = new NamesAfterOld()
  /** Names that those rows give. */
  readonly #madeByPassedOver = new Set<string>()

  constructor(facts: readonly FactTable[], isPartial: boolean, entities: EntityList) {
    this.#facts = facts.filter(({ schema }) => schema.name === 'elements' || schema.name === 'plan')
    this.#entities = entities
    this.#planned.add(rowsOf(this.#facts.filter(({ schema }) => schema.name === 'plan')))
    this.isPartial = isPartial || facts.some(({ leftOut }) => leftOut !== undefined)
  }

  /** Whether elements are left out for their faults: what is counted may be more. */
  get lacksElements(): boolean {
    return this.#facts.some(({ leftOut }) => leftOut !== undefined)
  }

  /** An element or one of its events, a site, or a row of the plan is not known on the day, or not for certain. */
  passOver(): void {
    this.#isAnyUnknown = true
  }

  /** What a row of the plan makes is not there: it, or its element, is not known on the day, or it is at fault, which is told. */
  passOverPlanned(row: Origin): void {
    this.#passedOver.add([row])
    this.#madeByPassedOver.add(elementMadeBy(row.table, row.row))
  }

  /** Why a selector may mean more than the estate has; undefined where it may not. */
  get why(): string | undefined {
    if (this.isPartial) return 'what has errors may meet it'
    return this.#isAnyUnknown ? 'what is not known on the day asked about may meet it' : undefined
  }

  /** Whether the estate has an element of this name, or some row that is not known or at fault speaks of it or may make it. */
  mayHave(identifier: string): boolean {
    if (this.#entities.find(identifier) !== undefined) return true
    const isNamed = this.#names.find(identifier) > 0 || mayBeUnread(this.#facts, identifier)
    return isNamed || this.#mayBeMade(identifier)
  }

  /** Whether the text of some row may make an element of this name, after one that the tables name. */
  mayBePlanned(identifier: string): boolean {
    return this.#planned.has(identifier, this.#names)
  }

  /** Whether a row of the plan gives the name to an element, no row of the inventory does, and the estate lacks it all the same. */
  isPlannedInVain(identifier: string): boolean {
    if (this.isPartial || this.#entities.find(identifier) !== undefined) return false
    if (this.#names.find(identifier) <= 0 || this.#madeByPassedOver.has(identifier)) return false
    this.#inventory ??= collectKeys(this.#facts.filter(({ schema }) => schema.name === 'elements'))
    return this.#inventory.find(identifier) <= 0
  }

  /** After one that the estate lacks, or by a row that is passed over. */
  #mayBeMade(identifier: string): boolean {
    const old = this.#planned.oldOf(identifier)
    if (old === undefined) return false
    const isThere = this.#entities.find(old) !== undefined
    return isThere ? this.#passedOver.oldOf(identifier) !== undefined : this.mayHave(old)
  }

  /** Names of elements in the tables; made once they are asked for. */
  get #names(): TextIndex {
    return (this.#stated ??= namesOfElements(withLeftOut(this.#facts)))
  }
}
