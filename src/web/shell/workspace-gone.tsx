// The workspace one looks at was removed meanwhile: said above the page, on which something may stand that is saved nowhere.

import { Link } from '@tanstack/react-router'
import { ToneMark } from '../parts/tone.tsx'
import { shell } from '../words/en/shell.ts'

export function WorkspaceGone() {
  return (
    <div className="page workspace-gone">
      <div className="note bad" role="alert">
        <ToneMark tone="bad" />
        <div>
          <p className="note-title">{shell.faults.workspaceGone}</p>
          <p>{shell.faults.workspaceGoneWhy}</p>
          <Link className="button main" to="/workspaces">
            {shell.workspaces.all}
          </Link>
        </div>
      </div>
    </div>
  )
}
