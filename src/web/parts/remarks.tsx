// Where short remarks appear, and are read aloud.

import { useSyncExternalStore } from 'react'
import { heldRemarks } from './remark.ts'
import { ToneMark } from './tone.tsx'

export function Remarks() {
  const remarks = useSyncExternalStore(heldRemarks.subscribe, heldRemarks.read)
  return (
    <div className="remarks" role="status" aria-live="polite">
      {remarks.map(({ number, text, tone }) => (
        <p key={number} className="remark">
          <ToneMark tone={tone} />
          {text}
        </p>
      ))}
    </div>
  )
}
