// Property tests try the same cases in every run, so that a check says the same today and tomorrow. To try others:
// MAINSTAY_SEED=17 npx vitest run …

import { configureGlobal } from 'fast-check'

configureGlobal({ seed: Number(process.env.MAINSTAY_SEED ?? 1) })
