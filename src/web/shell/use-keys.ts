// Keys that do something wherever one is, unless one is typing.

import { useEffect, useRef } from 'react'

/** `?`, `/`, or two after one another: `g o`. */
export type KeyMap = Readonly<Record<string, () => void>>

const SECOND_KEY_WITHIN_MILLISECONDS = 1500

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  if (target.isContentEditable || target.matches('textarea, select')) return true
  return target.matches('input:not([type=checkbox], [type=radio], [type=range], [type=button])')
}

export function useKeys(keys: KeyMap): void {
  const held = useRef(keys)
  held.current = keys
  useEffect(() => {
    let first: { readonly key: string; readonly at: number } | undefined
    const press = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return
      // What is open above the page has the keys to itself.
      if (document.querySelector('[role=dialog], [role=alertdialog]')) return
      const isSecond = first !== undefined && event.timeStamp - first.at < SECOND_KEY_WITHIN_MILLISECONDS
      const found = (isSecond ? held.current[`${first?.key} ${event.key}`] : undefined) ?? held.current[event.key]
      first = { key: event.key, at: event.timeStamp }
      if (!found) return
      event.preventDefault()
      found()
    }
    document.addEventListener('keydown', press)
    return () => document.removeEventListener('keydown', press)
  }, [])
}
