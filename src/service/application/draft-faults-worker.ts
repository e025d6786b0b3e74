// A thread that reads texts of drafts: a long one takes seconds, in which a server has others to answer.

import { parentPort } from 'node:worker_threads'
import type { Fault } from '#model/fault.ts'
import { findFailingExamples, type PackText } from './failing-examples.ts'
import { type DraftText, findFaultsOf } from './find-faults-of-draft.ts'

/** What is wrong with a text, or with the examples of a pack in which nothing is. */
export type DraftAsk =
  | { readonly about: 'text'; readonly draft: DraftText }
  | { readonly about: 'examples'; readonly draft: PackText }

async function answer(ask: DraftAsk): Promise<readonly Fault[]> {
  return ask.about === 'text' ? findFaultsOf(ask.draft) : findFailingExamples(ask.draft)
}

parentPort?.on('message', (ask: DraftAsk) => {
  // What is thrown ends the thread, and is told to who asked.
  void answer(ask).then((faults) => parentPort?.postMessage(faults))
})
