// A rule judged otherwise, as one drags: the latest change is asked for, and an answer to an earlier one is shown until then.

import { useEffect, useRef, useState } from 'react'
import type { RuleResult, RulesReport } from '#model/verdict.ts'
import type { RuleChange, RuleOtherwise } from './judge-otherwise.ts'
import type { WhatIfAnswer, WhatIfAsk } from './what-if-worker.ts'

interface Held {
  readonly worker: Worker
  /** Of the change asked last; while it is on its way a later one waits. */
  asked: number
  isBusy: boolean
  waiting: RuleChange | undefined
}

function send({ worker }: Held, ask: WhatIfAsk): void {
  worker.postMessage(ask)
}

function judge(held: Held, change: RuleChange): void {
  held.isBusy = true
  held.waiting = undefined
  held.asked += 1
  send(held, { kind: 'judge', number: held.asked, change })
}

/** Undefined while nothing is changed, or the first answer is on its way. */
export function useOtherwise(rule: RuleResult, report: RulesReport, change: RuleChange): RuleOtherwise | undefined {
  const held = useRef<Held | undefined>(undefined)
  const [answer, setAnswer] = useState<{ readonly rule: RuleResult; readonly otherwise: RuleOtherwise } | undefined>()
  const { limit, dueFrom } = change
  const isChanged = limit !== undefined || dueFrom !== undefined

  useEffect(() => {
    if (!isChanged) return
    const worker = new Worker(new URL('./what-if-worker.ts', import.meta.url), { type: 'module' })
    const now: Held = { worker, asked: 0, isBusy: false, waiting: undefined }
    const { asOf, horizon, historyKnownFrom } = report
    const frame = { asOf, horizon, ...(historyKnownFrom === undefined ? {} : { historyKnownFrom }) }
    send(now, { kind: 'read', rule, frame })
    worker.addEventListener('message', ({ data }: MessageEvent<WhatIfAnswer>) => {
      now.isBusy = false
      if (data.otherwise) setAnswer({ rule, otherwise: data.otherwise })
      if (now.waiting) judge(now, now.waiting)
    })
    held.current = now
    return () => {
      worker.terminate()
      held.current = undefined
    }
  }, [rule, report, isChanged])

  useEffect(() => {
    const now = held.current
    if (!isChanged || !now) return
    const asked: RuleChange = { limit, dueFrom }
    if (now.isBusy) now.waiting = asked
    else judge(now, asked)
  }, [rule, report, isChanged, limit, dueFrom])

  return isChanged && answer?.rule === rule ? answer.otherwise : undefined
}
