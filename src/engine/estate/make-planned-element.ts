// A new element that a row of the plan makes, by itself or in the place of an old one.

import type { DateSpan } from '#base/date-span.ts'
import { SUPPLIER_ROLES } from '#model/tables.ts'
import type { CarryingOut } from './carrying-out.ts'
import type { ClassField } from './class-interner.ts'
import { type Carried, classCarrying } from './configurations.ts'
import { emptyHistory } from './history.ts'
import type { PlanRow } from './plan-row.ts'
import { overlapping, stretchesSoFar } from './settle-configurations.ts'
import { setHistory } from './subject-days.ts'

type Fields = Partial<Record<ClassField, string>>

const SUPPLY_FIELDS: readonly ClassField[] = [
  'product',
  'vendor',
  ...SUPPLIER_ROLES.map((role) => `${role}Vendor` as ClassField),
]
const STATED_FIELDS: readonly ClassField[] = ['kind', 'function', 'technologies', 'bands', 'operators']

/** As the row describes it. */
export function makeInstalled(row: PlanRow, identifier: string, carrying: CarryingOut): number {
  const { interner } = carrying
  const none = interner.classOf(new Uint32Array(interner.fieldCount))
  const fields = { ...textsOf(row, [...SUPPLY_FIELDS, ...STATED_FIELDS]), ...fieldsOfSite(row, carrying) }
  const subject = add(row, identifier, siteOf(row, -1, carrying), interner.variant(none, fields), row.date, carrying)
  setStatedWeights(row, subject, carrying)
  return subject
}

/** Like the old one, but for suppliers and product, and for what the row states. */
export function makeSuccessor(
  row: PlanRow,
  identifier: string,
  old: number,
  days: DateSpan,
  carrying: CarryingOut,
): number {
  const { draft, interner } = carrying
  const stated = (['function', 'operators'] as const).filter((field) => row.text(field) !== '')
  const fields = { ...textsOf(row, [...SUPPLY_FIELDS, ...stated]), ...fieldsOfSite(row, carrying) }
  const like = interner.variant(draft.classOf[old]!, fields)
  const classId = classCarrying(interner, like, carriedBySuccessor(row, old, days, carrying))
  const subject = add(row, identifier, siteOf(row, draft.site[old]!, carrying), classId, days, carrying)
  draft.inheritWeights(old, subject)
  setStatedWeights(row, subject, carrying)
  return subject
}

/** What the old element may carry when it is replaced, as far as the row states nothing else. */
function carriedBySuccessor(row: PlanRow, old: number, days: DateSpan, carrying: CarryingOut): Carried[] {
  const carried = overlapping(stretchesSoFar(carrying, old), days).flatMap((stretch) => stretch.carried)
  return carried.map(([technologies, bands]) => [row.text('technologies') || technologies, row.text('bands') || bands])
}

function textsOf(row: PlanRow, fields: readonly ClassField[]): Fields {
  return Object.fromEntries(fields.map((field) => [field, row.text(field)]))
}

function siteOf(row: PlanRow, inherited: number, { sites }: CarryingOut): number {
  const site = row.text('site')
  return site === '' ? inherited : (sites.find(site) ?? -1)
}

/** What a stated site says of its elements; else they keep what is known of their place. */
function fieldsOfSite(row: PlanRow, carrying: CarryingOut): Fields {
  const { sites } = carrying
  const site = siteOf(row, -1, carrying)
  if (site < 0) return {}
  return { place: 'on a site', region: sites.regionOf(site), siteTags: sites.tagsOf(site) }
}

/** Installed and in service on one of the days. */
function add(
  row: PlanRow,
  identifier: string,
  site: number,
  classId: number,
  { earliest, latest }: DateSpan,
  { draft, entities }: CarryingOut,
): number {
  const subject = draft.add(site, classId, entities.count)
  entities.addNamed(identifier, row.tableNumber, row.row, subject)
  const history = emptyHistory()
  history.installedEarliest = history.inServiceEarliest = earliest
  history.installedLatest = history.inServiceLatest = latest
  setHistory(draft, subject, history)
  return subject
}

function setStatedWeights(row: PlanRow, subject: number, { draft }: CarryingOut): void {
  for (const [measure, weight] of draft.weights) {
    const stated = row.amount(measure)
    if (!stated) continue
    weight.set(subject, stated.low, stated.high)
    draft.series.get(measure)?.delete(subject)
  }
}
