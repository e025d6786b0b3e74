// What does a national inventory of any size look like? Tables made from a seed, each cell a function of seed and element.
//
// Nothing is held that need not be: the columns of a table are made when they are asked for and forgotten when another
// table's are, as a reader of row groups would do, and an identifier is spelled when it is read. So the memory of a
// process that builds an estate from these tables is the engine's memory, and not that of the inventory.

import { AFTER_ALL, BEFORE_ALL, dayOf } from '#base/calendar.ts'
import { BLANK_DATE } from '#model/column.ts'
import type { AmountColumn, DateColumn, FactColumn, TextColumn, TextDictionary } from '#model/fact-column.ts'
import type { FactTable } from '#model/fact-table.ts'
import { CONTRACTS, ELEMENTS, SITES } from '#model/tables.ts'

/** 64 sites with 384 elements: six a site, three to nine. */
const ELEMENTS_OF_SITES = [3, 4, 5, 6, 7, 8, 9, 6]
const SITES_A_BLOCK = 64
const ELEMENTS_A_BLOCK = 384
const ROWS_A_TABLE = 250_000
/** A prime: rows that follow one another lie far apart in the country, and every element has one row. */
const ROW_STRIDE = 7_368_787

const SITE_IN_BLOCK = new Uint8Array(ELEMENTS_A_BLOCK)
const SLOT_IN_SITE = new Uint8Array(ELEMENTS_A_BLOCK)
for (let site = 0, element = 0; site < SITES_A_BLOCK; site++) {
  for (let slot = 0; slot < ELEMENTS_OF_SITES[site % ELEMENTS_OF_SITES.length]!; slot++, element++) {
    SITE_IN_BLOCK[element] = site
    SLOT_IN_SITE[element] = slot
  }
}

const REGIONS = [
  'London',
  'South East',
  'South West',
  'East',
  'East Midlands',
  'West Midlands',
  'Yorkshire',
  'North West',
  'North East',
  'Wales',
  'Scotland',
  'Northern Ireland',
]

const FIRST_INSTALLED = dayOf(2006, 1, 1)
const LAST_INSTALLED = dayOf(2026, 3, 31)
const FIRST_5G = dayOf(2019, 5, 1)
const FIRST_FIBRE = dayOf(2012, 1, 1)
const LAST_PLANNED = dayOf(2034, 12, 31)

/** What an element of a site is there for. */
interface Role {
  readonly id: string
  readonly isRadio: boolean
  readonly technologies: string
  readonly technologiesBefore: string
  /** Three generations of one product line. */
  readonly products: readonly string[]
  /** First day on which one was installed. */
  readonly since: number
}

function roles(...ids: readonly string[]): Role[] {
  return ids.map((id) => ({
    id,
    isRadio: id.startsWith('ran'),
    technologies: id === 'ran.basestation' ? '4G|5G' : id === 'ran.smallcell' ? '4G' : '',
    technologiesBefore: id === 'ran.basestation' ? '4G' : '',
    products: [1, 2, 3].map((generation) => `${id.split('.').slice(0, 2).join(' ')} mark ${generation}`),
    since: /^(ran|core)\.5g/.test(id) ? FIRST_5G : /^ran\.[23]g/.test(id) ? FIRST_INSTALLED : FIRST_FIBRE,
  }))
}

/** The elements of a site of each kind, by their slot; a site has the first ones. */
const MACRO = roles(
  'ran.4g.enb',
  'ran.5g.gnb',
  'transport.cellsite-router',
  'ran.2g.bts',
  'ran.antenna',
  'ran.basestation',
  'transport.microwave',
  'ran.3g.nodeb',
  'ran.5g.ru',
)
const SMALL = roles('ran.smallcell', 'ran.4g.enb', 'transport.cellsite-router', 'power.rectifier', 'ran.repeater')
const EXCHANGE = roles(
  'access.fttp.olt',
  'access.fttp.olt',
  'transport.dwdm',
  'access.copper.dslam',
  'transport.aggregation',
  'transport.otn',
  'access.fttp.olt',
  'core.ip.bng',
  'transport.sync',
)
const CORE = roles(
  'core.5g.amf',
  'core.5g.upf',
  'core.4g.mme',
  'core.subscriber.udm',
  'platform.nfvi',
  'core.ims.cscf',
  'management.oss.core',
  'core.ip.router',
  'security.firewall',
)

