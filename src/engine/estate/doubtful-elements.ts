// Elements that perhaps meet a selector whatever the day, by the conditions that leave it open.

export class DoubtfulElements {
  readonly #openOf = new Map<number, readonly string[]>()
  readonly #counts = new Map<string, number>()

  add(subject: number, open: readonly string[]): void {
    this.#openOf.set(subject, open)
    this.#count(open, 1)
  }

  forget(subject: number): void {
    this.#count(this.#openOf.get(subject) ?? [], -1)
    this.#openOf.delete(subject)
  }

  get count(): number {
    return this.#openOf.size
  }

  get openConditions(): string[] {
    return [...this.#counts].flatMap(([condition, count]) => (count > 0 ? [condition] : []))
  }

  #count(conditions: readonly string[], by: number): void {
    for (const one of conditions) this.#counts.set(one, (this.#counts.get(one) ?? 0) + by)
  }
}
