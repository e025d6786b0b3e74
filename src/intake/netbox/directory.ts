// Finds the entry another record names, by its number or by its name; a name that several have finds nothing.

import type { Reference } from './record.ts'

interface Named {
  readonly id: string
  readonly name: string
  readonly slug: string
}

export type Finding<Item> =
  | { readonly kind: 'found'; readonly item: Item }
  | { readonly kind: 'ambiguous'; readonly count: number }
  | { readonly kind: 'missing' }

export class Directory<Item extends Named> {
  readonly #byId = new Map<string, Item>()
  readonly #byName = new Map<string, Item[]>()

  constructor(items: Iterable<Item>) {
    for (const item of items) {
      if (item.id !== '') this.#byId.set(item.id, item)
      for (const name of new Set([item.name, item.slug])) {
        if (name === '') continue
        const same = this.#byName.get(name)
        if (same) same.push(item)
        else this.#byName.set(name, [item])
      }
    }
  }

  find(reference: Reference): Finding<Item> {
    const byId = reference.id === '' ? undefined : this.#byId.get(reference.id)
    if (byId) return { kind: 'found', item: byId }
    const named = this.#byName.get(reference.name) ?? []
    if (named.length === 1) return { kind: 'found', item: named[0]! }
    return named.length === 0 ? { kind: 'missing' } : { kind: 'ambiguous', count: named.length }
  }

  get(reference: Reference): Item | undefined {
    const finding = this.find(reference)
    return finding.kind === 'found' ? finding.item : undefined
  }
}

/** Nobody nests this deep; a tree that goes on is a ring. */
const DEEPEST_TREE = 50

/** The entry a reference names, its parent, and so on up to the root, or to where the export has no more. */
export function lineageOf<Item extends Named & { readonly parent: Reference }>(
  directory: Directory<Item>,
  reference: Reference,
): { readonly nodes: readonly Item[]; readonly missing: string } {
  const nodes: Item[] = []
  let next = reference
  while ((next.id !== '' || next.name !== '') && nodes.length < DEEPEST_TREE) {
    const node = directory.get(next)
    if (!node || nodes.includes(node)) return { nodes, missing: next.name === '' ? `number ${next.id}` : next.name }
    nodes.push(node)
    next = node.parent
  }
  return { nodes, missing: '' }
}
