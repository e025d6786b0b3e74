// A line of a drawing that is dragged: by pointer, and by keys as a slider is.

import { type KeyboardEvent, type PointerEvent, useRef } from 'react'

export interface DragHandlers {
  readonly onPointerDown: (event: PointerEvent<HTMLElement>) => void
  readonly onPointerMove: (event: PointerEvent<HTMLElement>) => void
  readonly onPointerUp: (event: PointerEvent<HTMLElement>) => void
  readonly onPointerCancel: (event: PointerEvent<HTMLElement>) => void
  readonly onKeyDown: (event: KeyboardEvent<HTMLElement>) => void
}

export interface DragOf {
  /** The drawing it is dragged in: parts of its width and height, from 0 to 1, are told. */
  readonly area: () => Element | null
  readonly onMove: (x: number, y: number) => void
  /** By so many steps, small or large; or to either end. */
  readonly onStep: (steps: number, isLarge: boolean) => void
  readonly onEnd: (end: 'first' | 'last') => void
}

const STEPS: Readonly<Record<string, number>> = {
  ArrowUp: 1,
  ArrowRight: 1,
  ArrowDown: -1,
  ArrowLeft: -1,
  PageUp: 1,
  PageDown: -1,
}

export function useDrag({ area, onMove, onStep, onEnd }: DragOf): DragHandlers {
  const pointer = useRef<number | undefined>(undefined)
  const move = (event: PointerEvent): void => {
    const box = area()?.getBoundingClientRect()
    if (!box || box.width === 0 || box.height === 0) return
    onMove((event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height)
  }
  const end = (event: PointerEvent): void => {
    if (pointer.current === event.pointerId) pointer.current = undefined
  }
  return {
    onPointerDown: (event) => {
      if (event.button !== 0) return
      event.currentTarget.setPointerCapture(event.pointerId)
      event.preventDefault()
      event.currentTarget.focus()
      pointer.current = event.pointerId
      move(event)
    },
    onPointerMove: (event) => {
      if (pointer.current === event.pointerId) move(event)
    },
    onPointerUp: end,
    onPointerCancel: end,
    onKeyDown: (event) => {
      const steps = STEPS[event.key]
      if (steps !== undefined) onStep(steps, event.shiftKey || event.key.startsWith('Page'))
      else if (event.key === 'Home') onEnd('first')
      else if (event.key === 'End') onEnd('last')
      else return
      event.preventDefault()
      event.stopPropagation()
    },
  }
}
