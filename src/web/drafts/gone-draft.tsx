// A draft that somebody deleted while one wrote on it: what one wrote is there still, and becomes another draft, or is copied.

import { useState } from 'react'
import type { Draft } from '#contract/application/draft.ts'
import { Button } from '../parts/button.tsx'
import { remark } from '../parts/remark.ts'
import { ToneMark } from '../parts/tone.tsx'
import { analyses } from '../words/en/analyses.ts'
import { NewDraft } from './new-draft.tsx'
import type { DraftState } from './use-draft.ts'

const words = analyses.draft.gone

interface GoneDraftProps {
  readonly workspace: string
  readonly kind: Draft['kind']
  readonly draft: DraftState
  /** Otherwise the text stands in an editor below. */
  readonly showsText: boolean
  readonly onOpen: (id: string) => void
}

export function GoneDraft({ workspace, kind, draft, showsText, onOpen }: GoneDraftProps) {
  const [isSaving, setSaving] = useState(false)
  const { text, name } = draft
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(text)
      remark(words.copied, 'good')
    } catch {
      remark(words.notCopied, 'bad')
    }
  }
  return (
    <div className="note bad" role="alert">
      <ToneMark tone="bad" />
      <div>
        <p className="note-title">{words.title}</p>
        <p>{words.about}</p>
        {showsText && (
          <pre tabIndex={0} aria-label={analyses.draft.text}>
            {text}
          </pre>
        )}
        <div className="actions">
          <Button onClick={() => void copy()}>{words.copy}</Button>
          <Button look="main" onClick={() => setSaving(true)}>
            {words.saveAsNew}
          </Button>
        </div>
        {isSaving && (
          <NewDraft
            workspace={workspace}
            kind={kind}
            title={words.saveAsNew}
            start={{ kind: 'text', text, name }}
            onCreated={({ id }) => {
              draft.forget()
              onOpen(id)
            }}
            onClose={() => setSaving(false)}
          />
        )}
      </div>
    </div>
  )
}
