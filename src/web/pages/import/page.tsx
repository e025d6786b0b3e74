// Files are brought in: what arrived and what became of it, or one arrival whole.

import { AddressNote } from '../../address/address-note.tsx'
import { useAddress } from '../../address/use-address.ts'
import { codecOf, flag, text } from '../../address/codec.ts'
import { useWorkspace } from '../../shell/use-workspace.ts'
import { Button } from '../../parts/button.tsx'
import { useMay } from '../../shell/use-role.ts'
import { importing } from '../../words/en/import.ts'
import { ArrivalPage } from './arrival-page.tsx'
import { History } from './history.tsx'
import { ManifestEditor } from './manifest-editor.tsx'
import { UploadPlace } from './upload-place.tsx'
import './import.css'

const IMPORT = codecOf({ arrival: text(), manifest: flag() })

export function Page() {
  const { workspace } = useWorkspace()
  const [{ arrival, manifest }, set] = useAddress(IMPORT)
  const may = useMay('analyst')
  const head = workspace.head?.digest
  const open = (id: string): void => set({ arrival: id, manifest: false })
  if (manifest && arrival === '' && head !== undefined)
    return (
      <div className="page import">
        <AddressNote codec={IMPORT} />
        <ManifestEditor
          key={workspace.id}
          workspace={workspace.id}
          head={head}
          onArrived={open}
          onBack={() => set({ manifest: false })}
        />
      </div>
    )
  return (
    <div className="page import">
      <AddressNote codec={IMPORT} />
      {arrival === '' ? (
        <>
          <UploadPlace workspace={workspace.id} onArrived={open} />
          {head !== undefined && (
            <p>
              <Button icon="file" onClick={() => set({ manifest: true })}>
                {may ? importing.manifest.open : importing.manifest.look}
              </Button>
            </p>
          )}
          <History workspace={workspace} onOpen={open} />
        </>
      ) : (
        <ArrivalPage key={arrival} workspace={workspace.id} id={arrival} onBack={() => set({ arrival: '' })} />
      )}
    </div>
  )
}
