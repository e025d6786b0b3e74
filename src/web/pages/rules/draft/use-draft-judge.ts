// A draft judged while it is typed: the text as it stood a moment ago, once the server finds no fault in it.

import { useEffect, useRef, useState } from 'react'
import { analysisPaths } from '../../../analyses/paths.ts'
import { getBytes } from '../../../api/request.ts'
import { useAgain } from '../../../api/use-again.ts'
import { type TypedFaults, useTypedFaults } from '../../../drafts/use-typed-faults.ts'
import type { DraftAnswer, DraftAsk } from './draft-judge-worker.ts'

/** How the judge stands; `ready`: it has the network. */
export type JudgeState =
  | { readonly kind: 'none' | 'opening' | 'ready' }
  | { readonly kind: 'too large'; readonly subjects: number; readonly most: number }
  | { readonly kind: 'unreached'; readonly error: unknown }

export type Judged = Extract<DraftAnswer, { readonly kind: 'judged' }>

export interface DraftJudging extends TypedFaults {
  readonly state: JudgeState
  /** The latest there is, which may be of an earlier text. */
  readonly judged: Judged | undefined
  /** Why the text as it stands could not be judged, though it has no fault. */
  readonly failed: string | undefined
}

interface Asked {
  readonly workspace: string
  /** The analysis whose network it is judged on; undefined: there is none yet, or nobody asks. */
  readonly analysis: string | undefined
  readonly draft: string
  readonly text: string
  /** It has no fault that is seen in the browser, and may be asked about. */
  readonly isSound: boolean
}

const NONE: JudgeState = { kind: 'none' }

export function useDraftJudge({ workspace, analysis, draft, text, isSound }: Asked): DraftJudging {
  const [state, setState] = useState<JudgeState>(NONE)
  const [judged, setJudged] = useState<Judged | undefined>()
  const [failed, setFailed] = useState<{ readonly text: string; readonly why: string } | undefined>()
  // Also where nothing is judged: what is wrong with the text is told all the same.
  const { faults, error } = useTypedFaults({ workspace, draft, text, isAsked: isSound })
  const worker = useRef<Worker | undefined>(undefined)
  const bringAgain = useAgain(state.kind === 'unreached' ? state.error : null)

  useEffect(() => {
    if (analysis === undefined) return
    const ending = new AbortController()
    const now = new Worker(new URL('./draft-judge-worker.ts', import.meta.url), { type: 'module' })
    const take = ({ data }: MessageEvent<DraftAnswer>): void => {
      if (data.kind === 'opened') setState({ kind: 'ready' })
      else if (data.kind === 'too large') setState(data)
      else if (data.kind === 'judged') setJudged(data)
      else setFailed(data)
    }
    now.addEventListener('message', take)
    now.addEventListener('error', ({ message }) => setState({ kind: 'unreached', error: new Error(message) }))
    setState({ kind: 'opening' })
    getBytes(analysisPaths.judgingKit(workspace, analysis), ending.signal)
      .then((bytes) => post(now, { kind: 'open', bytes }, [bytes]))
      .catch((problem: unknown) => {
        if (!ending.signal.aborted) setState({ kind: 'unreached', error: problem })
      })
    worker.current = now
    return () => {
      ending.abort()
      now.terminate()
      worker.current = undefined
      setState(NONE)
    }
  }, [workspace, analysis, bringAgain])

  const isReady = state.kind === 'ready'
  const isFree = faults?.every(({ severity }) => severity !== 'error') === true
  useEffect(() => {
    if (isReady && isFree && worker.current) post(worker.current, { kind: 'judge', text })
  }, [text, isReady, isFree])

  return {
    state,
    judged,
    failed: failed?.text === text ? failed.why : undefined,
    faults,
    error,
  }
}

function post(worker: Worker, ask: DraftAsk, transferred: Transferable[] = []): void {
  worker.postMessage(ask, transferred)
}