/** Names as sources write them, weighted by how often they stand here; two resolve to nobody, and one is blank. */
const RADIO_VENDORS = repeat([
  ['Huawei', 24],
  ['Huawei Technologies', 6],
  ['Ericsson', 26],
  ['Nokia', 20],
  ['Nokia Siemens Networks', 5],
  ['Alcatel-Lucent', 3],
  ['Samsung', 6],
  ['ZTE', 6],
  ['Lumenwave Radio', 1],
  ['unknown', 1],
  ['', 2],
])
const FIXED_VENDORS = repeat([
  ['Huawei', 26],
  ['Nokia', 22],
  ['Cisco', 20],
  ['Juniper', 12],
  ['ZTE', 5],
  ['Ericsson', 8],
  ['Adler Optical Works', 2],
  ['unknown', 2],
  ['', 3],
])
const SOFTWARE_VENDORS = ['', 'Mavenir', 'Red Hat']
const OPERATORS = repeat([
  ['', 88],
  ['North Mobile:60|South Mobile:40', 6],
  ['North Mobile:50|South Mobile:50', 4],
  ['South Mobile:1', 1],
  ['unknown', 1],
])
const TAGS = repeat([
  ['', 95],
  ['sanctions-affected', 2],
  ['sanctions-unaffected', 3],
])
const SITE_TAGS = repeat([
  ['', 97],
  ['hospital', 2],
  ['natsec', 1],
])

function repeat(weighted: readonly (readonly [string, number])[]): string[] {
  return weighted.flatMap(([text, times]) => Array.from({ length: times }, () => text))
}

/** Columns a cell is drawn for; the numbers separate the draws of one element. */
const DRAWS = {
  siteKind: 1,
  siteVendor: 2,
  otherVendor: 3,
  vendor: 4,
  operators: 5,
  tags: 6,
  product: 7,
  installed: 8,
  installedPrecision: 9,
  inService: 10,
  inServicePrecision: 11,
  isEnded: 12,
  outOfService: 13,
  removed: 14,
  produced: 15,
  changed: 16,
  traffic: 17,
  trafficPrecision: 18,
  siteTags: 19,
  software: 20,
  region: 21,
  outPrecision: 22,
} as const

/** 32 bits from a seed, a subject and a draw: two rounds of the finaliser of MurmurHash3. */
function draw(seed: number, subject: number, use: number): number {
  let bits = Math.imul(subject ^ 0x9e3779b9, 0x85ebca6b) ^ Math.imul(use + seed, 0xc2b2ae35)
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b)
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35)
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b)
  return (bits ^ (bits >>> 15)) >>> 0
}

const NOTHING_STATED = [Number.NaN, Number.NaN] as const

/** One made country: what stands where, by whom, since when. */
class Country {
  readonly seed: number
  readonly elementCount: number
  readonly siteCount: number

  constructor(elementCount: number, seed: number) {
    this.seed = seed
    this.elementCount = elementCount
    this.siteCount = Math.ceil(elementCount / ELEMENTS_A_BLOCK) * SITES_A_BLOCK
  }

  /** Rows come in no order of sites, as element managers list them: a fixed stride through all elements. */
  elementOfRow(row: number): number {
    return Number((BigInt(row) * BigInt(ROW_STRIDE) + 12_345n) % BigInt(this.elementCount))
  }

  siteOf(element: number): number {
    const block = Math.floor(element / ELEMENTS_A_BLOCK)
    return block * SITES_A_BLOCK + SITE_IN_BLOCK[element - block * ELEMENTS_A_BLOCK]!
  }

