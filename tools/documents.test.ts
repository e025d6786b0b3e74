// Whether every link of the documents leads somewhere, and whether pages made from the code tell when they are stale.

import { execFileSync } from 'node:child_process'
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

const root = fileURLToPath(new URL('..', import.meta.url))

function pagesIn(folder: string, depth: number): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name)
    if (entry.isFile()) return entry.name.endsWith('.md') ? [path] : []
    return entry.isDirectory() && depth > 0 ? pagesIn(path, depth - 1) : []
  })
}

const pages = [...pagesIn(root, 0), ...pagesIn(join(root, 'docs'), 3), ...pagesIn(join(root, 'examples'), 3)]

/** Headings as a link names them: small letters, hyphens for spaces, no punctuation. */
function anchorsOf(text: string): Set<string> {
  const headings = [...text.replace(/^```.*?^```/gms, '').matchAll(/^#{1,6} (.+)$/gm)].map((match) => match[1]!)
  return new Set(
    headings.map((heading) =>
      heading
        .toLowerCase()
        .replace(/[^\p{L}\p{N} _-]/gu, '')
        .replaceAll(' ', '-'),
    ),
  )
}

function linksOf(text: string): string[] {
  const prose = text.replace(/^```.*?^```/gms, '').replace(/`[^`\n]*`/g, '')
  return [...prose.matchAll(/\]\(([^)\s]+)\)/g)].map((match) => match[1]!).filter((link) => !/^[a-z]+:/.test(link))
}

function brokenLinks(page: string): string[] {
  return linksOf(readFileSync(page, 'utf8')).filter((link) => {
    const [path, anchor] = link.split('#') as [string, string | undefined]
    const target = path === '' ? page : resolve(dirname(page), path)
    if (!existsSync(target)) return true
    return anchor !== undefined && !anchorsOf(readFileSync(target, 'utf8')).has(anchor)
  })
}

describe('the documents', () => {
  it.each(pages.map((page) => [relative(root, page), page] as const))('%s links only to what is there', (_, page) => {
    expect(brokenLinks(page)).toEqual([])
  })

  it('are more than one, and link to one another', () => {
    expect(pages.length).toBeGreaterThan(10)
    expect(pages.flatMap((page) => linksOf(readFileSync(page, 'utf8'))).length).toBeGreaterThan(30)
  })
})

describe('the picture of the structure', () => {
  function draw(folder: string, ...options: string[]): { passed: boolean; said: string } {
    try {
      execFileSync('node', [join(root, 'tools/draw-structure.mjs'), ...options], {
        cwd: folder,
        encoding: 'utf8',
        stdio: 'pipe',
      })
      return { passed: true, said: '' }
    } catch (error) {
      return { passed: false, said: (error as { stderr: string }).stderr }
    }
  }

  it('says that it is out of date when a part may import more than it shows, or touches a new package', () => {
    const copy = mkdtempSync(join(tmpdir(), 'structure-'))
    try {
      for (const path of ['src', 'docs', 'tsconfig.json'])
        cpSync(join(root, path), join(copy, path), { recursive: true })
      draw(copy)
      expect(draw(copy, '--check')).toEqual({ passed: true, said: '' })
      const isStale = { passed: false, said: expect.stringContaining('docs/structure.svg is out of date') }

      const part = join(copy, 'src/world/tsconfig.json')
      const arrows = readFileSync(part, 'utf8')
      writeFileSync(part, arrows.replace('{ "path": "../model" }', '{ "path": "../engine" }'))
      expect(draw(copy, '--check')).toEqual(isStale)
      writeFileSync(part, arrows)
      expect(draw(copy, '--check')).toEqual({ passed: true, said: '' })

      writeFileSync(join(copy, 'src/world/bad.ts'), "import {\n  readFileSync,\n} from 'left-pad'\n")
      expect(draw(copy, '--check')).toEqual(isStale)
    } finally {
      rmSync(copy, { recursive: true })
    }
  })
})
