// What of an address was not understood: said, for what is shown is not what somebody was meant to see.

import { useNavigate, useSearch } from '@tanstack/react-router'
import { Button } from '../parts/button.tsx'
import { Quoted } from '../parts/quoted.tsx'
import { ToneMark } from '../parts/tone.tsx'
import { shell } from '../words/en/shell.ts'
import type { Misread } from './codec.ts'
import type { Search } from './search.ts'

interface AddressNoteProps {
  readonly codec: { readonly misread: (search: Search) => readonly Misread[] }
  /** What is well written, and names nothing that is there. */
  readonly unknown?: readonly Misread[]
}

export function AddressNote({ codec, unknown = [] }: AddressNoteProps) {
  const search = useSearch({ strict: false }) as Search
  const misread = [...codec.misread(search), ...unknown]
  const navigate = useNavigate()
  if (misread.length === 0) return null
  const mend = (): void =>
    void navigate({
      to: '.',
      search: (before: Search) => withoutMisread(before, misread),
      replace: true,
    } as Parameters<typeof navigate>[0])
  return (
    <div className="note doubt address-note" role="status">
      <ToneMark tone="doubt" />
      <div>
        <p>
          <Quoted>{shell.address.misread(misread.map(({ name, text }) => `\`${name}=${text}\``).join(', '))}</Quoted>
        </p>
        <Button onClick={mend}>{shell.address.mend}</Button>
      </div>
    </div>
  )
}

/** What else stands under the same name stays. */
function withoutMisread(search: Search, misread: readonly Misread[]): Search {
  return Object.fromEntries(
    Object.entries(search).flatMap(([name, held]) => {
      const wrong = misread.filter((one) => one.name === name).map(({ text }) => text)
      if (wrong.length === 0) return [[name, held]]
      // Of a list in one text all goes: what is left of it would be another question.
      const kept = (typeof held === 'string' ? [held] : held).filter(
        (one) => !wrong.some((text) => one === text || one.split(',').includes(text)),
      )
      return kept.length === 0 ? [] : [[name, kept]]
    }),
  )
}
