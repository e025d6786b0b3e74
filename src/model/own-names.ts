// Which names are the operator's own: its name and aliases, in whatever case and with whatever spaces between the words.

import type { Manifest } from './workspace.ts'

export class OwnNames {
  /** As mainstay.yaml has them. */
  readonly stated: readonly string[]
  readonly #folded: ReadonlySet<string>

  constructor({ name, aliases = [] }: Pick<Manifest['operator'], 'name' | 'aliases'>) {
    this.stated = [name, ...aliases]
    this.#folded = new Set(this.stated.map(fold))
  }

  has(name: string): boolean {
    return this.#folded.has(fold(name))
  }
}

function fold(name: string): string {
  return name.normalize('NFKC').toLowerCase().replace(/\s+/gu, ' ').trim()
}
