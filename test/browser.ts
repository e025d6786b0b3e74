// A real browser to look at pages with: they are written to a file, opened, and everything they complain of is kept.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { HAS_PACKED_BROWSER, unpackBrowser } from '#service/find-browser.ts'
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core'

export { HAS_PACKED_BROWSER as HAS_BROWSER }

export interface Visit {
  readonly page: Page
  /** Messages of the console, errors of the page, and requests beyond the file itself. */
  readonly complaints: string[]
}

export interface PageBrowser {
  visit(text: string, options?: BrowserContextOptions): Promise<Visit>
  close(): Promise<void>
}

export async function openBrowser(): Promise<PageBrowser> {
  const browser: Browser = await chromium.launch({ executablePath: (await unpackBrowser())!, args: ['--no-sandbox'] })
  const folder = mkdtempSync(path.join(tmpdir(), 'mainstay-report-'))
  return {
    async visit(text, options = {}) {
      const file = path.join(mkdtempSync(path.join(folder, 'page-')), 'report.html')
      writeFileSync(file, text)
      const context = await browser.newContext({ viewport: { width: 1200, height: 900 }, ...options })
      const page = await context.newPage()
      const complaints: string[] = []
      page.on('console', (message) => complaints.push(`console: ${message.text()}`))
      page.on('pageerror', (error) => complaints.push(`error: ${error.message}`))
      page.on('request', (request) => {
        if (request.url() !== pathToFileURL(file).href) complaints.push(`request: ${request.url()}`)
      })
      await page.goto(pathToFileURL(file).href)
      return { page, complaints }
    },
    async close() {
      await browser.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** Elements whose words have less than 4.5 to 1 of contrast with their ground. */
export function listWeakWords(page: Page): Promise<string[]> {
  return page.evaluate(`(() => {
    const parse = (text) => { const [r, g, b, a = 1] = text.match(/[\\d.]+/g).map(Number); return { r, g, b, a } }
    const light = (value) => { const part = value / 255; return part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4 }
    const luminance = ({ r, g, b }) => 0.2126 * light(r) + 0.7152 * light(g) + 0.0722 * light(b)
    const groundOf = (element) => {
      for (let at = element; at; at = at.parentElement) {
        const ground = parse(getComputedStyle(at).backgroundColor)
        if (ground.a === 1) return ground
      }
      return parse(getComputedStyle(document.body).backgroundColor)
    }
    const weak = new Set()
    for (const element of document.querySelectorAll('body *:not(svg):not(svg *):not(script):not(style)')) {
      if (![...element.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim())) continue
      const pair = [luminance(parse(getComputedStyle(element).color)), luminance(groundOf(element))].sort((a, b) => b - a)
      const contrast = (pair[0] + 0.05) / (pair[1] + 0.05)
      if (contrast < 4.5) weak.add(element.tagName + '.' + element.className + ' ' + contrast.toFixed(2))
    }
    return [...weak]
  })()`)
}

export interface PageOutline {
  readonly levels: readonly number[]
  readonly mains: number
  /** Drawings without a title or description. */
  readonly undescribed: number
  /** Drawings that are no picture and not hidden from a reader aloud. */
  readonly unhidden: number
  readonly headless: number
}

export function outlinePage(page: Page): Promise<PageOutline> {
  return page.evaluate(`({
    levels: [...document.querySelectorAll('h1,h2,h3,h4')].map((heading) => Number(heading.tagName[1])),
    mains: document.querySelectorAll('main').length,
    undescribed: [...document.querySelectorAll('svg[role=img]')].filter((drawing) => !drawing.querySelector('title')?.textContent || !drawing.querySelector('desc')?.textContent).length,
    unhidden: document.querySelectorAll('svg:not([role=img]):not([aria-hidden=true]):not(.plot):not(.word)').length,
    headless: [...document.querySelectorAll('table')].filter((table) => !table.querySelector('th[scope=col], th[role=columnheader]')).length,
  })`)
}
