// The outlines of the countries, from our own server: rough ones for the whole world, finer ones nearer by.

import finer from 'world-atlas/countries-50m.json?url'
import rough from 'world-atlas/countries-110m.json?url'
import { feature, mesh } from 'topojson-client'
import type { World } from './draw-map.ts'

export type Detail = 'rough' | 'finer'

type Countries = Parameters<typeof mesh>[0]
type Outline = NonNullable<Parameters<typeof mesh>[1]>

export async function loadWorld(detail: Detail, signal: AbortSignal): Promise<World> {
  const response = await fetch(detail === 'rough' ? rough : finer, { signal })
  if (!response.ok) throw new Error(`the outlines of the countries could not be loaded (${response.status})`)
  const topology = (await response.json()) as Countries
  const { land, countries } = topology.objects as { readonly [name: string]: Outline }
  return {
    land: feature(topology, land!),
    borders: mesh(topology, countries!, (one, other) => one !== other),
  }
}
