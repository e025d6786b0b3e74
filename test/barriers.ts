/** What keeps those who cannot see or point out of a page. */
import axe from 'axe-core'
import type { Page } from 'playwright-core'

/**
 * What is serious or worse on a page as it is once it stands still: half faded in, a dialog has the contrast
 * of neither what it covers nor itself. What moves for as long as something is awaited is not waited for.
 */
export function listBarriers(page: Page): Promise<readonly string[]> {
  return page.evaluate<readonly string[]>(`(async () => {
    const passing = document.getAnimations().filter((one) => one.effect?.getComputedTiming().endTime !== Infinity)
    // One whose element goes is cancelled, which refuses its promise and is as much an end of it.
    await Promise.allSettled(passing.map(({ finished }) => finished))
    if (!globalThis.axe) { ${axe.source} }
    const { violations } = await axe.run(document, { resultTypes: ['violations'] })
    return violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(({ id, nodes }) => id + ': ' + nodes.map(({ html }) => html.slice(0, 160)).join(' | '))
  })()`)
}
