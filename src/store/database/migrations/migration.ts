/** One step of the schema, forward only. What has run somewhere is never edited: a further step changes it. */
export interface Migration {
  /** From 1, without gaps. */
  readonly number: number
  readonly name: string
  readonly sql: string
}
