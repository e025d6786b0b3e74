// Whether a selector speaks of elements, sites, vendors, regions, tags and products that there are, and a control total of
// a region that there is: of another one it would find nothing shown, and widen every result.

import { nearestName } from '#base/near-name.ts'
import type { Estate } from '#model/estate.ts'
import { SELECTOR_COLUMNS } from '#model/check-selectors.ts'
import { type FactTable, textAt } from '#model/fact-table.ts'
import { type Fault, quoteForFault } from '#model/fault.ts'
import { withLeftOut } from '#model/left-out-rows.ts'
import { placeOf } from '#model/place.ts'
import { readSelector, type Selector } from '#model/selector.ts'
import { NETWORK_LIST, PLAN, TOTALS } from '#model/tables.ts'
import { resolveVendor, type VendorBook } from '../vendors/index.ts'
import { SelectorMatcher, StatedNames } from '../estate/index.ts'

type NameFault = Pick<Fault, 'code' | 'severity' | 'text' | 'problem' | 'expected' | 'didYouMean'>

/** Each suggestion looks through every name: enough for a hundred among 100,000. */
const NAMES_LOOKED_THROUGH = 10_000_000

/** What selects nothing by name is an error; what a network may lose or gain between two inventories, a warning. */
const WHAT = {
  element: { what: 'element', expected: 'one of the elements', severity: 'error' },
  elementToChange: {
    what: 'element',
    expected: 'an element of the inventory, or one that the plan makes',
    severity: 'error',
  },
  site: { what: 'site', expected: 'one of the sites', severity: 'error' },
  region: { what: 'region', expected: 'a region of sites.csv', severity: 'warning' },
  siteTag: { what: 'site tag', expected: 'a tag of sites.csv', severity: 'warning' },
  tag: { what: 'tag', expected: 'a tag of elements.csv', severity: 'warning' },
  product: { what: 'product', expected: 'a product of elements.csv', severity: 'warning' },
  band: { what: 'band', expected: 'a band of elements.csv', severity: 'warning' },
} as const

/** Names that the tables, the vendor book and what a plan makes have. */
class SelectorNames {
  readonly #estate: Estate
  readonly #book: VendorBook
  readonly #stated: StatedNames
  readonly #matcher: SelectorMatcher
  readonly #metByNothing = new Map<string, boolean>()
  #namesLeft = NAMES_LOOKED_THROUGH

  constructor(estate: Estate, book: VendorBook, facts: readonly FactTable[]) {
    this.#estate = estate
    this.#book = book
    this.#stated = new StatedNames(facts)
    this.#matcher = new SelectorMatcher(estate, book)
  }

  /** The first name nobody bears; errors before warnings. */
  findUnknown(selector: Selector, table: FactTable): NameFault | undefined {
    return (
      this.#findUnstated(selector, 'element', table.schema === PLAN ? 'elementToChange' : 'element') ??
      this.#findUnstated(selector, 'site') ??
      this.#findUnknownVendor(selector) ??
      this.#findUnstated(selector, 'region') ??
      this.#findUnstated(selector, 'siteTag') ??
      this.#findUnstated(selector, 'tag') ??
      this.#findUnstated(selector, 'product') ??
      this.#findUnstated(selector, 'band')
    )
  }

  /** Whether nothing meets the selector, nor may; `text`, as it stands in many rows of a plan. */
  isMetByNothing(text: string, selector: Selector): boolean {
    // What the estate lacks may meet it.
    if (!this.#estate.isWhole) return false
    let isMetByNothing = this.#metByNothing.get(text)
    if (isMetByNothing === undefined) {
      isMetByNothing = this.#matcher.meaningOf(selector).size === 0
      this.#metByNothing.set(text, isMetByNothing)
    }
    return isMetByNothing
  }

  #findUnstated(
    selector: Selector,
    key: Exclude<keyof typeof WHAT, 'elementToChange'>,
    meant: keyof typeof WHAT = key,
  ): NameFault | undefined {
    const name = selector.get(key)?.find((one) => !this.#isStated(meant, one))
    return name === undefined
      ? undefined
      : unknown(
          WHAT[meant],
          name,
          this.#suggest(name, () => this.#stated.ofStanding(meant)),
        )
  }

  #isStated(meant: keyof typeof WHAT, name: string): boolean {
    // The estate is asked first: it knows the elements a plan makes, and has them at hand.
    return this.#mayBeInEstate(meant, name) || this.#stated.has(meant, name) || this.#stated.mayLack(meant, name)
  }

  #mayBeInEstate(meant: keyof typeof WHAT, name: string): boolean {
    if (meant !== 'element' && meant !== 'elementToChange') return false
    const { entities, mayHaveElement } = this.#estate
    const entity = entities.find(name)
    if (entity === undefined) return mayHaveElement(name)
    return meant === 'element' || entities.originOf(entity)?.table.schema !== NETWORK_LIST
  }

  #findUnknownVendor(selector: Selector): NameFault | undefined {
    for (const name of selector.get('vendor') ?? []) {
      const resolution = resolveVendor(this.#book, name)
      if (resolution.kind === 'resolved') continue
      const nearest = resolution.kind === 'unresolved' ? resolution.suggestions[0] : undefined
      const expected = 'a name that stands for one vendor'
      return unknown({ what: 'vendor', expected, severity: 'error' }, name, nearest)
    }
    return undefined
  }

  #suggest(text: string, standing: () => ReadonlySet<string>): string | undefined {
    if (this.#namesLeft <= 0) return undefined
    const names = standing()
    if (this.#namesLeft < names.size) return undefined
    this.#namesLeft -= names.size
    return nearestName(text, names)
  }
}

/** Faults of the names in all selectors, also of rows left out for other faults; what cannot be read was told before. */
export function checkSelectorNames(
  facts: readonly FactTable[],
  estate: Estate,
  book: VendorBook,
  report: (fault: Fault) => void,
): void {
  const names = new SelectorNames(estate, book, facts)
  for (const table of withLeftOut(facts)) {
    const column = table.schema === TOTALS ? 'region' : SELECTOR_COLUMNS.get(table.schema.name)
    if (column === undefined) continue
    // A row of the plan that speaks of nothing is not carried out, and nothing else is told of it.
    const isPlan = table.schema.name === 'plan'
    for (let row = 0; row < table.rowCount; row++) {
      const selector = selectorIn(table, column, row)
      const unknownName = selector && names.findUnknown(selector, table)
      if (!unknownName) continue
      const severity =
        isPlan && names.isMetByNothing(textAt(table, column, row), selector!) ? 'error' : unknownName.severity
      report({ ...unknownName, severity, ...placeOf(table, row), column })
    }
  }
}

/** What a cell selects; undefined where it is blank, or cannot be read. */
function selectorIn(table: FactTable, column: string, row: number): Selector | undefined {
  const text = textAt(table, column, row)
  if (text === '') return undefined
  if (column === 'region') return text === 'unknown' ? undefined : new Map([['region', [text]]])
  const reading = readSelector(text)
  return 'value' in reading ? reading.value : undefined
}

function unknown(
  { what, expected, severity }: { what: string; expected: string; severity: Fault['severity'] },
  name: string,
  didYouMean: string | undefined,
): NameFault {
  return {
    code: 'unknown-reference',
    severity,
    text: quoteForFault(name),
    problem: `unknown ${what}`,
    expected,
    ...(didYouMean === undefined ? {} : { didYouMean: quoteForFault(didYouMean) }),
  }
}
