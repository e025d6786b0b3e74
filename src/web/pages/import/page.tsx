// Files are brought in: what arrived and what became of it, or one arrival whole.

import { AddressNote } from '../../address/address-note.tsx'
import { useAddress } from '../../address/use-address.ts'
import { codecOf, text } from '../../address/codec.ts'
import { useWorkspace } from '../../shell/use-workspace.ts'
import { ArrivalPage } from './arrival-page.tsx'
import { History } from './history.tsx'
import { UploadPlace } from './upload-place.tsx'
import './import.css'

const IMPORT = codecOf({ arrival: text() })

export function Page() {
  const { workspace } = useWorkspace()
  const [{ arrival }, set] = useAddress(IMPORT)
  const open = (id: string): void => set({ arrival: id })
  return (
    <div className="page import">
      <AddressNote codec={IMPORT} />
      {arrival === '' ? (
        <>
          <UploadPlace workspace={workspace.id} onArrived={open} />
          <History workspace={workspace} onOpen={open} />
        </>
      ) : (
        <ArrivalPage key={arrival} workspace={workspace.id} id={arrival} onBack={() => set({ arrival: '' })} />
      )}
    </div>
  )
}
