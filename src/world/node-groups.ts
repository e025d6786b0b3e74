// Core, transport and management: groups of nodes as the recipe lists them, generation after generation.

import type { CivilDay } from '#base/calendar.ts'
import type { Generation, NodeGroup } from '#model/world-recipe.ts'
import type { ElementFacts, ElementRows } from './element-rows.ts'
import { dayNumber, spreadOver } from './share-curve.ts'

export interface NodeSites {
  /** Codes of the data centres, and of the exchanges, in the shared dictionary of sites. */
  readonly dataCentres: readonly number[]
  readonly exchanges: readonly number[]
}

/** One node with its history, kept for the plans. */
export interface NodeHistory {
  readonly id: string
  readonly group: NodeGroup
  readonly generation: Generation
  readonly inService: CivilDay
  readonly removed: CivilDay | undefined
  /** Vendor and product of what took its place on the day of removal. */
  readonly successor: Generation | undefined
  /** When it was to be removed as long as that plan held, and until when it held. */
  readonly plannedRemoval: { readonly on: CivilDay; readonly until: CivilDay } | undefined
}

function nodeId(group: NodeGroup, node: number, generation: number): string {
  const number = String(node + 1).padStart(String(group.count).length, '0')
  return generation === 0 ? `${group.id}-${number}` : `${group.id}-${number}-${generation + 1}`
}

export function writeNodes(
  groups: readonly NodeGroup[],
  sites: NodeSites,
  inventoryDate: CivilDay,
  elements: ElementRows,
): NodeHistory[] {
  const histories: NodeHistory[] = []
  for (const group of groups) {
    const host = groups.find((candidate) => candidate.id === group.hostedOn)
    const places = group.at === 'exchange' ? sites.exchanges : sites.dataCentres
    for (let node = 0; node < group.count; node++) {
      for (const [index, generation] of group.generations.entries()) {
        const inService = spreadOver(generation.begun, node, group.count)
        if (inService >= inventoryDate) continue
        const ended = generation.ended && spreadOver(generation.ended, node, group.count)
        const removed = ended !== undefined && ended < inventoryDate ? ended : undefined
        const id = nodeId(group, node, index)
        elements.add({
          id,
          ...placeOf(group, host, places, node),
          ...describe(group, generation),
          installed: inService - 30,
          inService,
          ...(removed === undefined ? {} : { outOfService: removed, removed }),
        })
        const next = group.generations[index + 1]
        const { planned } = generation
        histories.push({
          id,
          group,
          generation,
          inService,
          removed,
          successor: next && removed === spreadOver(next.begun, node, group.count) ? next : undefined,
          plannedRemoval: planned && { on: spreadOver(planned, node, group.count), until: dayNumber(planned.until) },
        })
      }
    }
  }
  return histories
}

function placeOf(
  group: NodeGroup,
  host: NodeGroup | undefined,
  places: readonly number[],
  node: number,
): Partial<ElementFacts> {
  if (host !== undefined) return { hostedOn: nodeId(host, node % host.count, host.generations.length - 1) }
  // Spread over the places instead of filling one after the other.
  return places.length === 0 ? {} : { site: places[Math.floor((node * places.length) / group.count) % places.length]! }
}

function describe(group: NodeGroup, generation: Generation): Omit<ElementFacts, 'id'> {
  return {
    function: group.function,
    ...(group.kind === undefined || group.kind === 'physical' ? {} : { kind: group.kind }),
    ...(generation.vendor === undefined ? {} : { vendor: generation.vendor }),
    ...(generation.suppliers === undefined ? {} : { suppliers: generation.suppliers }),
    ...(generation.product === undefined ? {} : { product: generation.product }),
    ...(generation.softwareVersion === undefined ? {} : { softwareVersion: generation.softwareVersion }),
    ...(generation.technologies === undefined ? {} : { technologies: generation.technologies.toSorted().join('|') }),
    ...(group.tags === undefined ? {} : { tags: group.tags.toSorted().join('|') }),
    // Traffic is kept in thousandths of Mbit/s.
    ...(group.traffic === undefined ? {} : { trafficKbits: Math.floor((group.traffic * 1000) / group.count) }),
  }
}
