// Compares the inventory with control totals, and widens the estate by what it does not show: coverage cannot see what is
// missing. Of what a total misses only what was counted is known.

import { AFTER_ALL } from '#base/calendar.ts'
import { agree, and, MAYBE, NO, type Trilean, YES } from '#base/trilean.ts'
import { splitList } from '#model/column.ts'
import { resolutionOn, type SubjectClass } from '#model/estate.ts'
import { type FactTable, textAt } from '#model/fact-table.ts'
import type { Fault } from '#model/fault.ts'
import { isWithinFunction } from '#model/network-function.ts'
import { placeOf, sayPlace } from '#model/place.ts'
import { plainName } from '#model/plain-name.ts'
import type { VendorResolution } from '#model/vendor.ts'
import type { Reconciliation } from '#model/verdict.ts'
import { CLASS_FIELDS, type ClassField } from './class-interner.ts'
import type { ClassDescriptions } from './describe-class.ts'
import { DateReader, emptyHistory } from './history.ts'
import type { Loading } from './loading.ts'
import { setHistory } from './subject-days.ts'
import { SubjectGroups } from './subject-groups.ts'

/** What all totals together may miss: each missing element is one of the estate, and a slip of the pen would fill the memory. */
const MOST_MISSING = 1_000_000

export function reconcileWithTotals(
  tables: readonly FactTable[],
  loading: Loading,
  descriptions: ClassDescriptions,
  report: (fault: Fault) => void,
): Reconciliation[] {
  const results: Reconciliation[] = []
  const shown = new ShownEstate(loading, descriptions)
  let missing = 0
  for (const table of tables) {
    const tableNumber = loading.entities.addTable(table)
    const dates = new DateReader(table, ['on'])
    for (let row = 0; row < table.rowCount; row++) {
      // A count of a later day was not known.
      if (!dates.read(0, row) || dates.earliest > loading.knownAt) continue
      const result = compareTotal(table, row, dates.earliest, shown)
      missing += result.shortfall
      if (missing > MOST_MISSING) {
        if (!loading.absences.lacksElements) report(tooManyMissing(table, row, result))
        return results
      }
      addMissing(table, tableNumber, row, result.shortfall, loading, shown)
      results.push(result)
    }
  }
  return results
}

function tooManyMissing(table: FactTable, row: number, { stated, found }: Reconciliation): Fault {
  return {
    code: 'contradiction',
    severity: 'error',
    ...placeOf(table, row),
    column: 'count',
    text: String(stated),
    problem: `the tables show ${found.high}, and with the totals before it more than a million are missing`,
    expected: 'totals that miss a million at most, or the tables of what was counted',
  }
}

function compareTotal(table: FactTable, row: number, day: number, shown: ShownEstate): Reconciliation {
  const count = table.columns.get('count')
  const stated = count?.kind === 'amount' ? count.low[row]! : 0
  const measure = textAt(table, 'measure', row)
  const wanted = wantedBy(table, row)
  const found = shown.count(wanted, measure === 'sites', day)
  return {
    against: sayPlace(placeOf(table, row)),
    what: describeTotal(measure, wanted),
    stated,
    found,
    shortfall: Math.max(0, stated - found.high),
    excess: Math.max(0, found.low - stated),
    examples: [],
    contradictions: { total: 0, examples: [] },
  }
}

/** Adds what the total misses: of each only what was counted is known. */
function addMissing(
  table: FactTable,
  tableNumber: number,
  row: number,
  shortfall: number,
  loading: Loading,
  shown: ShownEstate,
): void {
  const { draft, interner, entities, sites } = loading
  const wanted = wantedBy(table, row)
  for (let missing = 1; missing <= shortfall; missing++) {
    const name = `missing ${missing} of ${sayPlace(placeOf(table, row))}`
    const site = sites.addUnstated(name, wanted.region)
    const fields: Partial<Record<ClassField, string>> = {
      kind: 'unknown',
      function: wanted.function,
      technologies: wanted.technologies.length === 1 ? wanted.technologies[0]! : '',
      vendor: wanted.vendor,
      tags: 'unknown',
      place: 'on a site',
      region: wanted.region,
      siteTags: sites.tagsOf(site),
    }
    const none = interner.classOf(new Uint32Array(CLASS_FIELDS.length))
    const classId = interner.variant(none, fields)
    shown.addMissing(classId)
    const subject = draft.add(site, classId, entities.count)
    entities.addNamed(name, tableNumber, row, subject)
    const history = emptyHistory()
    history.outOfServiceEarliest = history.removedEarliest = -AFTER_ALL
    setHistory(draft, subject, history)
  }
}

interface Wanted {
  readonly function: string
  readonly technologies: readonly string[]
  readonly vendor: string
  readonly region: string
}

function wantedBy(table: FactTable, row: number): Wanted {
  const known = (name: string) => (textAt(table, name, row) === 'unknown' ? '' : textAt(table, name, row))
  return {
    function: known('function'),
    technologies: splitList(known('technologies')),
    vendor: known('vendor'),
    region: known('region'),
  }
}

