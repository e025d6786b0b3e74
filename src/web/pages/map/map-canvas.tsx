// The map itself: moved and zoomed with mouse, touch and keys.

import { useQuery } from '@tanstack/react-query'
import { type KeyboardEvent, type PointerEvent, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react'
import { IconButton } from '../../parts/button.tsx'
import { mapping as words } from '../../words/en/map.ts'
import { drawMap, type MapColours } from './draw-map.ts'
import { type Cluster, findCluster, gather, type Places } from './gather.ts'
import { loadWorld } from './load-world.ts'
import { fitView, panBy, type Size, type View, zoomAt } from './place.ts'
import type { Series } from './series.ts'

const FINER_FROM_SCALE = 1600
const PAN_PIXELS = 80
const ZOOM_STEP = 1.6
const CLICK_PIXELS = 4

interface MapCanvasProps {
  readonly places: Places
  readonly shown: readonly number[]
  readonly series: readonly Series[]
  readonly nameOf: (site: number) => string
  readonly elementsOf: (site: number) => number
  readonly chosen: number | undefined
  /** Of the address; undefined: all sites. */
  readonly view: View | undefined
  readonly onView: (view: View | undefined) => void
  readonly onChoose: (site: number) => void
}

/** Colours as the theme has them; read again when it changes. */
function useColours(series: readonly Series[]): MapColours | undefined {
  const [colours, setColours] = useState<MapColours>()
  useEffect(() => {
    const read = (): void => {
      const probe = document.createElement('span')
      document.body.append(probe)
      const colourOf = (name: string): string => {
        probe.className = `map-colour ${name}`
        return getComputedStyle(probe).color
      }
      setColours({
        land: colourOf('map-land'),
        border: colourOf('map-border'),
        ground: colourOf('map-ground'),
        ink: colourOf('map-ink'),
        series: series.map(({ colour }) => colourOf(colour)),
      })
      probe.remove()
    }
    read()
    const scheme = matchMedia('(prefers-color-scheme: dark)')
    scheme.addEventListener('change', read)
    const observer = new MutationObserver(read)
    observer.observe(document.documentElement, { attributeFilter: ['data-theme'] })
    return () => {
      scheme.removeEventListener('change', read)
      observer.disconnect()
    }
  }, [series])
  return colours
}

export function MapCanvas(props: MapCanvasProps) {
  const { places, shown, series, nameOf, elementsOf, chosen, onView, onChoose } = props
  const frame = useRef<HTMLDivElement>(null)
  const canvas = useRef<HTMLCanvasElement>(null)
  const [size, setSize] = useState<Size>({ width: 0, height: 0 })
  const [hovered, setHovered] = useState<Cluster>()
  const colours = useColours(series)
  const fitted = useMemo(() => fitView(places.x, places.y, size), [places, size])
  // Moved at once; the address follows when the movement has ended.
  const [moved, setMoved] = useState<View>()
  const view = moved ?? props.view ?? fitted
  const detail = view.scale >= FINER_FROM_SCALE ? 'finer' : 'rough'
  const { data: world } = useQuery({
    queryKey: ['world', detail],
    queryFn: ({ signal }) => loadWorld(detail, signal),
    staleTime: Number.POSITIVE_INFINITY,
    placeholderData: (before) => before,
  })

  useLayoutEffect(() => {
    const element = frame.current
    if (!element) return
    const measure = (): void => setSize({ width: element.clientWidth, height: element.clientHeight })
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(element)
    return () => observer.disconnect()
  }, [])

  useEffect(() => {
    if (!moved) return
    const timer = setTimeout(() => onView(moved), 350)
    return () => clearTimeout(timer)
  }, [moved, onView])
  useEffect(() => setMoved(undefined), [props.view])

  const gathered = useMemo(
    () => gather(places, shown, view, size, series.length),
    [places, shown, view, size, series.length],
  )

  useEffect(() => {
    const element = canvas.current
    const context = element?.getContext('2d')
    if (!element || !context || !colours || size.width === 0) return
    const ratio = window.devicePixelRatio
    element.width = Math.round(size.width * ratio)
    element.height = Math.round(size.height * ratio)
    context.setTransform(ratio, 0, 0, ratio, 0, 0)
    drawMap(context, { world, gathered, view, size, colours, chosen, hovered })
  }, [world, gathered, view, size, colours, chosen, hovered])

  useEffect(() => {
    const element = canvas.current
    if (!element) return
    const turn = (event: WheelEvent): void => {
      event.preventDefault()
      const box = element.getBoundingClientRect()
      const factor = Math.exp(-event.deltaY * (event.deltaMode === 1 ? 0.05 : 0.0016))
      setMoved(zoomAt(view, factor, event.clientX - box.left, event.clientY - box.top, size))
    }
    element.addEventListener('wheel', turn, { passive: false })
    return () => element.removeEventListener('wheel', turn)
  })

  const zoom = (factor: number): void => setMoved(zoomAt(view, factor, size.width / 2, size.height / 2, size))
  const showAll = (): void => {
    setMoved(undefined)
    onView(undefined)
  }
  const press = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const acts: Readonly<Record<string, () => void>> = {
      ArrowLeft: () => setMoved(panBy(view, -PAN_PIXELS, 0)),
      ArrowRight: () => setMoved(panBy(view, PAN_PIXELS, 0)),
      ArrowUp: () => setMoved(panBy(view, 0, -PAN_PIXELS)),
      ArrowDown: () => setMoved(panBy(view, 0, PAN_PIXELS)),
      '+': () => zoom(ZOOM_STEP),
      '=': () => zoom(ZOOM_STEP),
      '-': () => zoom(1 / ZOOM_STEP),
      '0': showAll,
    }
    const act = acts[event.key]
    if (!act) return
    event.preventDefault()
    act()
  }

  const pointers = useRef(new Map<number, { x: number; y: number }>())
  const travelled = useRef(0)
  const placeOf = (event: PointerEvent): { x: number; y: number } => {
    const box = event.currentTarget.getBoundingClientRect()
    return { x: event.clientX - box.left, y: event.clientY - box.top }
  }
  const down = (event: PointerEvent): void => {
    event.currentTarget.setPointerCapture(event.pointerId)
    pointers.current.set(event.pointerId, placeOf(event))
    travelled.current = 0
  }
  const move = (event: PointerEvent): void => {
    const now = placeOf(event)
    const before = pointers.current.get(event.pointerId)
    if (!before) {
      setHovered(findCluster(gathered, now.x, now.y))
      return
    }
    const other = [...pointers.current].find(([id]) => id !== event.pointerId)?.[1]
    travelled.current += Math.hypot(now.x - before.x, now.y - before.y)
    if (other) {
      const factor =
        Math.hypot(now.x - other.x, now.y - other.y) / Math.max(1, Math.hypot(before.x - other.x, before.y - other.y))
      setMoved(zoomAt(view, factor, (now.x + other.x) / 2, (now.y + other.y) / 2, size))
    } else {
      setMoved(panBy(view, before.x - now.x, before.y - now.y))
    }
    pointers.current.set(event.pointerId, now)
  }
  const up = (event: PointerEvent): void => {
    const was = pointers.current.delete(event.pointerId)
    if (!was || travelled.current > CLICK_PIXELS || event.type === 'pointercancel') return
    const { x, y } = placeOf(event)
    const cluster = findCluster(gathered, x, y)
    if (!cluster) return
    if (cluster.sites.length === 1) onChoose(cluster.sites[0]!)
    else setMoved(zoomAt({ ...view, ...centreOf(places, cluster) }, 4, size.width / 2, size.height / 2, size))
  }
  const tip = hovered && gathered.clusters.includes(hovered) ? hovered : undefined
  return (
    <div className="map-frame" ref={frame}>
      <canvas
        ref={canvas}
        className={`map-canvas${tip ? ' pointing' : ''}`}
        role="img"
        aria-label={`${words.name}. ${words.keys}`}
        tabIndex={0}
        onKeyDown={press}
        onPointerDown={down}
        onPointerMove={move}
        onPointerUp={up}
        onPointerCancel={up}
        onPointerLeave={() => setHovered(undefined)}
      />
      {tip && (
        <div className="map-tip" style={{ left: tip.x, top: tip.y }}>
          {tip.sites.length === 1 ? (
            <>
              <strong>{nameOf(tip.sites[0]!)}</strong>
              <span>{series[places.series[tip.sites[0]!]!]?.label}</span>
              <span>{words.elements(elementsOf(tip.sites[0]!))}</span>
            </>
          ) : (
            <>
              <strong>{words.cluster(tip.sites.length)}</strong>
              {tip.counts.map((count, index) =>
                count > 0 ? (
                  <span key={series[index]?.label}>
                    {series[index]?.label}: {count}
                  </span>
                ) : null,
              )}
            </>
          )}
        </div>
      )}
      <div className="map-zoom">
        <IconButton icon="plus" label={words.zoomIn} onClick={() => zoom(ZOOM_STEP)} />
        <IconButton icon="minus" label={words.zoomOut} onClick={() => zoom(1 / ZOOM_STEP)} />
        <IconButton icon="screen" label={words.all} onClick={showAll} />
      </div>
    </div>
  )
}

function centreOf(places: Places, { sites }: Cluster): { x: number; y: number } {
  const mean = (values: Float64Array): number => sites.reduce((sum, site) => sum + values[site]!, 0) / sites.length
  return { x: mean(places.x), y: mean(places.y) }
}
