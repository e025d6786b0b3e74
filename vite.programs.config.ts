// How what Node runs is bundled: into `dist/programs`, from the parts the compiler wrote. A program of a thousand modules takes
// a second to find and read them all; each job begins one.

import { readdirSync } from 'node:fs'
import { basename, join } from 'node:path'
import { defineConfig } from 'vite'

const DIST = 'dist'

/** The command line, the process of a job, and threads. */
const PROGRAMS = [
  'cli/main.js',
  'service/application/tasks/work-process.js',
  ...readdirSync(DIST, { recursive: true })
    .map(String)
    .filter((name) => name.endsWith('-worker.js') && !/^(?:web|programs)\b/.test(name)),
]

/** Packages of many small modules. What else is needed is loaded as its makers deliver it. */
const BUNDLED_WITH_THEM = ['typebox', 'kysely', 'yaml', 'saxes', 'read-excel-file', 'write-excel-file', 'fflate']

export default defineConfig({
  publicDir: false,
  ssr: { noExternal: BUNDLED_WITH_THEM },
  build: {
    ssr: true,
    outDir: join(DIST, 'programs'),
    emptyOutDir: true,
    target: 'node20',
    minify: false,
    rolldownOptions: {
      input: Object.fromEntries(PROGRAMS.map((name) => [basename(name, '.js'), join(DIST, name)])),
      // Flat: what they load by its place lies as far from the folder of the package as it does from the source.
      output: { entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
    },
  },
})