  #kindOf(site: number): readonly Role[] {
    const kind = draw(this.seed, site, DRAWS.siteKind) % 100
    return kind < 64 ? MACRO : kind < 79 ? SMALL : kind < 99 ? EXCHANGE : CORE
  }

  roleOf(element: number): Role {
    const slots = this.#kindOf(this.siteOf(element))
    return slots[SLOT_IN_SITE[element % ELEMENTS_A_BLOCK]! % slots.length]!
  }

  vendorOf(element: number, role: Role): string {
    const site = this.siteOf(element)
    const names = role.isRadio ? RADIO_VENDORS : FIXED_VENDORS
    // A site is built with one vendor, but for some of its elements.
    const isOther = draw(this.seed, element, DRAWS.otherVendor) % 100 < 12
    return names[draw(this.seed, isOther ? element : site, isOther ? DRAWS.vendor : DRAWS.siteVendor) % names.length]!
  }

  softwareVendorOf(element: number): string {
    const draws = draw(this.seed, element, DRAWS.software) % 100
    return draws < 2 ? SOFTWARE_VENDORS[1 + (draws & 1)]! : ''
  }

  operatorsOf(element: number): string {
    // A site is shared as a whole.
    return OPERATORS[draw(this.seed, this.siteOf(element), DRAWS.operators) % OPERATORS.length]!
  }

  productOf(element: number, { products }: Role): string {
    return products[draw(this.seed, element, DRAWS.product) % products.length]!
  }

  tagsOf(element: number): string {
    return TAGS[draw(this.seed, element, DRAWS.tags) % TAGS.length]!
  }

  regionOf(site: number): string {
    return REGIONS[draw(this.seed, Math.floor(site / SITES_A_BLOCK), DRAWS.region) % REGIONS.length]!
  }

  siteTagsOf(site: number): string {
    return SITE_TAGS[draw(this.seed, site, DRAWS.siteTags) % SITE_TAGS.length]!
  }

  /** The true day of an event; what of it is written down is another matter. */
  installedOn(element: number, { since }: Role): number {
    return since + (draw(this.seed, element, DRAWS.installed) % (LAST_INSTALLED - since + 1))
  }

  inServiceOn(element: number, role: Role): number {
    return this.installedOn(element, role) + 5 + (draw(this.seed, element, DRAWS.inService) % 60)
  }

  /** Undefined: no end is known or planned, as of two elements in three. */
  outOfServiceOn(element: number, role: Role): number | undefined {
    if (draw(this.seed, element, DRAWS.isEnded) % 100 >= 36) return undefined
    const from = this.inServiceOn(element, role) + 1
    return from + (draw(this.seed, element, DRAWS.outOfService) % (LAST_PLANNED - from))
  }

  removedOn(element: number, role: Role): number | undefined {
    const out = this.outOfServiceOn(element, role)
    return out === undefined ? undefined : out + (draw(this.seed, element, DRAWS.removed) % 90)
  }

  producedOn(element: number, role: Role): number {
    return this.installedOn(element, role) - 20 - (draw(this.seed, element, DRAWS.produced) % 200)
  }

  technologyChangedOn(element: number, role: Role): number | undefined {
    if (role.technologiesBefore === '') return undefined
    return this.inServiceOn(element, role) + 1 + (draw(this.seed, element, DRAWS.changed) % 2500)
  }

  /** kbit/s; NaN: blank. Five in a hundred are ranged or not stated. */
  trafficOf(element: number, role: Role): readonly [number, number] {
    if (!role.isRadio) return NOTHING_STATED
    const traffic = 20_000 + (draw(this.seed, element, DRAWS.traffic) % 900_000)
    const precision = draw(this.seed, element, DRAWS.trafficPrecision) % 100
    return precision < 2 ? NOTHING_STATED : precision < 5 ? [traffic, traffic + 50_000] : [traffic, traffic]
  }

  premisesOf(element: number, role: Role): readonly [number, number] {
    if (role.id !== 'access.fttp.olt') return NOTHING_STATED
    const premises = 300 + (draw(this.seed, element, DRAWS.traffic) % 6_000)
    return [premises, premises]
  }

  precisionOf(element: number, use: number): 'day' | 'month' | 'unknown' | 'blank' {
    const precision = draw(this.seed, element, use) % 1000
    return precision < 940 ? 'day' : precision < 985 ? 'month' : precision < 993 ? 'unknown' : 'blank'
  }
}

/** Columns of one table, made when they are asked for; only one table's are held at a time. */
class MadeColumns extends Map<string, FactColumn> {
  static #current: MadeColumns | undefined
  readonly #makers: ReadonlyMap<string, () => FactColumn>

  constructor(makers: Readonly<Record<string, () => FactColumn>>) {
    super()
    this.#makers = new Map(Object.entries(makers))
  }

  override has(name: string): boolean {
    return this.#makers.has(name)
  }

  override get(name: string): FactColumn | undefined {
    const made = super.get(name)
    const make = made ? undefined : this.#makers.get(name)
    if (!make) return made
    if (MadeColumns.#current !== this) {
      MadeColumns.#current?.clear()
      MadeColumns.#current = this
    }
    const column = make()
    this.set(name, column)
    return column
  }
}

/** A dictionary that spells its texts when they are read. */
function spelledOnDemand(length: number, spell: (code: number) => string): TextDictionary {
  return {
    length,
    at: spell,
    *[Symbol.iterator]() {
      for (let code = 0; code < length; code++) yield spell(code)
    },
  }
}

