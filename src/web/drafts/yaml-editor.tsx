// A text with the numbers of its lines, and its faults beside them.

import { type KeyboardEvent, useMemo, useRef } from 'react'
import { Quoted } from '../parts/quoted.tsx'
import { ToneMark } from '../parts/tone.tsx'
import { analyses } from '../words/en/analyses.ts'
import type { TextFault } from './check-text.ts'

const words = analyses.draft

interface YamlEditorProps {
  readonly label: string
  readonly text: string
  readonly onText: (text: string) => void
  readonly onSave: () => void
  readonly faults: readonly TextFault[]
  /** Why no fault does not mean that there is none; undefined: it was looked through. */
  readonly unchecked?: string | undefined
  readonly isReadOnly?: boolean
}

const MOST_LISTED = 30

export function YamlEditor(props: YamlEditorProps) {
  const { label, text, onText, onSave, faults, unchecked, isReadOnly = false } = props
  const area = useRef<HTMLTextAreaElement>(null)
  const gutter = useRef<HTMLDivElement>(null)
  const worst = useMemo(() => {
    const byLine = new Map<number, 'bad' | 'doubt'>()
    for (const { line, isError } of faults)
      if (isError || !byLine.has(line)) byLine.set(line, isError ? 'bad' : 'doubt')
    return byLine
  }, [faults])
  const count = useMemo(() => text.split('\n').length, [text])
  const press = (event: KeyboardEvent<HTMLTextAreaElement>): void => {
    if (event.key !== 's' || !(event.ctrlKey || event.metaKey)) return
    event.preventDefault()
    onSave()
  }
  const goTo = (line: number): void => {
    const element = area.current
    if (!element) return
    const start =
      text
        .split('\n')
        .slice(0, line - 1)
        .join('\n').length + (line > 1 ? 1 : 0)
    element.focus()
    element.setSelectionRange(start, start + (text.split('\n')[line - 1]?.length ?? 0))
    element.scrollTop = Math.max(0, (line - 6) * (element.scrollHeight / Math.max(1, count)))
  }
  return (
    <div>
      <div className="yaml">
        <div className="yaml-lines" ref={gutter} aria-hidden="true">
          {Array.from({ length: count }, (_, index) => (
            <span key={index} className={worst.get(index + 1) ?? ''}>
              {index + 1}
            </span>
          ))}
        </div>
        <textarea
          ref={area}
          aria-label={label}
          aria-invalid={faults.some(({ isError }) => isError)}
          value={text}
          readOnly={isReadOnly}
          spellCheck={false}
          autoCapitalize="off"
          autoComplete="off"
          wrap="off"
          onChange={(event) => onText(event.target.value)}
          onKeyDown={press}
          onScroll={({ currentTarget }) => {
            if (gutter.current) gutter.current.scrollTop = currentTarget.scrollTop
          }}
        />
      </div>
      <ul className="fault-list" aria-live="polite">
        {faults.length === 0 && (
          <li>
            <ToneMark tone={unchecked === undefined ? 'good' : 'doubt'} /> {unchecked ?? words.noFaults}
          </li>
        )}
        {faults.slice(0, MOST_LISTED).map(({ line, problem, isError }, index) => (
          <li key={`${line}${index}`}>
            <ToneMark tone={isError ? 'bad' : 'doubt'} />
            <button type="button" className="as-link" onClick={() => goTo(line)}>
              {words.line(line)}
            </button>
            <span>
              <Quoted>{problem}</Quoted>
            </span>
          </li>
        ))}
      </ul>
    </div>
  )
}
