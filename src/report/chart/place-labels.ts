// Where the labels of marked days stand above a drawing, so that none is in the way of another.

import { LABEL_GAP_PX, LABEL_PX_PER_CHARACTER, NARROWEST_DRAWING_PX } from './drawing.ts'

export interface TimeMarker<Kind extends string> {
  /** Part of the drawing, 0 to 1. */
  readonly at: number
  readonly kind: Kind
  readonly label: string
}

export interface PlacedLabel<Kind extends string> extends TimeMarker<Kind> {
  readonly row: number
  readonly anchor: 'start' | 'end'
}

/** A label stands this far from its line: the line of another may stand there too. */
const LABEL_OFFSET_PX = 3

interface LabelPlace<Kind extends string> extends PlacedLabel<Kind> {
  readonly x: number
  readonly from: number
  readonly to: number
}

/** Two labels are in each other's way on one row, or where the line of one, running down from its row, crosses the other. */
function areClear(one: LabelPlace<string>, other: LabelPlace<string>): boolean {
  const isUnder = (line: LabelPlace<string>, label: LabelPlace<string>): boolean =>
    line.row <= label.row && line.x > label.from + LABEL_OFFSET_PX && line.x < label.to - LABEL_OFFSET_PX
  const meet = one.row === other.row && one.from < other.to && other.from < one.to
  return !meet && !isUnder(one, other) && !isUnder(other, one)
}

/** All labels of the markers in `rowCount` rows, the preferred side tried first; undefined where they do not fit. */
function fitLabels<Kind extends string>(
  markers: readonly TimeMarker<Kind>[],
  rowCount: number,
  placed: readonly LabelPlace<Kind>[],
): readonly LabelPlace<Kind>[] | undefined {
  const marker = markers[placed.length]
  if (marker === undefined) return placed
  const width = marker.label.length * LABEL_PX_PER_CHARACTER + LABEL_GAP_PX
  const x = marker.at * NARROWEST_DRAWING_PX
  for (const anchor of ['start', 'end'] as const) {
    const from = anchor === 'start' ? x : x - width
    if (from < 0 || from + width > NARROWEST_DRAWING_PX) continue
    for (let row = 0; row < rowCount; row++) {
      const place: LabelPlace<Kind> = { ...marker, row, anchor, x, from, to: from + width }
      const whole = placed.every((other) => areClear(place, other))
        ? fitLabels(markers, rowCount, [...placed, place])
        : undefined
      if (whole !== undefined) return whole
    }
  }
  return undefined
}

/**
 * Labels stand in as few rows as let none meet another, or the line of another, on a narrow screen. Where no rows do, each
 * has one of its own: a label may then be crossed, never left out.
 */
export function placeLabels<Kind extends string>(markers: readonly TimeMarker<Kind>[]): readonly PlacedLabel<Kind>[] {
  const inOrder = markers.toSorted((left, right) => left.at - right.at)
  for (let rowCount = 1; rowCount <= markers.length; rowCount++) {
    const placed = fitLabels(inOrder, rowCount, [])
    if (placed !== undefined)
      return placed.map(({ at, kind, label, row, anchor }) => ({ at, kind, label, row, anchor }))
  }
  return inOrder.map((marker, row) => ({ ...marker, row, anchor: marker.at < 0.5 ? 'start' : 'end' }))
}