const ROW_NUMBERS = Uint32Array.from({ length: ROWS_A_TABLE }, (_, row) => row)

/** Makes the columns of one table of elements. */
class TableMaker {
  readonly #elements: Int32Array
  readonly #roles: readonly Role[]

  constructor(country: Country, firstRow: number, rowCount: number) {
    this.#elements = new Int32Array(rowCount)
    let element = country.elementOfRow(firstRow)
    for (let row = 0; row < rowCount; row++) {
      this.#elements[row] = element
      element = (element + ROW_STRIDE) % country.elementCount
    }
    this.#roles = Array.from(this.#elements, (one) => country.roleOf(one))
  }

  text(textOf: (element: number, role: Role) => string): TextColumn {
    const dictionary = ['']
    const codeOf = new Map([['', 0]])
    const codes = new Uint32Array(this.#elements.length)
    for (let row = 0; row < codes.length; row++) {
      const text = textOf(this.#elements[row]!, this.#roles[row]!)
      let code = codeOf.get(text)
      if (code === undefined) {
        code = dictionary.push(text) - 1
        codeOf.set(text, code)
      }
      codes[row] = code
    }
    return { kind: 'text', codes, dictionary }
  }

  date(
    dayOfElement: (element: number, role: Role) => number | undefined,
    precisionOf: (element: number) => ReturnType<Country['precisionOf']>,
  ): DateColumn {
    const earliest = new Int32Array(this.#elements.length)
    const latest = new Int32Array(this.#elements.length)
    for (let row = 0; row < earliest.length; row++) {
      const element = this.#elements[row]!
      const day = dayOfElement(element, this.#roles[row]!)
      const precision = precisionOf(element)
      if (day === undefined || precision === 'blank') {
        earliest[row] = BLANK_DATE.earliest
        latest[row] = BLANK_DATE.latest
      } else if (precision === 'unknown') {
        earliest[row] = BEFORE_ALL
        latest[row] = AFTER_ALL
      } else {
        // Ranged dates name the thirty days in which the true one lies.
        earliest[row] = precision === 'day' ? day : day - (day % 30)
        latest[row] = precision === 'day' ? day : day - (day % 30) + 29
      }
    }
    return { kind: 'date', earliest, latest }
  }

  amount(amountOf: (element: number, role: Role) => readonly [number, number]): AmountColumn {
    const low = new Float64Array(this.#elements.length)
    const high = new Float64Array(this.#elements.length)
    for (let row = 0; row < low.length; row++) {
      const amount = amountOf(this.#elements[row]!, this.#roles[row]!)
      low[row] = amount[0]
      high[row] = amount[1]
    }
    return { kind: 'amount', low, high }
  }
}

/** The tables of a country with this many elements: `elements` in several files, `sites`, and some contracts. */
export function makeTables(elementCount: number, seed: number): FactTable[] {
  const country = new Country(elementCount, seed)
  const tables: FactTable[] = [sitesTable(country), contractsTable()]
  for (let firstRow = 0; firstRow < elementCount; firstRow += ROWS_A_TABLE)
    tables.push(elementsTable(country, firstRow, Math.min(ROWS_A_TABLE, elementCount - firstRow)))
  return tables
}

function siteName(site: number): string {
  return `S${site}`
}

function sitesTable(country: Country): FactTable {
  const { siteCount } = country
  const rows = Uint32Array.from({ length: siteCount }, (_, row) => row)
  const text = (textOf: (site: number) => string): TextColumn => {
    const dictionary = ['', ...new Set(Array.from(rows, textOf))]
    const codeOf = new Map(dictionary.map((name, code) => [name, code]))
    return { kind: 'text', codes: rows.map((site) => codeOf.get(textOf(site))!), dictionary }
  }
  return {
    schema: SITES,
    file: 'sites.csv',
    rowCount: siteCount,
    columns: new MadeColumns({
      site: () => ({ kind: 'text', codes: rows, dictionary: spelledOnDemand(siteCount, siteName) }),
      region: () => text((site) => country.regionOf(site)),
      tags: () => text((site) => country.siteTagsOf(site)),
    }),
    unit: 'line',
    ordinals: rows,
  }
}

function elementsTable(country: Country, firstRow: number, rowCount: number): FactTable {
  const exactly = () => 'day' as const
  const precision = (use: number) => (element: number) => country.precisionOf(element, use)
  const make =
    <Made>(made: (maker: TableMaker) => Made) =>
    (): Made =>
      made(makerOf(country, firstRow, rowCount))
  return {
    schema: ELEMENTS,
    file: `elements-${1 + firstRow / ROWS_A_TABLE}.csv`,
    rowCount,
    columns: new MadeColumns({
      element: () => ({
        kind: 'text',
        codes: ROW_NUMBERS,
        dictionary: spelledOnDemand(rowCount, (row) => `E${country.elementOfRow(firstRow + row)}`),
      }),
      site: make((maker) => maker.text((element) => siteName(country.siteOf(element)))),
      vendor: make((maker) => maker.text((element, role) => country.vendorOf(element, role))),
      softwareVendor: make((maker) => maker.text((element) => country.softwareVendorOf(element))),
      operators: make((maker) => maker.text((element) => country.operatorsOf(element))),
      product: make((maker) => maker.text((element, role) => country.productOf(element, role))),
      function: make((maker) => maker.text((_, { id }) => id)),
      technologies: make((maker) => maker.text((_, { technologies }) => technologies)),
      tags: make((maker) => maker.text((element) => country.tagsOf(element))),
      produced: make((maker) =>
        maker.date((element, role) => country.producedOn(element, role), precision(DRAWS.produced)),
      ),
      installed: make((maker) =>
        maker.date((element, role) => country.installedOn(element, role), precision(DRAWS.installedPrecision)),
      ),
      inService: make((maker) =>
        maker.date((element, role) => country.inServiceOn(element, role), precision(DRAWS.inServicePrecision)),
      ),
      technologiesBefore: make((maker) => maker.text((_, { technologiesBefore }) => technologiesBefore)),
      technologyChanged: make((maker) =>
        maker.date((element, role) => country.technologyChangedOn(element, role), exactly),
      ),
      outOfService: make((maker) =>
        maker.date((element, role) => country.outOfServiceOn(element, role), precision(DRAWS.outPrecision)),
      ),
      removed: make((maker) => maker.date((element, role) => country.removedOn(element, role), exactly)),
      traffic: make((maker) => maker.amount((element, role) => country.trafficOf(element, role))),
      premises: make((maker) => maker.amount((element, role) => country.premisesOf(element, role))),
    }),
    unit: 'line',
    ordinals: ROW_NUMBERS.subarray(0, rowCount),
  }
}

/** The maker of the table whose columns were asked for last. */
let lastMaker: { readonly country: Country; readonly firstRow: number; readonly maker: TableMaker } | undefined

function makerOf(country: Country, firstRow: number, rowCount: number): TableMaker {
  if (lastMaker?.country !== country || lastMaker.firstRow !== firstRow)
    lastMaker = { country, firstRow, maker: new TableMaker(country, firstRow, rowCount) }
  return lastMaker.maker
}

function contractsTable(): FactTable {
  const rows = [
    { supplier: 'Huawei', role: 'operation', functions: 'ran', from: dayOf(2016, 4, 1), to: dayOf(2024, 3, 31) },
    { supplier: 'Ericsson', role: 'operation', functions: 'ran', from: dayOf(2024, 4, 1), to: dayOf(2029, 3, 31) },
    { supplier: 'Nokia', role: 'support', functions: 'core', from: dayOf(2018, 1, 1), to: dayOf(2027, 12, 31) },
    { supplier: 'ZTE', role: 'support', functions: 'transport', from: dayOf(2019, 1, 1), to: dayOf(2026, 12, 31) },
  ]
  const text = (texts: readonly string[]): TextColumn => ({
    kind: 'text',
    codes: Uint32Array.from(texts, (_, row) => row + 1),
    dictionary: ['', ...texts],
  })
  const date = (days: readonly number[]): DateColumn => ({
    kind: 'date',
    earliest: Int32Array.from(days),
    latest: Int32Array.from(days),
  })
  return {
    schema: CONTRACTS,
    file: 'contracts.csv',
    rowCount: rows.length,
    columns: new Map<string, FactColumn>([
      ['contract', text(rows.map((_, row) => `C${row + 1}`))],
      ['supplier', text(rows.map(({ supplier }) => supplier))],
      ['role', text(rows.map(({ role }) => role))],
      ['functions', text(rows.map(({ functions }) => functions))],
      ['from', date(rows.map(({ from }) => from))],
      ['to', date(rows.map(({ to }) => to))],
    ]),
    unit: 'line',
    ordinals: Uint32Array.from(rows, (_, row) => row + 2),
  }
}
