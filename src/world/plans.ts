// The plans of a recipe, row by row: what was proposed, what was later carried out, what is still to come.

import type { CivilDay } from '#base/calendar.ts'
import { RandomStream } from '#base/random.ts'
import type { Generation, Plan, WorldRecipe } from '#model/world-recipe.ts'
import { type Exchanges, terminalCount, terminalId, terminalPremises } from './exchanges.ts'
import type { NodeHistory } from './node-groups.ts'
import type { PlanRows } from './plan-rows.ts'
import { STATION_IDS, switchedOffOn, technologiesOf } from './radio-stations.ts'
import { leanTowards, type RadioTimeline } from './radio-timeline.ts'
import { numbersWhere, rankByScore } from './ranking.ts'
import { dayNumber, NOT_EVER, shareNumber, spreadOver } from './share-curve.ts'
import { STREAMS } from './streams.ts'

export interface PlannedWorld {
  readonly recipe: WorldRecipe
  readonly timeline: RadioTimeline
  readonly exchanges: Exchanges | undefined
  readonly nodes: readonly NodeHistory[]
  readonly siteIds: readonly string[]
  readonly sharedOperators: string
}

export function writePlan(world: PlannedWorld, plan: Plan, number: number, rows: PlanRows, laterByMonths = 0): void {
  const { knownUntil, notified } = plan
  rows.beginPlan({
    number,
    knownFrom: dayNumber(plan.knownFrom),
    ...(knownUntil === undefined ? {} : { knownUntil: dayNumber(knownUntil) }),
    ...(notified === undefined ? {} : { notified: dayNumber(notified) }),
    laterByMonths,
  })
  new PlanAuthor(world, plan, number, rows).write()
}

class PlanAuthor {
  readonly #world: PlannedWorld
  readonly #plan: Plan
  readonly #number: number
  readonly #rows: PlanRows
  readonly #knownFrom: CivilDay
  /** The day whose network a proposal starts from: the last on which it was known. */
  readonly #asOf: CivilDay
  readonly #taken: Uint8Array
  readonly #noise = new Map<number, number>()

  constructor(world: PlannedWorld, plan: Plan, number: number, rows: PlanRows) {
    this.#world = world
    this.#plan = plan
    this.#number = number
    this.#rows = rows
    this.#knownFrom = dayNumber(plan.knownFrom)
    this.#asOf = dayNumber(plan.knownUntil ?? world.recipe.manifest.inventoryDate ?? plan.knownFrom)
    this.#taken = new Uint8Array(world.timeline.sites.count)
  }

  write(): void {
    const { swaps, builds, carriedOut, remaining, rows } = this.#plan
    for (const swap of swaps ?? []) this.#proposeSwaps(swap)
    for (const build of builds ?? []) this.#proposeBuilds(build)
    this.#proposeExchanges()
    this.#proposeNodes()
    if (carriedOut !== undefined) this.#tellWhatWasDone(carriedOut.vendor)
    if (remaining !== undefined) this.#finishSwaps(remaining)
    for (const row of rows ?? []) this.#rows.addWritten(row)
  }

  #noiseOf(site: number): number {
    let noise = this.#noise.get(site)
    if (noise === undefined) {
      noise = new RandomStream(this.#world.recipe.seed, STREAMS.plan + 256 * this.#number, site).uniform()
      this.#noise.set(site, noise)
    }
    return noise
  }

  #rank(members: Uint32Array, leaning: number): Uint32Array {
    const { busyness } = this.#world.timeline
    return rankByScore(members, (site) => leanTowards(leaning, busyness[site]!, this.#noiseOf(site)))
  }

  #vendorAt(site: number, day: CivilDay): string {
    const { timeline } = this.#world
    return timeline.vendors[(timeline.swapDay[site]! <= day ? timeline.laterVendor : timeline.firstVendor)[site]!]!
  }

