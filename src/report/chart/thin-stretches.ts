// Stretches of a line, each with a rank: thousands of them are thinned so that the worst of every column is still seen.

/** Both ends in chart units; `rank` says how bad it is, higher is worse. */
export interface Stretch<Content> {
  readonly from: number
  readonly to: number
  readonly rank: number
  readonly content: Content
}

/** Below this many stretches nothing is thinned, so that every edge stays exact. */
export const STRETCHES_KEPT_EXACT = 200

/**
 * Few stretches stay as they are. Of many, each column of one unit shows the worst stretch that touches it, and columns
 * that show the same are joined: edges move by less than one column, and nothing bad is lost.
 */
export function thinStretches<Content>(stretches: readonly Stretch<Content>[]): readonly Stretch<Content>[] {
  if (stretches.length <= STRETCHES_KEPT_EXACT) return stretches
  const worstOfColumn: (Stretch<Content> | undefined)[] = []
  for (const stretch of stretches) {
    const last = stretch.to > stretch.from ? Math.ceil(stretch.to) - 1 : Math.floor(stretch.to)
    for (let column = Math.floor(stretch.from); column <= last; column++) {
      const seen = worstOfColumn[column]
      if (seen === undefined || stretch.rank > seen.rank) worstOfColumn[column] = stretch
    }
  }
  const shown: Stretch<Content>[] = []
  for (const [column, stretch] of worstOfColumn.entries()) {
    if (stretch === undefined) continue
    const before = shown.at(-1)
    if (before !== undefined && before.to === column && before.content === stretch.content) {
      shown[shown.length - 1] = { ...before, to: column + 1 }
    } else shown.push({ ...stretch, from: column, to: column + 1 })
  }
  return shown
}
