// Judges drafts beside the page, so that whoever types never waits.

import { unpackValue } from '#base/packed-value.ts'
import type { SentKit } from '#engine/rules/index.ts'
import { DraftJudge, type DraftJudgement } from './judge-draft.ts'

export type DraftAsk =
  | { readonly kind: 'open'; readonly bytes: ArrayBuffer }
  | { readonly kind: 'judge'; readonly text: string }

export type DraftAnswer =
  | { readonly kind: 'opened' }
  | { readonly kind: 'too large'; readonly subjects: number; readonly most: number }
  | {
      readonly kind: 'judged'
      readonly text: string
      readonly judgement: DraftJudgement
      readonly milliseconds: number
    }
  /** What no text without faults should come to; the network can be judged by it in full all the same. */
  | { readonly kind: 'failed'; readonly text: string; readonly why: string }

let judge: DraftJudge | undefined

function answer(ask: DraftAsk): DraftAnswer {
  if (ask.kind === 'open') {
    const sent = unpackValue(ask.bytes) as SentKit
    if (sent.kind === 'too large') return sent
    judge = new DraftJudge(sent)
    return { kind: 'opened' }
  }
  const { text } = ask
  const before = performance.now()
  try {
    const judgement = judge!.judge(text)
    return { kind: 'judged', text, judgement, milliseconds: performance.now() - before }
  } catch (error) {
    return { kind: 'failed', text, why: error instanceof Error ? error.message : String(error) }
  }
}

addEventListener('message', ({ data }: MessageEvent<DraftAsk>) => {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker has one reader, and no origin
  postMessage(answer(data))
})
