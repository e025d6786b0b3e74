// What the shape of a recipe cannot say: shares that fit together, days in order, names that exist.

import { parseDay } from '#base/calendar.ts'
import { parseRational } from '#base/rational.ts'
import { type Fault, quoteForFault } from '#model/fault.ts'
import { CONTRACTS, findTable, PLAN } from '#model/tables.ts'
import { MOST_SITES, type WorldRecipe } from '#model/world-recipe.ts'
import { formatYamlPath, type YamlDocument, type YamlPath, type YamlValue } from '../yaml/parse.ts'
import { checkSpares } from './check-spares.ts'
import { checkFunction, checkName, checkRow, type Report } from './check-words.ts'

/** The document has the shape of a recipe. */
export function checkRecipe(document: YamlDocument): Fault[] {
  const faults: Fault[] = []
  const report: Report = (code, path, problem, more = {}) => {
    const text = document.textOf(path)
    faults.push({
      code,
      severity: 'error',
      file: document.name,
      line: document.lineOf(path),
      column: formatYamlPath(path),
      ...(text === undefined || text === '' ? {} : { text: quoteForFault(text) }),
      problem,
      ...more,
    })
  }
  const recipe = document.value as unknown as WorldRecipe
  if (recipe.manifest.inventoryDate === undefined)
    report('missing-value', ['manifest', 'inventoryDate'], 'missing key', {
      expected: 'the day the inventory describes',
    })
  checkValues(document.value, [], report)
  checkRadio(recipe, report)
  checkFixed(recipe, report)
  checkNodes(recipe, report)
  checkPlans(recipe, report)
  checkSpares(recipe, report)
  for (const [index, row] of (recipe.contracts ?? []).entries()) checkRow(CONTRACTS, row, ['contracts', index], report)
  return faults
}

const SHARE = /^\d{1,3}(\.\d{1,4})? %$/

/** Every share is at most 100 %, every leaning at most 1, every period and every curve in the order of time. */
function checkValues(value: YamlValue, path: YamlPath, report: Report): void {
  if (Array.isArray(value)) {
    for (const [index, entry] of value.entries()) checkValues(entry, [...path, index], report)
    return
  }
  if (typeof value === 'string' && SHARE.test(value) && shareOf(value) > 1)
    report('invalid-value', path, 'share above 100 %', { expected: 'at most `100 %`' })
  const key = path.at(-1)
  if (typeof value === 'number' && (key === 'cities' || key === 'busyFirst') && value > 1)
    report('invalid-value', path, 'leaning above 1', { expected: '-1 to 1' })
  if (typeof value !== 'object' || value === null) return
  const { from, to } = value
  const [first, last] = [dayOf(from), dayOf(to)]
  if (first !== undefined && last !== undefined && first > last)
    report('contradiction', [...path, 'to'], 'period ends before it begins', {
      expected: `not before ${from as string}`,
    })
  checkCurve(value, path, report)
  for (const [name, entry] of Object.entries(value)) checkValues(entry, [...path, name], report)
}

function shareOf(text: string): number {
  const share = parseRational(text)
  return share === undefined ? 0 : share.numerator / share.denominator
}

function dayOf(value: YamlValue | undefined): number | undefined {
  return typeof value === 'string' ? parseDay(value) : undefined
}

function checkCurve(value: { [key: string]: YamlValue }, path: YamlPath, report: Report): void {
  const days = Object.keys(value)
  if (days.length === 0 || !days.every((day) => /^\d{4}-\d{2}-\d{2}$/.test(day))) return
  for (const day of days)
    if (parseDay(day) === undefined)
      report('impossible-date', [...path, day], 'no such date', {
        text: day,
        expected: 'a day that exists, between 1900 and 2199',
      })
  const ordered = days.toSorted()
  for (const [index, day] of ordered.entries()) {
    const before = index === 0 ? '0 %' : (value[ordered[index - 1]!] as string)
    if (shareOf(value[day] as string) < shareOf(before))
      report('contradiction', [...path, day], 'share falls', {
        expected: `at least \`${before}\`, reached before`,
      })
  }
}

/** Shares of one whole are together not more than it. */
function checkSum(shares: readonly { share?: string | undefined }[], path: YamlPath, report: Report): void {
  const sum = shares.reduce((total, { share }) => total + shareOf(share ?? '100 %'), 0)
  if (sum > 1.000001)
    report('contradiction', path, 'shares are more than the whole', { expected: 'together at most 100 %' })
}

