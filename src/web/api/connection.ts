// Whether the server is there: told by every request, and looked after while it is not, until it is.

type Listener = () => void

const FIRST_LOOK_MILLISECONDS = 1000
const LONGEST_LOOK_MILLISECONDS = 10_000

let isReached = true
let timer: ReturnType<typeof setTimeout> | undefined
const listeners = new Set<Listener>()

function set(reached: boolean): void {
  if (reached === isReached) return
  isReached = reached
  for (const listener of listeners) listener()
}

async function look(waited: number): Promise<void> {
  try {
    const response = await fetch('/readyz', { cache: 'no-store' })
    if (response.ok) return tellReached()
  } catch {
    // Looked for again below.
  }
  const wait = Math.min(waited * 1.5, LONGEST_LOOK_MILLISECONDS)
  timer = setTimeout(() => void look(wait), wait)
}

export function tellUnreached(): void {
  set(false)
  timer ??= setTimeout(() => void look(FIRST_LOOK_MILLISECONDS), FIRST_LOOK_MILLISECONDS)
}

export function tellReached(): void {
  clearTimeout(timer)
  timer = undefined
  set(true)
}

export const connection = {
  isReached: (): boolean => isReached,
  subscribe: (listener: Listener): (() => void) => {
    listeners.add(listener)
    return () => listeners.delete(listener)
  },
}
