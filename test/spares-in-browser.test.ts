// Does the page of the spares look right in a real browser: nothing fetched, nothing broken, nothing wider than the screen?

import type { BrowserContextOptions } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { SparesReport } from '#model/spares-report.ts'
import {
  cutOffReport,
  emptySparesReport,
  hostileSparesReport,
  manyPartsReport,
  SAMPLE_SPARES_REPORTS,
} from '#report/spares/fixtures/sample-report.ts'
import { renderSparesHtml } from '#report/spares/html.ts'
import { HAS_BROWSER, listWeakWords, openBrowser, outlinePage, type PageBrowser, type Visit } from './browser.ts'

describe.skipIf(!HAS_BROWSER)('the page of the spares in a browser for linux-x64', () => {
  let browser: PageBrowser

  beforeAll(async () => {
    browser = await openBrowser()
  })

  afterAll(() => browser?.close())

  const visit = (report: SparesReport, options?: BrowserContextOptions): Promise<Visit> =>
    browser.visit([...renderSparesHtml(report)].join(''), options)

  it.each(Object.entries(SAMPLE_SPARES_REPORTS))(
    'of %s complains of nothing and is never wider than a small phone',
    async (_, make) => {
      const { page, complaints } = await visit(make(), { viewport: { width: 360, height: 740 } })
      await page.evaluate(`for (const one of document.querySelectorAll('details')) one.open = true`)
      expect(complaints).toEqual([])
      const widths = await page.evaluate(`({ page: document.documentElement.scrollWidth, screen: innerWidth })`)
      expect(widths).toEqual({ page: 360, screen: 360 })
      await page.context().close()
    },
  )

  /** Of all parts the survival that takes most room. */
  const widest = (report: SparesReport): SparesReport => ({
    ...report,
    parts: report.parts.map(({ lasting, ...part }) => ({
      ...part,
      ...(lasting ? { lasting: { ...lasting, survivalAtEnd: 0.0001, standardError: 0, isApproximate: true } } : {}),
    })),
  })

  it.each([360, 700, 961, 1200, 1280])('cuts no cell off at %i pixels', async (width) => {
    const { page } = await visit(widest(cutOffReport()), { viewport: { width, height: 900 } })
    expect(await page.textContent('.part > summary')).toContain('roughly below 0.05\u00a0%')
    const cut = await page.evaluate(`(() => {
      for (const one of document.querySelectorAll('details')) one.open = true
      const regions = [...document.querySelectorAll('.scroll')].filter((one) => one.scrollWidth > one.clientWidth)
      const cells = [...document.querySelectorAll('.part > summary .cell')].filter((cell) => cell.scrollWidth > cell.clientWidth + 1)
      return [...regions.map((one) => one.getAttribute('aria-label')), ...cells.map((cell) => cell.textContent)]
    })()`)
    expect(cut).toEqual([])
    await page.context().close()
  })

  it.each([360, 1200])('keeps every word of a drawing within its card at %i pixels', async (width) => {
    const { page } = await visit(cutOffReport(), { viewport: { width, height: 900 } })
    const out = await page.evaluate(`[...document.querySelectorAll('.timeline svg[role=img] text')].filter((text) => {
      const [box, card] = [text.getBoundingClientRect(), text.closest('article').getBoundingClientRect()]
      return box.width > 0 && (box.left < card.left || box.right > card.right)
    }).map((text) => text.textContent)`)
    expect(out).toEqual([])
    await page.context().close()
  })

  it('has headings in order, and a title and description on every drawing', async () => {
    const { page } = await visit(cutOffReport())
    const { levels, ...counts } = await outlinePage(page)
    expect(counts).toEqual({ mains: 1, undescribed: 0, unhidden: 0, headless: 0 })
    expect(levels.filter((level) => level === 1)).toHaveLength(1)
    expect(levels.filter((level, index) => level > (levels[index - 1] ?? 0) + 1)).toEqual([])
    await page.context().close()
  })

  it.each(['light', 'dark'] as const)('has enough contrast for every word, in %s', async (colorScheme) => {
    const { page } = await visit(cutOffReport(), { colorScheme })
    expect(await listWeakWords(page)).toEqual([])
    await page.context().close()
  })

  it('runs nothing that a text of the workspace smuggles in', async () => {
    const { page, complaints } = await visit(
      hostileSparesReport([
        '<img src=x onerror="document.title=1">',
        '</style><script>document.title=1</script>',
        '"><svg onload=document.title=1>',
      ]),
    )
    expect(complaints).toEqual([])
    expect(await page.title()).not.toBe('1')
    expect(await page.locator('script, img, svg[onload]').count()).toBe(1)
    await page.context().close()
  })

  it('unfolds a part to its pools and sources, without a script', async () => {
    const { page } = await visit(cutOffReport(), { javaScriptEnabled: false })
    const part = page.locator('details.part').first()
    expect(await part.locator('.part-more').isVisible()).toBe(false)
    await part.locator('summary').click()
    expect(await part.locator('.part-more').isVisible()).toBe(true)
    expect(await part.locator('.part-more').textContent()).toContain('parts.csv line 6')
    await page.context().close()
  })

  it('reads out the survival of a day under the arrow keys', async () => {
    const { page, complaints } = await visit(cutOffReport())
    await page.locator('figure.timeline[data-kind=share] svg[role=img]').first().focus()
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('ArrowRight')
    expect(await page.locator('.readout').first().textContent()).toMatch(/^2026-\d\d-\d\d: 100 %$/)
    expect(complaints).toEqual([])
    await page.context().close()
  })

  it('of two thousand parts is laid out in a moment, and says where the rest is', async () => {
    const { page } = await visit(manyPartsReport(2000))
    expect(await page.locator('details.part').count()).toBe(40)
    expect(await page.locator('#parts ~ .more').textContent()).toContain('The 40 that last shortest of ')
    await page.context().close()
  })

  it('prints on white with everything unfolded', async () => {
    const { page } = await visit(cutOffReport(), { colorScheme: 'dark' })
    const pdf = await page.pdf({ format: 'A4' })
    expect(pdf.subarray(0, 5).toString('latin1')).toBe('%PDF-')
    expect(pdf.length).toBeLessThan(2_000_000)
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' })
    expect(await page.evaluate(`getComputedStyle(document.body).backgroundColor`)).toBe('rgb(255, 255, 255)')
    expect(await page.locator('nav:visible').count()).toBe(0)
    await page.context().close()
  })

  it('of no parts says so first', async () => {
    const { page } = await visit(emptySparesReport())
    expect(await page.locator('.headline').textContent()).toBe('There is nothing to reckon: no part is stated.')
    await page.context().close()
  })
})
