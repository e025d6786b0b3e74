// What tells this tab from the others of the browser: the same when it is loaded anew, and another in a copy of it.

const KEY = 'mainstay.tab'
const LOCK = 'mainstay.tab/'

/** Held by the session of the tab only while no page of it is open: a copy of an open tab, whose session is copied, finds none. */
function takeName(): string {
  try {
    const held = sessionStorage.getItem(KEY)
    sessionStorage.removeItem(KEY)
    return held ?? crypto.randomUUID()
  } catch {
    return crypto.randomUUID()
  }
}

export const thisTab: string = takeName()

/** Locks are had on safe origins alone. */
const locks = (navigator as Partial<Navigator>).locks

addEventListener('pagehide', () => {
  try {
    sessionStorage.setItem(KEY, thisTab)
  } catch {
    // What was typed here is found as that of a closed tab.
  }
})
addEventListener('pageshow', ({ persisted }) => {
  if (persisted) takeName()
})
// Held until the tab is closed.
void locks?.request(LOCK + thisTab, () => new Promise<never>(() => undefined)).catch(() => undefined)

/** As far as the browser tells. */
export async function findOpenTabs(): Promise<ReadonlySet<string>> {
  const { held = [] } = (await locks?.query().catch(() => undefined)) ?? {}
  return new Set(held.flatMap(({ name }) => (name?.startsWith(LOCK) ? [name.slice(LOCK.length)] : [])))
}
