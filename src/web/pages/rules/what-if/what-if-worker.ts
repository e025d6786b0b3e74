// Judges rules otherwise beside the page, so that a dragged line never waits for an answer.

import type { RuleResult } from '#model/verdict.ts'
import {
  type Frame,
  judgeOtherwise,
  readRule,
  type RuleChange,
  type RuleOtherwise,
  type RuleReading,
} from './judge-otherwise.ts'

export type WhatIfAsk =
  | { readonly kind: 'read'; readonly rule: RuleResult; readonly frame: Frame }
  | { readonly kind: 'judge'; readonly number: number; readonly change: RuleChange }

export interface WhatIfAnswer {
  readonly number: number
  readonly otherwise: RuleOtherwise | undefined
}

let reading: RuleReading | undefined

addEventListener('message', ({ data }: MessageEvent<WhatIfAsk>) => {
  if (data.kind === 'read') {
    reading = readRule(data.rule, data.frame)
    return
  }
  const answer: WhatIfAnswer = {
    number: data.number,
    otherwise: reading && judgeOtherwise(reading, data.change),
  }
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker has one reader, and no origin
  postMessage(answer)
})
