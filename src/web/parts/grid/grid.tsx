// A table of any number of rows: those in view are drawn, and keys lead from cell to cell.

import {
  type KeyboardEvent,
  type ReactNode,
  useCallback,
  useEffect,
  useId,
  useLayoutEffect,
  useRef,
  useState,
} from 'react'
import { Icon } from '../icon.tsx'
import { nextCell, type Cell } from './next-cell.ts'
import {
  clampOffset,
  isScaled,
  offsetOfScroll,
  offsetToShow,
  scaleScroll,
  scrollOfOffset,
  windowOf,
} from './scaled-scroll.ts'
import './grid.css'

export const ROW_PIXELS = 32
const BESIDE = 8

export interface GridColumn {
  readonly name: string
  readonly title: string
  /** Said on hovering over the heading. */
  readonly about: string
  /** Such as `12rem`. */
  readonly width: string
  readonly isNumber?: boolean
  readonly isIdentifier?: boolean
  readonly canSort?: boolean
}

export interface GridSort {
  readonly column: string
  readonly isDescending: boolean
}

interface GridProps {
  readonly label: string
  readonly columns: readonly GridColumn[]
  readonly rowCount: number
  /** The cells of a row; undefined: not loaded yet. */
  readonly rowAt: (row: number) => readonly string[] | undefined
  readonly drawCell?: (text: string, column: GridColumn) => ReactNode
  readonly sort?: readonly GridSort[]
  /** `isFurther`: after those it is ordered by already. */
  readonly onSort?: (column: string, isFurther: boolean) => void
  readonly openRow?: number | undefined
  readonly onOpen?: (row: number) => void
  /** Which rows are to be loaded. */
  readonly onView: (first: number, end: number) => void
  /** Another text: the rows are others, and the view begins at the first again. */
  readonly rowsKey: string
}