function describeTotal(measure: string, wanted: Wanted): string {
  const parts = [
    wanted.vendor,
    wanted.technologies.join('/'),
    wanted.function,
    wanted.region === '' ? '' : `in ${wanted.region}`,
  ]
  return [measure, ...parts.filter((part) => part !== '')].join(' ')
}

/** What totals are held against: all that the other tables show, and what the totals before them add. */
class ShownEstate {
  readonly #loading: Loading
  readonly #descriptions: ClassDescriptions
  #byClass: SubjectGroups | undefined
  #classCount = 0
  /** By class, how many a total added: each on a site of its own, there perhaps on any day and for certain on none. */
  readonly #missing = new Map<number, number>()

  constructor(loading: Loading, descriptions: ClassDescriptions) {
    this.#loading = loading
    this.#descriptions = descriptions
  }

  addMissing(classId: number): void {
    this.#missing.set(classId, (this.#missing.get(classId) ?? 0) + 1)
  }

  /** How many elements (or sites with one) meet the conditions in service on the day: for certain, and possibly. */
  count(wanted: Wanted, bySite: boolean, day: number): { low: number; high: number } {
    const byClass = (this.#byClass ??= this.#group())
    const answerOf = (classId: number) => meetsTotal(this.#descriptions.of(classId), wanted, day, this.#descriptions)
    const found = { certain: new Counted(), possible: new Counted() }
    for (let classId = 0; classId < this.#classCount; classId++) {
      const answer = answerOf(classId)
      if (answer !== NO) this.#countClass(classId, byClass.of(classId), answer === YES, bySite, day, found)
    }
    let missing = 0
    for (const [classId, count] of this.#missing) if (answerOf(classId) !== NO) missing += count
    return { low: found.certain.count, high: found.possible.count + missing }
  }

  #countClass(
    classId: number,
    subjects: Uint32Array,
    isMet: boolean,
    bySite: boolean,
    day: number,
    { certain, possible }: { readonly certain: Counted; readonly possible: Counted },
  ): void {
    const { service, site: siteOf } = this.#loading.draft
    const standsNowhere = this.#descriptions.of(classId).place === 'nowhere'
    for (const subject of subjects) {
      if (day < service.possibleFrom.get(subject) || day >= service.possibleUntil.get(subject)) continue
      const isCertain = isMet && day >= service.certainFrom.get(subject) && day < service.certainUntil.get(subject)
      const site = siteOf[subject]!
      if (bySite && site >= 0) {
        possible.addSite(site)
        if (isCertain) certain.addSite(site)
      } else if (!bySite || !standsNowhere) {
        possible.addOne()
        // What stands somewhere may stand on a site that is counted already.
        if (isCertain && !bySite) certain.addOne()
      }
    }
  }

  #group(): SubjectGroups {
    const { draft, interner } = this.#loading
    this.#classCount = interner.classCount
    return new SubjectGroups(draft.count, this.#classCount, (subject) => draft.classOf[subject]!)
  }
}

/** Elements one each, for on no day is an element in two configurations; sites once, however many elements stand there. */
class Counted {
  #ones = 0
  readonly #sites = new Set<number>()

  get count(): number {
    return this.#ones + this.#sites.size
  }

  addOne(): void {
    this.#ones += 1
  }

  addSite(site: number): void {
    this.#sites.add(site)
  }
}

function meetsTotal(subject: SubjectClass, wanted: Wanted, day: number, { resolver }: ClassDescriptions): Trilean {
  if (subject.subject !== 'element') return NO
  const answer = [meetsFunction, meetsTechnologies, meetsRegion].reduce<Trilean>(
    (weakest, meets) => (weakest === NO ? NO : and(weakest, meets(subject, wanted))),
    YES,
  )
  if (answer === NO || wanted.vendor === '') return answer
  return and(answer, meetsVendor(subject, resolver.resolve(wanted.vendor, '').resolution, day))
}

function meetsFunction({ functions: [id] }: SubjectClass, wanted: Wanted): Trilean {
  if (wanted.function === '') return YES
  if (id === undefined) return MAYBE
  if (isWithinFunction(id, wanted.function)) return YES
  return isWithinFunction(wanted.function, id) ? MAYBE : NO
}

function meetsTechnologies({ configurations }: SubjectClass, wanted: Wanted): Trilean {
  if (wanted.technologies.length === 0) return YES
  const answers = configurations.map(({ technologies }): Trilean => {
    if (!technologies) return MAYBE
    return wanted.technologies.some((technology) => technologies.includes(technology)) ? YES : NO
  })
  return answers.reduce(agree)
}

function meetsRegion({ place, region }: SubjectClass, wanted: Wanted): Trilean {
  if (wanted.region === '') return YES
  if (place === 'nowhere') return NO
  if (region === '') return MAYBE
  return region === plainName(wanted.region) ? YES : NO
}

function meetsVendor({ suppliers }: SubjectClass, meant: VendorResolution, day: number): Trilean {
  if (meant.kind !== 'resolved') return MAYBE
  const vendors = suppliers.map((supplier) => resolutionOn(supplier, day))
  if (vendors.some((one) => one?.kind === 'resolved' && one.vendor === meant.vendor)) return YES
  return vendors.some((one) => one?.kind !== 'resolved') ? MAYBE : NO
}
