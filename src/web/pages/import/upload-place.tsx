// Where files are dropped or chosen, and how far their upload is.

import { useQuery, useQueryClient } from '@tanstack/react-query'
import { type DragEvent, useRef, useState } from 'react'
import type { Me } from '#contract/application/people.ts'
import { type Consignment, type SentFile, type Upload, uploadFiles } from '../../api/arrivals.ts'
import { hasCode, UnreachableError } from '../../api/problem-error.ts'
import { meQuery } from '../../api/queries.ts'
import { formatSize } from '../../format.ts'
import { Button } from '../../parts/button.tsx'
import { Icon } from '../../parts/icon.tsx'
import { ProblemNote } from '../../parts/problem-note.tsx'
import { remark } from '../../parts/remark.ts'
import { ToneMark } from '../../parts/tone.tsx'
import { useMay } from '../../shell/use-role.ts'
import { importing as words } from '../../words/en/import.ts'
import { type Gathered, gatherChosen, gatherDropped, listTablesAmong } from './gather-files.ts'

interface Sending {
  readonly upload: Upload
  readonly files: number
  readonly bytes: number
}

interface UploadPlaceProps {
  readonly workspace: string
  readonly onArrived: (arrival: string) => void
}

/** What the server would refuse is told before it is sent. */
function describeExcess(files: readonly SentFile[], most: Me['upload']): string | undefined {
  if (files.length > most.files) return words.tooMany(files.length, most.files)
  const large = files.find(({ file }) => file.size > most.fileBytes)
  if (large) return words.tooLarge(large.name, formatSize(large.file.size), formatSize(most.fileBytes))
  const bytes = files.reduce((sum, { file }) => sum + file.size, 0)
  return bytes > most.bytes ? words.tooLargeTogether(formatSize(bytes), formatSize(most.bytes)) : undefined
}

export function UploadPlace({ workspace, onArrived }: UploadPlaceProps) {
  const queries = useQueryClient()
  const may = useMay('analyst')
  const { data: me } = useQuery(meQuery)
  const chooser = useRef<HTMLInputElement>(null)
  const folderChooser = useRef<HTMLInputElement>(null)
  const [isOver, setOver] = useState(false)
  const [sending, setSending] = useState<Sending>()
  const [sent, setSent] = useState(0)
  const [error, setError] = useState<unknown>()
  const [unsent, setUnsent] = useState<Consignment>()
  const send = async (consignment: Consignment | undefined): Promise<void> => {
    const files = consignment?.files ?? []
    if (!consignment || files.length === 0 || sending || !may) return
    const excess = me && describeExcess(files, me.upload)
    setUnsent(consignment)
    setError(excess === undefined ? undefined : new Error(excess))
    if (excess !== undefined) return
    setSent(0)
    const upload = uploadFiles(workspace, consignment, setSent)
    setSending({ upload, files: files.length, bytes: files.reduce((sum, { file }) => sum + file.size, 0) })
    try {
      const arrival = await upload.arrival
      void queries.invalidateQueries({ queryKey: ['workspace', workspace, 'arrivals'] })
      onArrived(arrival.id)
    } catch (problem) {
      if (problem instanceof DOMException && problem.name === 'AbortError') remark(words.uploadStopped)
      else setError(problem)
    } finally {
      setSending(undefined)
      for (const { current } of [chooser, folderChooser]) if (current) current.value = ''
    }
  }
  const sendGathered = async (gathering: Promise<Gathered>): Promise<void> => {
    try {
      const { files, leftOut } = await gathering
      if (files.length === 0) return remark(words.nothingInFolder, 'bad')
      if (leftOut.length > 0) remark(words.leftOutOfFolder(leftOut.length, listTablesAmong(leftOut)))
      await send({ files, key: crypto.randomUUID() })
    } catch (problem) {
      setError(problem)
    }
  }
  const drop = (event: DragEvent): void => {
    event.preventDefault()
    setOver(false)
    void sendGathered(gatherDropped(event.dataTransfer))
  }
  if (!may) return <p className="note">{words.notAllowed}</p>
  return (
    <>
      <div
        className={`drop${isOver ? ' over' : ''}`}
        onDragOver={(event) => {
          event.preventDefault()
          setOver(true)
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
      >
        {sending ? (
          <div className="drop-sending">
            <div className="progress">
              <div className="progress-words">
                <span>{words.uploading(sending.files)}</span>
                <span>
                  {formatSize(Math.min(sent, sending.bytes))} / {formatSize(sending.bytes)}
                </span>
              </div>
              <progress
                aria-label={words.uploading(sending.files)}
                value={Math.min(sent, sending.bytes)}
                max={Math.max(1, sending.bytes)}
              />
            </div>
            <Button onClick={sending.upload.stop}>{words.stopUpload}</Button>
          </div>
        ) : (
          <>
            <span className="empty-icon">
              <Icon name="upload" />
            </span>
            <div className="drop-words">
              <h2>{isOver ? words.dropHere : words.drop}</h2>
              <p className="muted">{words.dropWhy}</p>
            </div>
            <Button look="main" onClick={() => chooser.current?.click()}>
              {words.choose}
            </Button>
            <Button onClick={() => folderChooser.current?.click()}>{words.chooseFolder}</Button>
          </>
        )}
        <input
          ref={chooser}
          type="file"
          multiple
          hidden
          aria-label={words.choose}
          onChange={(event) => void sendGathered(gatherChosen(event.target.files))}
        />
        <input
          ref={folderChooser}
          type="file"
          // No other way to have a folder chosen; the types do not know it.
          {...{ webkitdirectory: '' }}
          hidden
          aria-label={words.chooseFolder}
          onChange={(event) => void sendGathered(gatherChosen(event.target.files))}
        />
      </div>
      {error instanceof UnreachableError && (
        <div className="note bad" role="alert">
          <ToneMark tone="bad" />
          <div>
            <p>{words.uploadLost}</p>
            <Button icon="refresh" onClick={() => void send(unsent)}>
              {words.sendAgain}
            </Button>
          </div>
        </div>
      )}
      {error !== undefined && !(error instanceof UnreachableError) && (
        <ProblemNote error={error} {...(hasCode(error, 'disk-full') ? { onAgain: () => void send(unsent) } : {})} />
      )}
    </>
  )
}