export function Grid(props: GridProps) {
  const { label, columns, rowCount, rowAt, sort = [], onSort, openRow, onOpen, onView, rowsKey } = props
  const id = useId()
  const frame = useRef<HTMLDivElement>(null)
  const [view, setView] = useState({ pixels: 600, offset: 0, scrollTop: 0 })
  const [active, setActive] = useState<Cell>({ row: 0, column: 0 })
  /** Scrolled to by us: the event that follows says nothing new. */
  const ownScroll = useRef<number | undefined>(undefined)
  const scale = scaleScroll(rowCount, ROW_PIXELS, view.pixels)

  useLayoutEffect(() => {
    const element = frame.current
    if (!element) return
    const measure = (): void =>
      setView((before) => ({ ...before, pixels: Math.max(ROW_PIXELS, element.clientHeight - ROW_PIXELS) }))
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(element)
    return () => observer.disconnect()
  }, [])

  const scrollTo = useCallback(
    (wanted: number) => {
      const element = frame.current
      if (!element) return
      const offset = clampOffset(scale, wanted)
      const top = scrollOfOffset(scale, offset)
      ownScroll.current = top
      element.scrollTop = top
      setView((before) => ({ ...before, offset, scrollTop: element.scrollTop }))
    },
    [scale.fullPixels, scale.drawnPixels, scale.viewPixels],
  )

  useEffect(() => {
    setActive({ row: 0, column: 0 })
    if (frame.current) frame.current.scrollTop = 0
    setView((before) => ({ ...before, offset: 0, scrollTop: 0 }))
  }, [rowsKey])

  const onScroll = (): void => {
    const top = frame.current?.scrollTop ?? 0
    const isOwn = ownScroll.current !== undefined && Math.abs(top - ownScroll.current) < 1.5
    ownScroll.current = undefined
    if (isOwn) return
    setView((before) => ({ ...before, offset: offsetOfScroll(scale, top), scrollTop: top }))
  }

  // Where the height is drawn smaller than it is, a turn of the wheel still moves by rows.
  useEffect(() => {
    const element = frame.current
    if (!element || !isScaled(scale)) return
    const turn = (event: WheelEvent): void => {
      if (event.ctrlKey || Math.abs(event.deltaX) > Math.abs(event.deltaY)) return
      event.preventDefault()
      scrollTo(view.offset + event.deltaY * (event.deltaMode === 1 ? ROW_PIXELS : 1))
    }
    element.addEventListener('wheel', turn, { passive: false })
    return () => element.removeEventListener('wheel', turn)
  })

  const shown = windowOf(view.offset, view.pixels, ROW_PIXELS, rowCount, BESIDE)
  useEffect(() => onView(shown.first, shown.end), [onView, shown.first, shown.end, rowsKey])

  const goTo = (cell: Cell): void => {
    setActive(cell)
    if (cell.row >= 0) scrollTo(offsetToShow(view.offset, cell.row, view.pixels, ROW_PIXELS))
    const element = frame.current
    const heading = element?.querySelectorAll<HTMLElement>('[role=columnheader]')[cell.column]
    if (!element || !heading) return
    // The first column stays at the edge, over those that are scrolled away.
    const edge = cell.column === 0 ? 0 : (element.querySelector<HTMLElement>('[role=columnheader]')?.offsetWidth ?? 0)
    const left = heading.offsetLeft - edge
    if (cell.column > 0 && left < element.scrollLeft) element.scrollLeft = left
    const right = heading.offsetLeft + heading.offsetWidth
    if (right > element.scrollLeft + element.clientWidth) element.scrollLeft = right - element.clientWidth
    if (cell.column === 0) element.scrollLeft = 0
  }

  const press = (event: KeyboardEvent): void => {
    if (event.altKey) return
    const column = columns[active.column]
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault()
      if (active.row >= 0) onOpen?.(active.row)
      else if (column && column.canSort !== false) onSort?.(column.name, event.shiftKey)
      return
    }
    const size = {
      rows: rowCount,
      columns: columns.length,
      page: Math.max(1, Math.floor(view.pixels / ROW_PIXELS) - 1),
    }
    const next = nextCell(active, event.key, event.ctrlKey || event.metaKey, size)
    if (!next) return
    event.preventDefault()
    goTo(next)
  }

  const rows = Array.from({ length: shown.end - shown.first }, (_, index) => shown.first + index)
  const cellId = (row: number, column: number): string => `${id}-${row}-${column}`
  const top = isScaled(scale) ? view.scrollTop + shown.first * ROW_PIXELS - view.offset : shown.first * ROW_PIXELS
  // The last column takes the room that is left.
  const widths = columns.map(({ width }, index) => (index === columns.length - 1 ? `minmax(${width}, 1fr)` : width))
  const template = { '--columns': widths.join(' ') } as Record<string, string>
  return (
    <div
      ref={frame}
      className="grid-frame"
      role="grid"
      aria-label={label}
      aria-rowcount={rowCount + 1}
      aria-colcount={columns.length}
      aria-activedescendant={cellId(active.row, active.column)}
      tabIndex={0}
      onKeyDown={press}
      onScroll={onScroll}
      style={template}
    >
      <div className="grid-row grid-head" role="row" aria-rowindex={1}>
        {columns.map((column, index) => {
          const place = sort.findIndex((one) => one.column === column.name)
          const isDescending = sort[place]?.isDescending
          return (
            <div
              key={column.name}
              id={cellId(-1, index)}
              role="columnheader"
              aria-colindex={index + 1}
              aria-sort={place === 0 ? (isDescending ? 'descending' : 'ascending') : undefined}
              className={`grid-cell${column.isNumber ? ' number' : ''}${active.row === -1 && active.column === index ? ' active' : ''}`}
              title={column.about}
              onClick={(event) => {
                setActive({ row: -1, column: index })
                if (column.canSort !== false) onSort?.(column.name, event.shiftKey)
              }}
            >
              <span className="grid-title">{column.title}</span>
              {place >= 0 && (
                <span className="grid-sort">
                  <Icon name={isDescending ? 'down' : 'up'} />
                  {sort.length > 1 && place + 1}
                </span>
              )}
            </div>
          )
        })}
      </div>
      <div className="grid-canvas" role="rowgroup" style={{ height: scale.drawnPixels }}>
        <div className="grid-rows" role="presentation" style={{ transform: `translateY(${top}px)` }}>
          {rows.map((row) => {
            const cells = rowAt(row)
            return (
              <div
                key={row}
                role="row"
                aria-rowindex={row + 2}
                aria-selected={row === openRow}
                className={`grid-row${row === openRow ? ' open' : ''}${row === active.row ? ' active' : ''}`}
                onClick={() => onOpen?.(row)}
              >
                {columns.map((column, index) => (
                  <div
                    key={column.name}
                    id={cellId(row, index)}
                    role="gridcell"
                    aria-colindex={index + 1}
                    className={`grid-cell${column.isNumber ? ' number' : ''}${column.isIdentifier ? ' identifier' : ''}${row === active.row && index === active.column ? ' active' : ''}`}
                    title={cells?.[index]}
                    onClick={() => setActive({ row, column: index })}
                  >
                    {cells ? (
                      (props.drawCell?.(cells[index] ?? '', column) ?? cells[index])
                    ) : (
                      <span className={`grid-loading w${(row + index * 2) % 4}`} />
                    )}
                  </div>
                ))}
              </div>
            )
          })}
        </div>
      </div>
    </div>
  )
}
