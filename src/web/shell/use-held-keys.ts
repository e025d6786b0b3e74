// What is typed for a field that is still on its way: held, and given to the field once it is there.

import { useMemo } from 'react'

const LONGEST_HOLD_MILLISECONDS = 10_000

export interface HeldKeys {
  /** From now on what is typed goes nowhere else. */
  readonly hold: () => void
  /** What was typed since; from now on keys go where they go. */
  readonly takeTyped: () => string
}

export function useHeldKeys(): HeldKeys {
  return useMemo(() => {
    let typed = ''
    let end: (() => void) | undefined
    const press = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.metaKey || event.altKey) return
      // The field is there already.
      if (event.target instanceof HTMLInputElement) return
      if (event.key === 'Backspace') typed = typed.slice(0, -1)
      else if (event.key.length === 1) typed += event.key
      else return
      event.preventDefault()
      event.stopPropagation()
    }
    return {
      hold: () => {
        end?.()
        typed = ''
        document.addEventListener('keydown', press, true)
        const timer = setTimeout(() => end?.(), LONGEST_HOLD_MILLISECONDS)
        end = () => {
          clearTimeout(timer)
          document.removeEventListener('keydown', press, true)
          end = undefined
        }
      },
      takeTyped: () => {
        end?.()
        const taken = typed
        typed = ''
        return taken
      },
    }
  }, [])
}
