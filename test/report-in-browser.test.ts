// Does the HTML report look right in a real browser: nothing fetched, nothing broken, nothing wider than the screen?

import type { BrowserContextOptions } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  emptyReport,
  hostileReport,
  largeOperatorReport,
  longTimelineReport,
  manyRulesReport,
  unknownReport,
} from '#report/rules/fixtures/sample-report.ts'
import { renderRulesHtml } from '#report/rules/html.ts'
import type { RulesReport } from '#model/verdict.ts'
import { HAS_BROWSER, listWeakWords, openBrowser, outlinePage, type PageBrowser, type Visit } from './browser.ts'

describe.skipIf(!HAS_BROWSER)('the HTML report in a browser for linux-x64', () => {
  let browser: PageBrowser

  beforeAll(async () => {
    browser = await openBrowser()
  })

  afterAll(() => browser?.close())

  const visit = (report: RulesReport, options?: BrowserContextOptions): Promise<Visit> =>
    browser.visit([...renderRulesHtml(report)].join(''), options)

  const samples: readonly (readonly [name: string, make: () => RulesReport])[] = [
    ['a large operator', largeOperatorReport],
    ['an empty workspace', emptyReport],
    ['an unknown estate', unknownReport],
    ['a long timeline', longTimelineReport],
    ['hostile texts', hostileReport],
    ['a hundred rules', () => manyRulesReport(100)],
  ]

  for (const [name, make] of samples) {
    it(`of ${name} complains of nothing and is never wider than a phone`, async () => {
      const { page, complaints } = await visit(make(), { viewport: { width: 390, height: 844 } })
      expect(complaints).toEqual([])
      const widths = await page.evaluate(`({ page: document.documentElement.scrollWidth, screen: innerWidth })`)
      expect(widths).toEqual({ page: 390, screen: 390 })
      await page.context().close()
    })
  }

  for (const width of [390, 768, 769, 1024, 1025]) {
    it(`cuts nothing off in any table at ${width} pixels, folded or not`, async () => {
      const { page } = await visit(largeOperatorReport(), { viewport: { width, height: 900 } })
      const cut = await page.evaluate(`(() => {
        for (const one of document.querySelectorAll('details')) one.open = true
        const regions = [...document.querySelectorAll('.scroll')].filter((one) => one.scrollWidth > one.clientWidth)
        const cells = [...document.querySelectorAll('tbody th, tbody td')].filter((cell) => {
          const card = cell.closest('article, main').getBoundingClientRect()
          return [...cell.children, cell].some((one) => one.getBoundingClientRect().right > card.right)
        })
        cells.length = Math.min(cells.length, 5)
        return [...regions.map((one) => one.getAttribute('aria-label')), ...cells.map((cell) => cell.textContent)]
      })()`)
      expect(cut).toEqual([])
      await page.context().close()
    })
  }

  for (const width of [390, 1200]) {
    it(`names the figures of an upright axis beside the drawing and within its card at ${width} pixels`, async () => {
      const { page } = await visit(largeOperatorReport(), { viewport: { width, height: 900 } })
      const names = await page.evaluate(`[...document.querySelectorAll('.timeline text.value')].map((name) => {
        const box = name.getBoundingClientRect()
        const isBeside = box.right <= name.closest('svg').getBoundingClientRect().left
        return isBeside && box.left >= name.closest('article').getBoundingClientRect().left
      })`)
      expect(new Set(names as boolean[])).toEqual(new Set([true]))
      await page.context().close()
    })
  }

  it('has headings in order, named regions, and a title and description on every drawing', async () => {
    const { page } = await visit(largeOperatorReport())
    const { levels, ...counts } = await outlinePage(page)
    expect(counts).toEqual({ mains: 1, undescribed: 0, unhidden: 0, headless: 0 })
    expect(levels[0]).toBe(1)
    expect(levels.filter((level) => level === 1)).toHaveLength(1)
    expect(levels.filter((level, index) => level > (levels[index - 1] ?? 0) + 1)).toEqual([])
    await page.context().close()
  })

  it('has enough contrast for every word, in light and in dark', async () => {
    for (const colorScheme of ['light', 'dark'] as const) {
      const { page } = await visit(largeOperatorReport(), { colorScheme })
      const weak = await listWeakWords(page)
      expect([colorScheme, weak]).toEqual([colorScheme, []])
      await page.context().close()
    }
  })

  it('runs nothing that a text of the inventory smuggles in', async () => {
    const { page, complaints } = await visit(
      hostileReport([
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

  it('is read whole without scripts', async () => {
    const { page } = await visit(largeOperatorReport(), { javaScriptEnabled: false })
    expect(await page.locator('article.rule').count()).toBe(largeOperatorReport().rules.length)
    expect(await page.locator('article.rule:visible').count()).toBe(largeOperatorReport().rules.length)
    expect(await page.locator('#filter').isVisible()).toBe(false)
    await page.context().close()
  })

  it('filters by verdict and by word, and a link brings a hidden rule back', async () => {
    const { page, complaints } = await visit(largeOperatorReport())
    await page.fill('input[type=search]', 'transmission kestrel')
    expect(await page.locator('article.rule:visible').count()).toBe(1)
    expect(await page.locator('#filter [role=status]').textContent()).toBe('1 of 24 rules shown')
    await page.click('a[href="#rule-gb-direction-gb-dvd-core"] >> nth=0')
    await page.locator('#rule-gb-direction-gb-dvd-core').waitFor({ state: 'visible' })
    await page.uncheck('input[value=bad]')
    expect(await page.locator('#rule-gb-direction-gb-dvd-core').isVisible()).toBe(false)
    expect(complaints).toEqual([])
    await page.context().close()
  })

  it('reads out the figure of a day under the arrow keys', async () => {
    const { page, complaints } = await visit(largeOperatorReport())
    const drawing = page.locator('#rule-gb-direction-gb-dvd-core figure.timeline svg[role=img]')
    await drawing.focus()
    await page.keyboard.press('ArrowRight')
    const readout = page.locator('#rule-gb-direction-gb-dvd-core .readout')
    expect(await readout.textContent()).toBe('1 Jan 2020: 61, not yet due')
    await page.keyboard.press('ArrowRight')
    expect(await readout.textContent()).toBe('1 Mar 2021: 48, not yet due')
    expect(complaints).toEqual([])
    await page.context().close()
  })

  it('prints on white with everything unfolded, in pages of text and lines', async () => {
    const { page } = await visit(largeOperatorReport(), { colorScheme: 'dark' })
    const pdf = await page.pdf({ format: 'A4' })
    expect(pdf.subarray(0, 5).toString('latin1')).toBe('%PDF-')
    expect(pdf.length).toBeLessThan(2_000_000)
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' })
    expect(await page.evaluate(`getComputedStyle(document.body).backgroundColor`)).toBe('rgb(255, 255, 255)')
    expect(await page.evaluate(`getComputedStyle(document.body).color`)).toBe('rgb(28, 30, 34)')
    expect(await page.locator('nav:visible, #filter:visible').count()).toBe(0)
    await page.context().close()
  })
})
