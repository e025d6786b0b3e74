// A convenience for readers with scripts: read the figure under the pointer, print everything open.
//
// The page says all it has to say without it. The browser runs it only because the page's policy names its digest.

import { DAY_SCRIPT, FIGURE_SCRIPT, PRINTING_SCRIPT } from '../page/script.ts'

export const SPARES_SCRIPT = `
(() => {
  'use strict'
${PRINTING_SCRIPT}

${DAY_SCRIPT}
${FIGURE_SCRIPT}
})()
`

/** Base64 of the sha256 of {@link SPARES_SCRIPT}: a test tells the right one when the script has changed. */
export const SPARES_SCRIPT_SHA256 = 'itEveskR0GhVT2XP39tI/Ap+4nbrpc20odZ977aLLy8='
