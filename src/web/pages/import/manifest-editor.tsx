// mainstay.yaml as a text: whose network it is and by what it is judged. What is changed comes as the file of an import.

import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useMemo } from 'react'
import { Manifest } from '#model/workspace.ts'
import { MANIFEST_FILE } from '#model/workspace-path.ts'
import { previewArrival, uploadFiles } from '../../api/arrivals.ts'
import { manifestQuery } from '../../api/queries.ts'
import { BothTexts } from '../../drafts/both-texts.tsx'
import { checkText } from '../../drafts/check-text.ts'
import { KeptNote } from '../../drafts/kept-note.tsx'
import { useWrittenText } from '../../drafts/use-written-text.ts'
import type { SavedText } from '../../drafts/written-text.ts'
import { YamlEditor } from '../../drafts/yaml-editor.tsx'
import { Button } from '../../parts/button.tsx'
import { ProblemNote } from '../../parts/problem-note.tsx'
import { Skeleton } from '../../parts/skeleton.tsx'
import { useMay } from '../../shell/use-role.ts'
import { importing } from '../../words/en/import.ts'
import '../../analyses/analyses.css'

const words = importing.manifest

interface ManifestEditorProps {
  readonly workspace: string
  /** The snapshot whose manifest it is. */
  readonly head: string
  readonly onArrived: (arrival: string) => void
  readonly onBack: () => void
}

/** Another text than the one that is written over, whichever import brought it. */
const isNewer = (latest: SavedText, base: SavedText): boolean => latest.mark !== base.mark

/** One workspace for the life of the component. What was typed is kept until `mainstay.yaml` is that, or it is thrown away. */
export function ManifestEditor({ workspace, head, onArrived, onBack }: ManifestEditorProps) {
  const queries = useQueryClient()
  const may = useMay('analyst')
  // An import that is accepted meanwhile brings another text: until it is there, one writes on.
  const { data, error } = useQuery({ ...manifestQuery(workspace, head), placeholderData: keepPreviousData })
  const latest = useMemo(() => data && { text: data.text, mark: data.text }, [data])
  const writing = useWrittenText({ subject: `${workspace}/${MANIFEST_FILE}`, name: MANIFEST_FILE, latest, isNewer })
  const { text, setText, isChanged, isBehind } = writing
  const { faults } = useMemo(() => checkText(text, Manifest), [text])
  const bringing = useMutation({
    mutationFn: async () => {
      const file = new File([text], MANIFEST_FILE, { type: 'application/yaml' })
      const consignment = { files: [{ name: MANIFEST_FILE, file }], key: crypto.randomUUID() }
      const { id } = await uploadFiles(workspace, consignment, () => undefined).arrival
      return previewArrival(workspace, id, {})
    },
    onSuccess: ({ id }) => {
      void queries.invalidateQueries({ queryKey: ['workspace', workspace, 'arrivals'] })
      onArrived(id)
    },
  })
  const isSound = faults.every(({ isError }) => !isError)
  const bring = (): void => {
    if (may && isChanged && !isBehind && isSound && !bringing.isPending) bringing.mutate()
  }
  return (
    <>
      <div className="arrival-head">
        <Button look="quiet" icon="left" onClick={onBack}>
          {importing.back}
        </Button>
        <span className="draft-state" role="status">
          {isChanged && words.unsaved}
        </span>
        {may && isChanged && <Button onClick={writing.takeLatest}>{words.discard}</Button>}
        {may && (
          <Button look="main" disabled={!isChanged || isBehind || !isSound || bringing.isPending} onClick={bring}>
            {words.preview}
          </Button>
        )}
      </div>
      <h2>{MANIFEST_FILE}</h2>
      <p className="page-about">{words.about}</p>
      {error && <ProblemNote error={error} />}
      {bringing.error && <ProblemNote error={bringing.error} />}
      <KeptNote {...writing} />
      {isBehind && data && (
        <BothTexts
          title={words.meanwhile}
          why={words.meanwhileWhy}
          mine={text}
          theirs={data.text}
          onTheirs={writing.takeLatest}
          onMine={writing.goOn}
          mineWords={words.goOn}
        />
      )}
      {data ? (
        <YamlEditor
          label={MANIFEST_FILE}
          text={text}
          onText={setText}
          onSave={bring}
          faults={faults}
          unchecked={isChanged ? words.unchecked : undefined}
          isReadOnly={!may}
        />
      ) : (
        !error && <Skeleton lines={8} />
      )}
    </>
  )
}
