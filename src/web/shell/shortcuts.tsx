// Which keys do what.

import { Dialog } from '../parts/dialog.tsx'
import { Key } from '../parts/key.tsx'
import { shell } from '../words/en/shell.ts'
import type { PageEntry } from './pages.ts'
import { usePages } from './use-pages.ts'

type Line = readonly [keys: readonly string[], what: string]

const words = shell.shortcuts
const everywhere = (pages: readonly PageEntry[]): readonly Line[] => [
  [['/'], words.search],
  [['?'], words.help],
  [['Esc'], words.close],
  ...pages.map(({ key, label }): Line => [['g', key], words.go(label)]),
]
const IN_TABLES: readonly Line[] = [
  [['←', '↑', '→', '↓'], words.tables.arrows],
  [['PgUp', 'PgDn'], words.tables.page],
  [['Home', 'End'], words.tables.ends],
  [['Ctrl Home', 'Ctrl End'], words.tables.all],
  [['Enter'], words.tables.open],
]

function Lines({ title, lines }: { readonly title: string; readonly lines: readonly Line[] }) {
  return (
    <section>
      <h3>{title}</h3>
      <dl className="keys">
        {lines.map(([keys, what]) => (
          <div key={what}>
            <dt>
              {keys.map((key) => (
                <Key key={key}>{key}</Key>
              ))}
            </dt>
            <dd>{what}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

export function Shortcuts({ onClose }: { readonly onClose: () => void }) {
  const pages = usePages()
  return (
    <Dialog title={words.name} isOpen onClose={onClose} size="wide">
      <div className="keys-columns">
        <Lines title={words.everywhere} lines={everywhere(pages)} />
        <Lines title={words.inTables} lines={IN_TABLES} />
      </div>
    </Dialog>
  )
}
