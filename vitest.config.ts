import { defineConfig } from 'vitest/config'

export default defineConfig({
  resolve: { conditions: ['mainstay-source'] },
  ssr: { resolve: { conditions: ['mainstay-source'] } },
  test: {
    include: ['src/**/*.test.ts', 'test/**/*.test.ts', 'tools/**/*.test.ts'],
    pool: 'threads',
    setupFiles: ['tools/seed-properties.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    reporters: process.env.CI ? ['default', './tools/plain-reporter.ts'] : ['default'],
  },
})
