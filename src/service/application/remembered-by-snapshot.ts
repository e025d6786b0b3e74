// What was worked out of a snapshot holds for ever, for a snapshot never changes: the latest used are kept.

export class RememberedBySnapshot<Value> {
  readonly #most: number
  /** In order of use, the latest last. */
  readonly #values = new Map<string, Promise<Value>>()

  constructor(most: number) {
    this.#most = most
  }

  /** `folder`: of the snapshot. Asked twice at once, it is worked out once. */
  get(folder: string, work: () => Promise<Value>): Promise<Value> {
    const known = this.#values.get(folder)
    const value = known ?? work()
    this.#values.delete(folder)
    this.#values.set(folder, value)
    if (known === undefined) value.catch(() => this.#values.delete(folder))
    const oldest = this.#values.keys().next().value
    if (this.#values.size > this.#most && oldest !== undefined) this.#values.delete(oldest)
    return value
  }
}
