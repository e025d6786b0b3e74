// What was worked out of something that never changes, such as a snapshot or a text, holds for ever: the latest used are kept.

export class Remembered<Value> {
  readonly #most: number
  /** In order of use, the latest last. */
  readonly #values = new Map<string, Promise<Value>>()

  constructor(most: number) {
    this.#most = most
  }

  /** `key`: of what it is worked out of. Asked twice at once, it is worked out once. */
  get(key: string, work: () => Promise<Value>): Promise<Value> {
    const known = this.#values.get(key)
    const value = known ?? work()
    this.#values.delete(key)
    this.#values.set(key, value)
    if (known === undefined) value.catch(() => this.#values.delete(key))
    const oldest = this.#values.keys().next().value
    if (this.#values.size > this.#most && oldest !== undefined) this.#values.delete(oldest)
    return value
  }
}
