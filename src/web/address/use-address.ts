// The state of a view, read from its address and written back to it; the snapshot one looks at stays.

import { useNavigate, useSearch } from '@tanstack/react-router'
import { useCallback, useMemo } from 'react'
import type { Codec } from './codec.ts'
import type { Search } from './search.ts'

export interface Move {
  /** `true`: the way back skips what stood here before. */
  readonly replace?: boolean
}

export type Change<State> = Partial<State> | ((state: State) => State)
export type SetAddress<State> = (change: Change<State>, move?: Move) => void

export function useAddress<State extends object>(codec: Codec<State>): readonly [State, SetAddress<State>] {
  const search = useSearch({ strict: false }) as Search
  const navigate = useNavigate()
  const state = useMemo(() => codec.read(search), [codec, search])
  const set = useCallback<SetAddress<State>>(
    (change, { replace = false } = {}) => {
      void navigate({
        to: '.',
        search: (before: Search) => {
          const held = codec.read(before)
          const next = typeof change === 'function' ? change(held) : { ...held, ...change }
          return { ...(before.snapshot === undefined ? {} : { snapshot: before.snapshot }), ...codec.write(next) }
        },
        replace,
        resetScroll: false,
      } as Parameters<typeof navigate>[0])
    },
    [codec, navigate],
  )
  return [state, set]
}
