// Short remarks on what was just done, such as that an address was copied.

export interface Remark {
  readonly number: number
  readonly text: string
  readonly tone: 'good' | 'bad'
}

const SHOWN_MILLISECONDS = 5000

let remarks: readonly Remark[] = []
let last = 0
const listeners = new Set<() => void>()

function set(next: readonly Remark[]): void {
  remarks = next
  for (const listener of listeners) listener()
}

export function remark(text: string, tone: Remark['tone'] = 'good'): void {
  const number = ++last
  set([...remarks.slice(-2), { number, text, tone }])
  setTimeout(() => set(remarks.filter((one) => one.number !== number)), SHOWN_MILLISECONDS)
}

export const heldRemarks = {
  read: (): readonly Remark[] => remarks,
  subscribe: (listener: () => void): (() => void) => {
    listeners.add(listener)
    return () => listeners.delete(listener)
  },
}
