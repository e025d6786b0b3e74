// Which part each type of device or module is: maker and part number, which is not always there and not always its own.

import { type Fault, quoteForFault } from '#model/fault.ts'
import { identifyPart, identifyUnnumberedPart } from '../part-identity.ts'
import type { UnmappedTally } from '../unmapped-tally.ts'
import { placeOfRecord, type RecordPlace, type Reference } from './record.ts'

export interface CatalogueType {
  readonly place: RecordPlace
  readonly id: string
  readonly manufacturer: string
  readonly model: string
  readonly partNumber: string
  readonly description: string
  readonly class: TypeClass
}

export type TypeClass = 'device' | 'module'

/** A row of parts and where it comes from. */
export interface CataloguePart {
  readonly place: RecordPlace
  readonly part: string
  readonly manufacturer: string
  readonly number: string
  readonly description: string
  readonly class: string
}

export class PartCatalogue {
  readonly #parts = new Map<string, CataloguePart>()
  readonly #byId = new Map<string, CataloguePart>()
  readonly #byModel = new Map<string, CataloguePart>()

  constructor(types: readonly CatalogueType[], unmapped: UnmappedTally, report: (fault: Fault) => void) {
    const modelsByPart = new Map<string, CatalogueType[]>()
    for (const type of types) {
      const base = basePartOf(type)
      modelsByPart.set(base, [...(modelsByPart.get(base) ?? []), type])
      if (isTradeNumber(type.partNumber))
        unmapped.add(
          'part numbers that are bar codes of the trade',
          'enter the maker’s own number; until then the model stands for it',
          `${type.manufacturer} ${type.model}: ${type.partNumber}`,
        )
    }
    for (const type of types) {
      const base = basePartOf(type)
      const others = modelsByPart.get(base)!.filter(({ model }) => model !== type.model)
      if (others.length > 0) tellSharedNumber(type, others, report)
      this.#keep(type, others.length === 0 ? base : `${base} (${type.model})`)
    }
  }

  #keep(type: CatalogueType, part: string): void {
    const row = {
      place: type.place,
      part,
      manufacturer: type.manufacturer,
      number: isTradeNumber(type.partNumber) ? '' : type.partNumber,
      description: type.description === '' ? type.model : `${type.model}: ${type.description}`,
      class: type.class,
    }
    if (!this.#parts.has(part)) this.#parts.set(part, row)
    if (type.id !== '') this.#byId.set(`${type.class} ${type.id}`, row)
    // In CSV a record names the model alone; where two makers have it, it tells nothing.
    for (const key of [modelKey(type.class, type.manufacturer, type.model), modelKey(type.class, '', type.model)]) {
      const known = this.#byModel.get(key)
      if (known && known.manufacturer !== row.manufacturer) this.#byModel.set(key, { ...row, part: '' })
      else this.#byModel.set(key, row)
    }
  }

  /** The part of a type as another record names it; one the export does not hold is made from its name. */
  partOfType(
    kind: TypeClass,
    reference: Reference & { manufacturer: string },
    place: RecordPlace,
  ): CataloguePart | undefined {
    const { id, name, manufacturer } = reference
    const known = this.#byId.get(`${kind} ${id}`) ?? this.#byModel.get(modelKey(kind, manufacturer, name))
    if (known && known.part !== '') return known
    if (name === '') return undefined
    const { part } = identifyPart(manufacturer, name)
    return this.#note({ place, part, manufacturer, number: '', description: name, class: kind })
  }

  /** The part of a free-standing inventory item. */
  partOfItem(
    manufacturer: string,
    number: string,
    description: string,
    kind: string,
    place: RecordPlace,
  ): CataloguePart {
    const identity = number === '' ? identifyUnnumberedPart(manufacturer, kind) : identifyPart(manufacturer, number)
    return this.#note({ ...identity, place, description, class: kind })
  }

  #note(row: CataloguePart): CataloguePart {
    const known = this.#parts.get(row.part)
    if (known) return known
    this.#parts.set(row.part, row)
    return row
  }

  rows(): CataloguePart[] {
    return [...this.#parts.values()]
  }
}

function modelKey(kind: TypeClass, manufacturer: string, model: string): string {
  return `${kind}\n${manufacturer}\n${model}`
}

function basePartOf({ manufacturer, model, partNumber }: CatalogueType): string {
  const number = partNumber === '' || isTradeNumber(partNumber) ? model : partNumber
  return identifyPart(manufacturer, number).part
}

/** 12 to 14 digits are the UPC or EAN of a retail pack, which the maker does not order by. */
function isTradeNumber(number: string): boolean {
  return /^\d{12,14}$/.test(number)
}

function tellSharedNumber(type: CatalogueType, others: readonly CatalogueType[], report: (fault: Fault) => void): void {
  report({
    code: 'duplicate-key',
    severity: 'warning',
    ...placeOfRecord(type.place),
    column: `${type.place.path}part_number`,
    text: quoteForFault(type.partNumber === '' ? type.model : type.partNumber),
    problem: `\`${quoteForFault(type.model)}\` and \`${quoteForFault(others[0]!.model)}\` of one maker share a part number`,
    expected: 'a number for each; they are held as parts of their own',
  })
}
