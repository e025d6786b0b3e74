// What a stocking point is called.

/** A part, or a family of parts that share their spares, in a pool. */
export interface PointName {
  /** Index of the part, or of the one its family goes by. */
  readonly part: number
  /** Index of the pool. */
  readonly pool: number
}
