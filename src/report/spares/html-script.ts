// A convenience for readers with scripts: read the figure under the pointer, print everything open, fold
// long tables on narrow screens.
//
// The page says all it has to say without it. The browser runs it only because the page's policy names its digest.

import { FIGURE_SCRIPT, PRINTING_SCRIPT } from '../page/script.ts'
import { FOLD_SCRIPT } from './html-fold.ts'

export const SPARES_SCRIPT = `
(() => {
  'use strict'
${PRINTING_SCRIPT}

  const dayText = (day) => new Date(day * 86400000).toISOString().slice(0, 10)
${FIGURE_SCRIPT}
${FOLD_SCRIPT}
})()
`

/** Base64 of the sha256 of {@link SPARES_SCRIPT}: a test tells the right one when the script has changed. */
export const SPARES_SCRIPT_SHA256 = 'y44FS6c2a9lNl66IazIQ0xNfyU7BEERA30mknWvrz+o='
