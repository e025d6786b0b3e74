// How the web application is bundled: into `dist/web`, beside the rest of what is built, each page a file of its own.

import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import react from '@vitejs/plugin-react'
import { defaultClientConditions, defineConfig, type Plugin } from 'vite'

const FOLDER = 'dist/web'
/** Below, what is saved is not worth a file. */
const LEAST_BYTES = 1024

/** Lays compressed twins beside the files, so that the server has nothing to compress. */
function compressed(): Plugin {
  return {
    name: 'compressed',
    apply: 'build',
    closeBundle() {
      for (const name of readdirSync(FOLDER, { recursive: true }).map(String)) {
        if (!/\.(js|css|json|svg)$/.test(name)) continue
        const file = join(FOLDER, name)
        const bytes = readFileSync(file)
        if (bytes.length < LEAST_BYTES) continue
        const params = { [constants.BROTLI_PARAM_QUALITY]: 9 }
        writeFileSync(`${file}.br`, brotliCompressSync(bytes, { params }))
        writeFileSync(`${file}.gz`, gzipSync(bytes, { level: 9 }))
      }
    },
  }
}

export default defineConfig({
  root: 'src/web',
  plugins: [react(), compressed()],
  resolve: { conditions: ['mainstay-source', ...defaultClientConditions] },
  build: {
    outDir: '../../dist/web',
    emptyOutDir: true,
    target: 'es2023',
    cssTarget: 'chrome125',
    // Which files a page begins with, for whoever measures them.
    manifest: true,
    // The content policy allows files of the server alone, so nothing is inlined as data.
    assetsInlineLimit: 0,
  },
})
