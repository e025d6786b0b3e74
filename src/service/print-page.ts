// A report as PDF: its page, printed by a browser that sees nothing else.

import { pathToFileURL } from 'node:url'
import { chromium } from 'playwright-core'
import { BROWSER_SETTING, findBrowser } from './find-browser.ts'

const PRINTS_WITHIN_MS = 120_000

/** `page`: a file that needs nothing beside it; `pdf`: where the paper goes. */
export async function printPage(page: string, pdf: string, signal: AbortSignal): Promise<void> {
  const program = await findBrowser()
  if (program === undefined)
    throw new Error(
      `no browser to print with: install Chromium, Chrome or Edge, or name its program in ${BROWSER_SETTING}; or print the HTML report from any browser`,
    )
  const browser = await chromium.launch({
    executablePath: program,
    // As root, and where the system grants no user namespaces, its sandbox cannot be made. The page is our own.
    chromiumSandbox: false,
    timeout: PRINTS_WITHIN_MS,
    args: ['--disable-background-networking', '--disable-component-update', '--disable-sync'],
  })
  const close = (): void => void browser.close()
  signal.addEventListener('abort', close)
  try {
    const context = await browser.newContext({ offline: true, javaScriptEnabled: true })
    const sheet = await context.newPage()
    const address = pathToFileURL(page).href
    await sheet.route('**/*', (route) => (route.request().url() === address ? route.continue() : route.abort()))
    await sheet.goto(address, { timeout: PRINTS_WITHIN_MS })
    // What is folded away on the screen is opened on paper by the page itself.
    await sheet.pdf({ path: pdf, format: 'A4', printBackground: true, preferCSSPageSize: true })
  } finally {
    signal.removeEventListener('abort', close)
    await browser.close()
  }
}
