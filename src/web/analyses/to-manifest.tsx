// Where no rule was evaluated: the way to the file that says which packs judge the network, for whoever may change it.

import { Link } from '@tanstack/react-router'
import { Icon } from '../parts/icon.tsx'
import { analyses as words } from '../words/en/analyses.ts'
import { useMayAnalyse } from './use-may-analyse.ts'

interface ToManifestProps {
  readonly workspace: string
  readonly answer: string
}

export function ToManifest({ workspace, answer }: ToManifestProps) {
  const may = useMayAnalyse()
  if (!may || (answer !== 'nothing judged' && answer !== 'nothing to judge')) return null
  return (
    <p>
      <Link className="button plain" to={`/w/${workspace}/import`} search={{ manifest: 'yes' } as never}>
        <Icon name="edit" /> {words.toManifest}
      </Link>
    </p>
  )
}
