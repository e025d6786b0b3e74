// Something that is so or is not, and whoever wants to know when that changes.

export interface Flag {
  readonly isSet: () => boolean
  readonly set: (to: boolean) => void
  readonly subscribe: (listener: () => void) => () => void
}

export function createFlag(at: boolean): Flag {
  let is = at
  const listeners = new Set<() => void>()
  return {
    isSet: () => is,
    set(to) {
      if (to === is) return
      is = to
      for (const listener of listeners) listener()
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