  #has5GAt(site: number, day: CivilDay): boolean {
    return this.#world.timeline.fiveGDay[site]! <= day
  }

  #proposeSwaps(swap: NonNullable<Plan['swaps']>[number]): void {
    const { timeline } = this.#world
    const own = numbersWhere(
      timeline.sites.count,
      (site) =>
        this.#taken[site] === 0 &&
        this.#vendorAt(site, this.#asOf) === swap.from &&
        timeline.swapDay[site]! > this.#asOf,
    )
    const isTagged = (site: number) => swap.tag !== undefined && timeline.tags.get(site) === swap.tag
    const groups =
      swap.tag === undefined
        ? ([
            // What came while the proposal stood is in neither group: its rows name what was there all the time.
            [own.filter((site) => this.#has5GAt(site, this.#knownFrom)), swap.with5G],
            [own.filter((site) => !this.#has5GAt(site, this.#asOf)), swap.without5G],
          ] as const)
        : ([[own.filter(isTagged), '100 %']] as const)
    for (const [members, share] of groups) {
      const wanted = Math.min(members.length, Math.round(own.length * shareNumber(share ?? '0 %')))
      const chosen = this.#rank(members, swap.busyFirst ?? 0).subarray(0, swap.tag === undefined ? wanted : undefined)
      for (const [index, site] of chosen.entries()) {
        this.#taken[site] = 1
        const date = spreadOver(swap.between, index, chosen.length)
        this.#swapSite(site, swap.to, date, this.#has5GAt(site, this.#asOf), {})
        if (swap.adding5G === true && !this.#has5GAt(site, this.#asOf)) this.#build5G(site, swap.to, date)
      }
    }
  }

  #proposeBuilds(build: NonNullable<Plan['builds']>[number]): void {
    const { timeline } = this.#world
    const members = numbersWhere(
      timeline.sites.count,
      (site) =>
        this.#taken[site] === 0 &&
        !this.#has5GAt(site, this.#asOf) &&
        this.#vendorAt(site, this.#asOf) === (build.on ?? build.vendor),
    )
    const wanted = Math.round(timeline.sites.count * shareNumber(build.share))
    const chosen = this.#rank(members, build.busyFirst ?? 0).subarray(0, wanted)
    for (const [index, site] of chosen.entries()) {
      this.#taken[site] = 1
      this.#build5G(site, build.vendor, spreadOver(build.between, index, chosen.length))
    }
  }

  #build5G(site: number, vendor: string, date: CivilDay): void {
    const { timeline, siteIds, recipe, sharedOperators } = this.#world
    this.#rows.add({
      date,
      action: 'install',
      element: `${siteIds[site]!}-Q${this.#number + 1}`,
      site: siteIds[site]!,
      vendor,
      function: 'ran.5g.gnb',
      ...(timeline.isShared[site] === 1 ? { operators: sharedOperators } : {}),
      ...(recipe.radio.fiveG === undefined ? {} : { bands: recipe.radio.fiveG.band }),
      trafficKbits: Math.floor(timeline.sites.trafficKbits[site]! * 0.6),
    })
  }

  /** The base stations of a site are replaced by those of another vendor, and its 5G with them. */
  #swapSite(
    site: number,
    vendor: string,
    date: CivilDay,
    has5G: boolean,
    more: { knownFrom?: CivilDay; knownUntil?: CivilDay; isNamed?: boolean },
  ): void {
    const { timeline, siteIds } = this.#world
    const id = siteIds[site]!
    const known = {
      ...(more.knownFrom === undefined ? {} : { knownFrom: more.knownFrom }),
      ...(more.knownUntil === undefined ? {} : { knownUntil: more.knownUntil }),
    }
    const technologies = technologiesOf(this.#world.recipe.radio)
    const named = (successor: string) => (more.isNamed === true ? { successor } : {})
    if (timeline.isSeparate[site] === 1) {
      this.#rows.add({
        date,
        action: 'replace',
        element: STATION_IDS.fourG(id),
        ...named(STATION_IDS.base(id, 2)),
        vendor,
        function: 'ran.basestation',
        technologies: has5G ? technologies.with5G : technologies.after,
        ...known,
      })
      if (technologies.all.includes('2G'))
        this.#rows.add({ date, action: 'remove', element: STATION_IDS.twoG(id), ...known })
      const has3G =
        technologies.all.includes('3G') &&
        switchedOffOn(this.#world.recipe, site) > Math.max(date, more.knownUntil ?? this.#asOf)
      if (has3G) this.#rows.add({ date, action: 'remove', element: STATION_IDS.threeG(id), ...known })
      return
    }
    this.#rows.add({
      date,
      action: 'replace',
      element: STATION_IDS.base(id, 1),
      ...named(STATION_IDS.base(id, 2)),
      vendor,
      function: 'ran.basestation',
      ...known,
    })
    if (has5G)
      this.#rows.add({
        date,
        action: 'replace',
        element: STATION_IDS.fiveG(id, 1),
        ...named(STATION_IDS.fiveG(id, 2)),
        vendor,
        function: 'ran.5g.gnb',
        ...known,
        ...(timeline.fiveGDay[site]! > this.#knownFrom ? { knownFrom: timeline.fiveGDay[site]! } : {}),
      })
  }

  #proposeExchanges(): void {
    const { exchanges } = this.#world
    const taken = new Set<number>()
    for (const { vendor, share, between } of this.#plan.exchanges ?? []) {
      if (exchanges === undefined) continue
      const { count } = exchanges.sites
      const members = numbersWhere(
        count,
        (exchange) => exchanges.fibreDay[exchange]! > this.#asOf && !taken.has(exchange),
      )
      const chosen = rankByScore(members, (exchange) => this.#noiseOf(exchanges.firstSite + exchange)).subarray(
        0,
        Math.round(count * shareNumber(share)),
      )
      for (const [index, exchange] of chosen.entries()) {
        taken.add(exchange)
        const id = this.#world.siteIds[exchanges.firstSite + exchange]!
        for (let terminal = 0; terminal < terminalCount(exchanges, exchange); terminal++)
          this.#rows.add({
            date: spreadOver(between, index, chosen.length),
            action: 'install',
            element: `${id}-Q${this.#number + 1}-${terminal + 1}`,
            site: id,
            vendor,
            function: 'access.fttp.olt',
            premises: terminalPremises(exchanges, exchange, terminal),
          })
      }
    }
  }

  #proposeNodes(): void {
    for (const { from, to, functions, between } of this.#plan.nodes ?? []) {
      const members = this.#world.nodes.filter(
        ({ generation, group, inService, removed }) =>
          generation.vendor === from &&
          functions.some((id) => group.function === id || group.function.startsWith(`${id}.`)) &&
          inService <= this.#knownFrom &&
          (removed ?? NOT_EVER) > this.#asOf,
      )
      for (const [index, { id, generation }] of members.entries())
        this.#rows.add({
          date: spreadOver(between, index, members.length),
          action: 'replace',
          element: id,
          vendor: to,
          ...(generation.technologies === undefined
            ? {}
            : { technologies: generation.technologies.toSorted().join('|') }),
        })
    }
  }

  /** The plan foresaw what was done on the day it was done, but for nodes whose date was moved. */
  #tellWhatWasDone(vendor: string): void {
    const { timeline, exchanges, nodes, siteIds } = this.#world
    const number = timeline.vendors.indexOf(vendor)
    for (let site = 0; site < timeline.sites.count; site++) {
      const date = timeline.swapDay[site]!
      if (timeline.firstVendor[site] !== number || date <= this.#knownFrom || date >= NOT_EVER) continue
      const has5G = timeline.fiveGDay[site]! < date
      this.#swapSite(site, timeline.vendors[timeline.laterVendor[site]!]!, date, has5G, { knownUntil: date })
    }
    if (exchanges !== undefined) {
      for (let exchange = 0; exchange < exchanges.sites.count; exchange++) {
        const date = exchanges.swapDay[exchange]!
        if (exchanges.vendors[exchanges.vendor[exchange]!] !== vendor || date <= this.#knownFrom || date >= NOT_EVER)
          continue
        for (let terminal = 0; terminal < terminalCount(exchanges, exchange); terminal++)
          this.#rows.add({
            date,
            action: 'replace',
            element: terminalId(siteIds[exchanges.firstSite + exchange]!, terminal, 1),
            vendor: exchanges.vendors[exchanges.laterVendor[exchange]!]!,
            function: 'access.fttp.olt',
            knownUntil: date,
          })
      }
    }
    for (const node of nodes) if (node.generation.vendor === vendor) this.#tellNode(node)
  }

  #tellNode(node: NodeHistory): void {
    const { removed, plannedRemoval } = node
    if (removed === undefined || removed <= this.#knownFrom) return
    if (plannedRemoval === undefined || plannedRemoval.until <= this.#knownFrom) {
      this.#endNode(node, removed, this.#knownFrom, removed)
      return
    }
    this.#endNode(node, plannedRemoval.on, this.#knownFrom, plannedRemoval.until)
    this.#endNode(node, removed, plannedRemoval.until, removed)
  }

  #endNode({ id, successor }: NodeHistory, date: CivilDay, knownFrom: CivilDay, knownUntil: CivilDay): void {
    this.#rows.add({
      date,
      action: successor === undefined ? 'remove' : 'replace',
      element: id,
      ...describeSuccessor(successor),
      knownFrom,
      knownUntil,
    })
  }

  #finishSwaps({ vendor, between, busyFirst }: NonNullable<Plan['remaining']>): void {
    const { timeline } = this.#world
    const number = timeline.vendors.indexOf(vendor)
    const members = numbersWhere(
      timeline.sites.count,
      (site) =>
        timeline.firstVendor[site] === number &&
        timeline.swapDay[site]! >= NOT_EVER &&
        timeline.fiveGDay[site]! < NOT_EVER &&
        timeline.laterVendor[site] !== number,
    )
    const ranking = this.#rank(members, busyFirst ?? 0)
    for (const [index, site] of ranking.entries())
      this.#swapSite(
        site,
        timeline.vendors[timeline.laterVendor[site]!]!,
        spreadOver(between, index, ranking.length),
        true,
        { isNamed: true },
      )
  }
}

function describeSuccessor(successor: Generation | undefined) {
  if (successor === undefined) return {}
  return {
    ...(successor.vendor === undefined ? {} : { vendor: successor.vendor }),
    ...(successor.suppliers === undefined ? {} : { suppliers: successor.suppliers }),
    ...(successor.product === undefined ? {} : { product: successor.product }),
  }
}
