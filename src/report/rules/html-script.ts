// A convenience for readers with scripts: filter the rules, read the figure under the pointer, print everything open.
//
// The page says all it has to say without it. The browser runs it only because the page's policy names its digest.

import { DAY_SCRIPT, FIGURE_SCRIPT, PRINTING_SCRIPT } from '../page/script.ts'

export const READING_SCRIPT = `
(() => {
  'use strict'
  const form = document.getElementById('filter')
  if (form) {
    const cards = [...document.querySelectorAll('article.rule')].map((card) => ({ card, text: card.textContent.toLowerCase() }))
    const packs = [...document.querySelectorAll('section.pack')]
    const search = form.querySelector('input[type=search]')
    const boxes = [...form.querySelectorAll('input[type=checkbox]')]
    const status = form.querySelector('[role=status]')
    const apply = () => {
      const words = search.value.toLowerCase().split(/\\s+/).filter(Boolean)
      const tones = new Set(boxes.filter((box) => box.checked).map((box) => box.value))
      let shown = 0
      for (const { card, text } of cards) {
        card.hidden = !(tones.has(card.dataset.tone) && words.every((word) => text.includes(word)))
        if (!card.hidden) shown += 1
      }
      for (const pack of packs) pack.hidden = !!pack.querySelector('article.rule') && !pack.querySelector('article.rule:not([hidden])')
      status.textContent = shown + ' of ' + cards.length + ' rules shown'
    }
    const reveal = () => {
      const target = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)))
      const card = target && target.closest('article.rule')
      if (!card || !card.hidden) return
      search.value = ''
      for (const box of boxes) box.checked = true
      apply()
      card.scrollIntoView()
    }
    form.addEventListener('input', apply)
    form.addEventListener('submit', (event) => event.preventDefault())
    addEventListener('hashchange', reveal)
    form.hidden = false
    apply()
  }

${PRINTING_SCRIPT}

${DAY_SCRIPT}
${FIGURE_SCRIPT}
})()
`

/** Base64 of the sha256 of {@link READING_SCRIPT}: a test tells the right one when the script has changed. */
export const READING_SCRIPT_SHA256 = 'R94xi/CuOCgI3+j2I2IwJNri33sFKWsCQe01l2Vq6ys='