function checkRadio({ radio, fixed, dataCentres }: WorldRecipe, report: Report): void {
  const sites = radio.sites + (fixed?.exchanges ?? 0) + (dataCentres ?? 0)
  if (sites > MOST_SITES)
    report('too-large', ['radio', 'sites'], 'too many sites', { expected: `at most ${MOST_SITES}` })
  const vendors = radio.vendors.map(({ vendor }) => vendor)
  checkSum(radio.vendors, ['radio', 'vendors'], report)
  for (const [index, { vendor }] of (radio.fiveG?.rollouts ?? []).entries())
    checkName(vendor, vendors, ['radio', 'fiveG', 'rollouts', index, 'vendor'], 'vendor of the sites', report)
  for (const [index, { from }] of (radio.swaps ?? []).entries())
    checkName(from, vendors, ['radio', 'swaps', index, 'from'], 'vendor of the sites', report)
  for (const from of vendors)
    checkSum(
      (radio.swaps ?? []).filter((swap) => swap.from === from),
      ['radio', 'swaps'],
      report,
    )
  if (radio.routers !== undefined) checkSum(radio.routers.vendors, ['radio', 'routers', 'vendors'], report)
  if (radio.microwave !== undefined) checkSum(radio.microwave.vendors, ['radio', 'microwave', 'vendors'], report)
  if (radio.smallCells !== undefined) checkSum(radio.smallCells.vendors, ['radio', 'smallCells', 'vendors'], report)
  if (radio.shared !== undefined && radio.shared.weights.length !== 2)
    report('invalid-value', ['radio', 'shared', 'weights'], 'not two weights', { expected: 'ours and theirs' })
}

function checkFixed({ fixed, radio }: WorldRecipe, report: Report): void {
  if (fixed === undefined) return
  const reached = fixed.rollouts.map((rollout) => ({ share: Object.values(rollout.reached).at(-1) ?? '0 %' }))
  checkSum(reached, ['fixed', 'rollouts'], report)
  const vendors = fixed.rollouts.map(({ vendor }) => vendor)
  for (const [index, { from }] of (fixed.swaps ?? []).entries())
    checkName(from, vendors, ['fixed', 'swaps', index, 'from'], 'vendor of the exchanges', report)
  if ((fixed.prefix ?? 'X') === (radio.prefix ?? 'S'))
    report('contradiction', ['fixed', 'prefix'], 'the radio sites begin with the same letters')
}

function checkNodes({ nodes, dataCentres, fixed }: WorldRecipe, report: Report): void {
  const earlier: string[] = []
  for (const [index, group] of (nodes ?? []).entries()) {
    const path = ['nodes', index]
    if (earlier.includes(group.id)) report('duplicate-key', [...path, 'id'], 'the same id twice')
    checkFunction(group.function, [...path, 'function'], report)
    if (group.hostedOn !== undefined) checkName(group.hostedOn, earlier, [...path, 'hostedOn'], 'earlier group', report)
    else if (group.at === 'exchange' ? fixed === undefined : dataCentres === undefined)
      report('contradiction', path, 'nowhere to stand', {
        expected: group.at === 'exchange' ? 'a `fixed` network' : '`dataCentres`',
      })
    earlier.push(group.id)
  }
}

function checkPlans({ plans, variants, totals, radio, manifest }: WorldRecipe, report: Report): void {
  const names: string[] = []
  const vendors = [
    ...new Set([...radio.vendors.map(({ vendor }) => vendor), ...(radio.swaps ?? []).map(({ to }) => to)]),
  ]
  for (const [index, plan] of (plans ?? []).entries()) {
    const path = ['plans', index]
    if (names.includes(plan.name)) report('duplicate-key', [...path, 'name'], 'the same name twice')
    names.push(plan.name)
    if (plan.knownUntil !== undefined && plan.knownUntil <= plan.knownFrom)
      report('contradiction', [...path, 'knownUntil'], 'known until before it was known')
    for (const [number, row] of (plan.rows ?? []).entries()) checkRow(PLAN, row, [...path, 'rows', number], report)
    for (const [number, { functions }] of (plan.nodes ?? []).entries())
      for (const [at, id] of functions.entries()) checkFunction(id, [...path, 'nodes', number, 'functions', at], report)
    for (const [number, { from }] of (plan.swaps ?? []).entries())
      checkName(from, vendors, [...path, 'swaps', number, 'from'], 'vendor of the sites', report)
    for (const part of ['carriedOut', 'remaining'] as const) {
      const vendor = plan[part]?.vendor
      if (vendor !== undefined) checkName(vendor, vendors, [...path, part, 'vendor'], 'vendor of the sites', report)
    }
  }
  for (const [index, { of }] of (variants ?? []).entries())
    checkName(of, names, ['variants', index, 'of'], 'plan', report)
  checkFiles({ plans, variants }, report)
  for (const [index, total] of (totals ?? []).entries()) {
    if (total.function !== undefined) checkFunction(total.function, ['totals', index, 'function'], report)
    if (manifest.inventoryDate !== undefined && total.on > manifest.inventoryDate)
      report('contradiction', ['totals', index, 'on'], 'counted after the inventory date')
  }
}

/** Files in `variants/` are told apart, and none is taken for one of the workspace. */
function checkFiles({ plans, variants }: Pick<WorldRecipe, 'plans' | 'variants'>, report: Report): void {
  const files = new Set<string>()
  const check = (file: string, path: YamlPath): void => {
    if (findTable(file.replace(/\.csv$/, '')) !== undefined)
      report('contradiction', path, 'name of a file the workspace already has')
    if (files.has(file)) report('duplicate-key', path, 'the same name twice')
    files.add(file)
  }
  for (const [index, { file }] of (variants ?? []).entries()) check(file, ['variants', index, 'file'])
  for (const [index, { file }] of (plans ?? []).entries()) if (file !== undefined) check(file, ['plans', index, 'file'])
}
