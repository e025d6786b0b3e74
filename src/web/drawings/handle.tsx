// What is taken hold of to drag a line of a drawing: by pointer, and by keys as a slider is.

import type { CSSProperties } from 'react'
import { type DragOf, useDrag } from './use-drag.ts'

interface HandleProps extends DragOf {
  /** To and fro along the drawing, or up and down across it. */
  readonly way: 'along' | 'across'
  readonly label: string
  readonly least: number
  readonly most: number
  readonly value: number
  /** The value in words. */
  readonly said: string
  readonly style: CSSProperties
}

export function Handle({ way, label, least, most, value, said, style, ...drag }: HandleProps) {
  return (
    <button
      type="button"
      className={`handle ${way}`}
      role="slider"
      aria-orientation={way === 'along' ? 'horizontal' : 'vertical'}
      aria-label={label}
      title={label}
      aria-valuemin={least}
      aria-valuemax={most}
      aria-valuenow={value}
      aria-valuetext={said}
      style={style}
      {...useDrag(drag)}
    />
  )
}
