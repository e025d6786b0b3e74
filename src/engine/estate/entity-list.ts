// Elements, units and contracts by number: which subjects each is, and which row states it.

import type { EntityNames, Origin } from '#model/estate.ts'
import { type FactTable, type TextColumn, textAt } from '#model/fact-table.ts'
import type { TextDictionary } from '#model/fact-column.ts'
import { TextIndex } from '#model/text-index.ts'
import { enlargedCapacity } from './subject-draft.ts'

/** Elements, units and contracts by number, with the row each was stated in. */
export class EntityList implements EntityNames {
  readonly #tables: FactTable[] = []
  /** Entities mostly come row by row of one table: runs of them, each with its first entity, its table and its first row. */
  #runs: Uint32Array<ArrayBuffer> = new Uint32Array(3 * 16)
  #runCount = 0
  #firstSubject: Uint32Array<ArrayBuffer>
  #count = 0
  /** Elements a plan makes have no row of their own. */
  readonly #named = new Map<number, string>()
  /** From one configuration of an element to the next. */
  readonly #nextSubject = new Map<number, number>()
  #elements: ElementIndex | undefined

  /** `capacity`: how many there will be, as far as that is known. */
  constructor(capacity: number) {
    this.#firstSubject = new Uint32Array(Math.max(capacity, 16))
  }

  get count(): number {
    return this.#count
  }

  addTable(table: FactTable): number {
    this.#tables.push(table)
    return this.#tables.length - 1
  }

  add(tableNumber: number, row: number, firstSubject: number): number {
    const entity = this.#count++
    if (entity === this.#firstSubject.length) this.#firstSubject = enlarge(this.#firstSubject)
    this.#firstSubject[entity] = firstSubject
    const last = 3 * (this.#runCount - 1)
    const isNext =
      last >= 0 && this.#runs[last + 1] === tableNumber && row === this.#runs[last + 2]! + (entity - this.#runs[last]!)
    if (!isNext) this.#addRun(entity, tableNumber, row)
    return entity
  }

  #addRun(entity: number, tableNumber: number, row: number): void {
    const place = 3 * this.#runCount++
    if (place + 3 > this.#runs.length) this.#runs = enlarge(this.#runs)
    this.#runs.set([entity, tableNumber, row], place)
  }

  /** An element made by a row of another table. */
  addNamed(identifier: string, tableNumber: number, row: number, firstSubject: number): number {
    const entity = this.add(tableNumber, row, firstSubject)
    this.#named.set(entity, identifier)
    this.#elements?.add(identifier, entity)
    return entity
  }

  addConfiguration(entity: number, subject: number): void {
    this.#nextSubject.set(this.lastSubjectOf(entity), subject)
  }

  firstSubjectOf(entity: number): number {
    return this.#firstSubject[entity]!
  }

  /** The subjects that are this entity in one configuration after the other, in the order they were made. */
  subjectsOf(entity: number): readonly number[] {
    const subjects: number[] = []
    let subject: number | undefined = this.#firstSubject[entity]!
    for (; subject !== undefined; subject = this.#nextSubject.get(subject)) subjects.push(subject)
    return subjects
  }

  /** The subject an element was changed into last. */
  lastSubjectOf(entity: number): number {
    return this.subjectsOf(entity).at(-1)!
  }

  originOf(entity: number): Origin {
    // The last run that begins with this entity or before it.
    let low = 0
    let high = this.#runCount - 1
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if (this.#runs[3 * middle]! <= entity) low = middle
      else high = middle - 1
    }
    const [first, tableNumber, firstRow] = this.#runs.subarray(3 * low, 3 * low + 3)
    return { table: this.#tables[tableNumber!]!, row: firstRow! + (entity - first!) }
  }

  identifierOf(entity: number): string {
    const named = this.#named.get(entity)
    if (named !== undefined) return named
    const { table, row } = this.originOf(entity)
    return table.schema.key
      .map((name) => textAt(table, name, row))
      .filter((text) => text !== '')
      .join(' ')
  }

  /** The index is made when it is first asked for: most questions of a large estate never ask. */
  find(identifier: string): number | undefined {
    this.#elements ??= this.#indexElements()
    return this.#elements.find(identifier)
  }

  /** As {@link find}, of a text of a dictionary. */
  findOf(texts: TextDictionary, number: number): number | undefined {
    this.#elements ??= this.#indexElements()
    return this.#elements.findOf(texts, number)
  }

  #indexElements(): ElementIndex {
    const index = new ElementIndex()
    for (const [entity, name] of this.#named) index.add(name, entity)
    for (let entity = 0; entity < this.#count; entity++) {
      const { table, row } = this.originOf(entity)
      if (this.#named.has(entity) || table.schema.key[0] !== 'element' || table.schema.key.length > 1) continue
      index.addRow(table, row, entity)
    }
    return index
  }
}

/** Which element has an identifier: held as bytes, for there may be ten millions. */
class ElementIndex {
  readonly #identifiers = new TextIndex()
  /** By number of the identifier. */
  readonly #entities = [-1]

  add(identifier: string, entity: number): void {
    this.#entities[this.#identifiers.add(identifier)] = entity
  }

  /** An element in the row that states it. */
  addRow(table: FactTable, row: number, entity: number): void {
    const { codes, dictionary } = table.columns.get('element') as TextColumn
    this.#entities[this.#identifiers.addOf(dictionary, codes[row]!)] = entity
  }

  find(identifier: string): number | undefined {
    return this.#entityOf(this.#identifiers.find(identifier))
  }

  findOf(texts: TextDictionary, number: number): number | undefined {
    return this.#entityOf(this.#identifiers.findOf(texts, number))
  }

  #entityOf(number: number): number | undefined {
    return number > 0 ? this.#entities[number] : undefined
  }
}

function enlarge(values: Uint32Array<ArrayBuffer>): Uint32Array<ArrayBuffer> {
  const larger = new Uint32Array(enlargedCapacity(values.length))
  larger.set(values)
  return larger
}
