import { defineConfig } from 'vitest/config'

export default defineConfig({
  resolve: { conditions: ['mainstay-source'] },
  ssr: { resolve: { conditions: ['mainstay-source'] } },
  test: {
    include: ['src/**/*.test.ts', 'test/**/*.test.ts', 'tools/**/*.test.ts'],
    pool: 'threads',
    setupFiles: ['tools/seed-properties.ts'],
    // By itself it leaves a core to others, which on two cores is half of them.
    maxWorkers: '100%',
    // A machine may be busy: this finds what hangs, and says nothing of how fast it is.
    testTimeout: 240_000,
    hookTimeout: 240_000,
    reporters: process.env.CI ? ['default', './tools/plain-reporter.ts'] : ['default'],
  },
})
