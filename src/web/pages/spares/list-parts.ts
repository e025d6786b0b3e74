// Which parts are listed, and in which order.

import type { PartResult } from '#model/spares-report.ts'
import { bought, expectedFailures, onHand } from '#report/spares/part-sums.ts'

export const PART_COLUMNS = ['part', 'lasts', 'recovered', 'survival', 'failures', 'onHand', 'buy'] as const
export type PartColumn = (typeof PART_COLUMNS)[number]

export const KNOWN_OF_PART = ['all', 'ownRate', 'classRate', 'noRate', 'noPrice', 'perhapsCutOff'] as const
export type KnownOfPart = (typeof KNOWN_OF_PART)[number]

/** As the report says where a figure is from: a row has a place, and a class its name. */
const isOfClass = ({ source }: { readonly source: string }): boolean => source.startsWith('class ')

function isKnownSo({ failuresFit, price, cutOffPerhaps }: PartResult, known: KnownOfPart): boolean {
  switch (known) {
    case 'all':
      return true
    case 'ownRate':
      return failuresFit !== undefined && !isOfClass(failuresFit)
    case 'classRate':
      return failuresFit !== undefined && isOfClass(failuresFit)
    case 'noRate':
      return failuresFit === undefined
    case 'noPrice':
      return price === undefined
    case 'perhapsCutOff':
      return cutOffPerhaps === true
  }
}

export interface PartFilter {
  readonly search: string
  readonly vendor: string
  /** Parts that do not last as surely as this, alone. */
  readonly shortOf: number | undefined
  readonly known: KnownOfPart
  /** A column, `-` before it: descending; blank: the shortest lasting first. */
  readonly sort: string
}

export function listParts(
  parts: readonly PartResult[],
  { search, vendor, shortOf, known, sort }: PartFilter,
): readonly PartResult[] {
  const words = search
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '')
  const found = parts
    .filter((part) => isKnownSo(part, known))
    .filter((part) => vendor === '' || part.summedUnder === vendor)
    .filter(({ lasting }) => shortOf === undefined || (lasting !== undefined && lasting.survivalAtEnd < shortOf))
    .filter((part) => {
      const said = `${part.part} ${part.description} ${part.manufacturer} ${part.class}`.toLowerCase()
      return words.every((word) => said.includes(word))
    })
  const isDescending = sort.startsWith('-')
  const column = PART_COLUMNS.find((one) => one === (isDescending ? sort.slice(1) : sort)) ?? 'lasts'
  const sign = isDescending ? -1 : 1
  return found.toSorted((left, right) => {
    const [one, other] = [keyOf(left, column), keyOf(right, column)]
    return sign * (one < other ? -1 : one > other ? 1 : 0) || (left.part < right.part ? -1 : 1)
  })
}

/** What is not reckoned comes last, and so does what stays in service. */
function keyOf(part: PartResult, column: PartColumn): number | string {
  switch (column) {
    case 'part':
      return part.part
    case 'lasts':
      return part.lasting === undefined
        ? Number.POSITIVE_INFINITY
        : part.lasting.coverMonths + part.lasting.survivalAtEnd / 1000
    case 'recovered':
      return part.recoveredOn ?? '9999'
    case 'survival':
      return part.lasting?.survivalAtEnd ?? 2
    case 'failures':
      return expectedFailures(part)
    case 'onHand':
      return onHand(part)
    case 'buy':
      return bought(part)
  }
}
