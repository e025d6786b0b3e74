// What each device, virtual machine and cluster is called in the workspace: NetBox names are unique within a site only.

export interface Nameable {
  readonly name: string
  /** What to call it when it has no name: `device-17`; '' where it has no number either. */
  readonly fallback: string
  /** Where it is, to tell those of one name apart. */
  readonly where: string
  readonly id: string
}

/**
 * The name where no other has it, else the name with the place, else with the number too. Undefined for what has
 * neither name nor number, and for the second of two that nothing tells apart.
 */
export function nameElements<Item extends Nameable>(items: readonly Item[]): Map<Item, string | undefined> {
  const byName = countBy(items, plainName)
  const byPlace = countBy(items, placedName)
  const names = new Map<Item, string | undefined>()
  const taken = new Set<string>()
  for (const item of items) {
    const plain = plainName(item)
    const placed = placedName(item)
    const numbered = item.id === '' ? undefined : `${placed}#${item.id}`
    const isAlone = byName.get(plain) === 1
    const chosen = plain === '' ? undefined : isAlone ? plain : byPlace.get(placed) === 1 ? placed : numbered
    const name = chosen !== undefined && taken.has(chosen) ? numbered : chosen
    const isFree = name !== undefined && !taken.has(name)
    if (isFree) taken.add(name)
    names.set(item, isFree ? name : undefined)
  }
  return names
}

function plainName({ name, fallback }: Nameable): string {
  return name === '' ? fallback : name
}

function placedName(item: Nameable): string {
  return item.where === '' ? plainName(item) : `${plainName(item)}@${item.where}`
}

function countBy<Item>(items: readonly Item[], keyOf: (item: Item) => string): Map<string, number> {
  const counts = new Map<string, number>()
  for (const item of items) counts.set(keyOf(item), (counts.get(keyOf(item)) ?? 0) + 1)
  return counts
}
