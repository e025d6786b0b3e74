// What several parts of a page ask for in the same moment, asked for in one request.

interface Waiting<Value> {
  readonly id: string
  readonly resolve: (value: Value | undefined) => void
  readonly reject: (error: unknown) => void
}

/** `fetchAll`: what it does not give is undefined. `most`: of one request. */
export function gathered<Value extends { readonly id: string }>(
  fetchAll: (ids: readonly string[]) => Promise<readonly Value[]>,
  { most, withinMilliseconds }: { readonly most: number; readonly withinMilliseconds: number },
): (id: string) => Promise<Value | undefined> {
  let waiting: Waiting<Value>[] = []

  async function fetchSome(some: readonly Waiting<Value>[]): Promise<void> {
    try {
      const found = new Map((await fetchAll([...new Set(some.map(({ id }) => id))])).map((one) => [one.id, one]))
      for (const { id, resolve } of some) resolve(found.get(id))
    } catch (error) {
      for (const { reject } of some) reject(error)
    }
  }

  function ask(): void {
    const all = waiting
    waiting = []
    for (let from = 0; from < all.length; from += most) void fetchSome(all.slice(from, from + most))
  }

  return (id) =>
    new Promise((resolve, reject) => {
      if (waiting.length === 0) setTimeout(ask, withinMilliseconds)
      waiting.push({ id, resolve, reject })
    })
}
