import { configDefaults, defineConfig } from 'vitest/config'
import LongestFirst from './tools/longest-first.ts'

/** Parts without state of their own: their tests share what they load, which takes a tenth of the time for each. */
const PURE = ['base', 'model', 'engine', 'intake', 'report', 'world', 'contract', 'web'].map(
  (part) => `src/${part}/**/*.test.ts`,
)
/** So do those of the command line, which keeps nothing from one command to the next, and those that compare. */
const SHARING = [...PURE, ...['flows', 'judge-by-day', 'sweep', 'vendors'].map((folder) => `test/${folder}/*.test.ts`)]

export default defineConfig({
  resolve: { conditions: ['mainstay-source'] },
  ssr: { resolve: { conditions: ['mainstay-source'] } },
  test: {
    projects: [
      { extends: true, test: { name: 'sharing', include: SHARING, isolate: false } },
      {
        extends: true,
        test: {
          name: 'whole',
          include: ['src/**/*.test.ts', 'test/**/*.test.ts', 'tools/**/*.test.ts'],
          exclude: [...configDefaults.exclude, ...SHARING],
        },
      },
    ],
    pool: 'threads',
    sequence: { sequencer: LongestFirst },
    setupFiles: ['tools/seed-properties.ts', 'tools/remove-temporary-folders.ts'],
    // By itself it leaves a core to others, which on two cores is half of them.
    maxWorkers: '100%',
    // A machine may be busy: this finds what hangs, and says nothing of how fast it is.
    testTimeout: 240_000,
    hookTimeout: 240_000,
    reporters: process.env.CI ? ['default', './tools/plain-reporter.ts'] : ['default'],
  },
})
