// Which rows an import leaves out for their errors: how many, and where the first of them stand.

import { basename } from 'node:path'
import type { Fault } from '#model/fault.ts'
import { type Place, placeAt, type PlaceUnit, sayPlace, unitOf } from '#model/place.ts'
import type { LeftOutOfSource, SourceRecord } from '#store/workspace-folder.ts'

const PLACES_KEPT = 5

/** Places of one file that are counted in one unit; of no unit the file as a whole, whose number is 0. */
interface CountedPlaces {
  readonly file: string
  readonly unit: PlaceUnit | undefined
  readonly ordinals: Set<number>
}

/** Counts rows, each once, by the errors met of them: each stands at a place of its own. */
export class LeftOutTally {
  readonly #counted = new Map<string, CountedPlaces>()

  readonly count = (fault: Fault): void => {
    if (fault.severity === 'error') this.add(fault)
  }

  add(place: Place): void {
    const unit = unitOf(place)
    const key = keyOf(place.file, unit)
    const counted = this.#counted.get(key) ?? { file: place.file, unit, ordinals: new Set() }
    this.#counted.set(key, counted)
    counted.ordinals.add(ordinalOf(place, unit))
  }

  has(place: Place): boolean {
    const unit = unitOf(place)
    return this.#counted.get(keyOf(place.file, unit))?.ordinals.has(ordinalOf(place, unit)) ?? false
  }

  get found(): LeftOutOfSource | undefined {
    const counted = [...this.#counted.values()]
    if (counted.length === 0) return undefined
    const rows = counted.reduce((count, { ordinals }) => count + ordinals.size, 0)
    return { rows, first: counted.flatMap(spellPlaces).slice(0, PLACES_KEPT) }
  }
}

function keyOf(file: string, unit: PlaceUnit | undefined): string {
  return `${unit} of ${file}`
}

function ordinalOf(place: Place, unit: PlaceUnit | undefined): number {
  return unit === undefined ? 0 : place[unit]!
}

/** The folder a file lay in is no part of what is recorded: the same files from elsewhere are the same import. */
function spellPlaces({ file, unit, ordinals }: CountedPlaces): string[] {
  const name = basename(file)
  const first = [...ordinals].sort((left, right) => left - right).slice(0, PLACES_KEPT)
  return first.map((ordinal) => sayPlace(unit === undefined ? { file: name } : placeAt(name, unit, ordinal)))
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
    problem: `${describeLeftOut(leftOut)} left out when it was imported with \`--good-rows\`: nothing is judged of them`,
    expected: 'the rows mended, and the files imported again without `--good-rows`',
  })
}
