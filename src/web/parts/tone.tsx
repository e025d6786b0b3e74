// A state by its colour and its shape, the same as in the reports, with its word beside it.

import type { ReactNode } from 'react'
import { SHAPES, type Tone } from '#report/page/icon.ts'

export type { Tone } from '#report/page/icon.ts'

/** The shapes of all tones, once in the page. */
export function ToneShapes() {
  return <div className="tone-shapes" dangerouslySetInnerHTML={{ __html: SHAPES.text }} />
}

/** What is good only if assumed facts are so has the tick in outline, as what is good for now. */
export function toneOnFooting(tone: Tone, onAssumedFacts: boolean): Tone {
  return tone === 'good' && onAssumedFacts ? 'later' : tone
}

export function ToneMark({ tone }: { readonly tone: Tone }) {
  return (
    <svg className={`icon ${tone}`} aria-hidden="true" focusable="false">
      <use href={`#icon-${tone}`} />
    </svg>
  )
}

export function ToneWord({ tone, children }: { readonly tone: Tone; readonly children: ReactNode }) {
  return (
    <span className={`tone-word ${tone}`}>
      <ToneMark tone={tone} />
      <span>{children}</span>
    </span>
  )
}
