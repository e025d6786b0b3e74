// A thread that reads texts of drafts: a long one takes seconds, in which a server has others to answer.

import { parentPort } from 'node:worker_threads'
import { type DraftText, findFaultsOf } from './find-faults-of-draft.ts'

parentPort?.on('message', (draft: DraftText) => parentPort?.postMessage(findFaultsOf(draft)))
