// Which rows an import leaves out for their errors: how many, and where the first of them stand.

import { basename } from 'node:path'
import type { Fault } from '#model/fault.ts'
import { type Place, sayPlace, unitOf } from '#model/place.ts'
import type { LeftOutOfSource, SourceRecord } from '#model/source-record.ts'

const PLACES_KEPT = 5

/** Places in one file, or in a sheet of it, by their numbers; 0 where the whole file is meant. */
interface CountedPlaces {
  /** The first of them that was met. */
  readonly like: Place
  readonly ordinals: Set<number>
}

/** Counts rows of the files, each once, by the places of the errors met of them. */
export class LeftOutTally {
  readonly #counted = new Map<string, CountedPlaces>()

  readonly count = (fault: Fault): void => {
    if (fault.severity === 'error') this.add(fault)
  }

  add(place: Place): void {
    const key = keyOf(place)
    const counted = this.#counted.get(key) ?? { like: place, ordinals: new Set() }
    this.#counted.set(key, counted)
    counted.ordinals.add(ordinalOf(place))
  }

  has(place: Place): boolean {
    return this.#counted.get(keyOf(place))?.ordinals.has(ordinalOf(place)) ?? false
  }

  get found(): LeftOutOfSource | undefined {
    const counted = [...this.#counted.values()]
    if (counted.length === 0) return undefined
    const rows = counted.reduce((count, { ordinals }) => count + ordinals.size, 0)
    return { rows, first: counted.flatMap(spellPlaces).slice(0, PLACES_KEPT) }
  }
}

function keyOf(place: Place): string {
  return JSON.stringify([unitOf(place), place.sheet, place.file])
}

function ordinalOf(place: Place): number {
  const unit = unitOf(place)
  return unit === undefined ? 0 : place[unit]!
}

/** The folder a file lay in is no part of what is recorded: the same files from elsewhere are the same import. */
function spellPlaces({ like, ordinals }: CountedPlaces): string[] {
  const unit = unitOf(like)
  const first = [...ordinals].sort((left, right) => left - right).slice(0, PLACES_KEPT)
  return first.map((ordinal) => sayPlace({ ...like, file: basename(like.file), ...(unit && { [unit]: ordinal }) }))
}

/** `2 rows with errors (elements.csv line 4, elements.csv line 9)` */
export function describeLeftOut({ rows, first }: LeftOutOfSource): string {
  return `${rows} ${rows === 1 ? 'row' : 'rows'} with errors (${first.join(', ')}${rows > first.length ? ', ...' : ''})`
}

/** What was once left out is missing from every answer since: it is told until it is brought in. */
export function warnOfLeftOut({ source, leftOut }: SourceRecord, report: (fault: Fault) => void): void {
  if (!leftOut) return
  report({
    code: 'ignored',
    severity: 'warning',
    file: `imports: source ${source}`,
    problem: `${describeLeftOut(leftOut)} left out when it was imported: nothing is judged of them`,
    expected: 'the rows mended, and the files imported again with all rows',
  })
}
